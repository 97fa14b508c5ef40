import type { MutantList } from './mutant.ts';

const prices = 'shared/auctions/formats/english-prices.ts';
const english = 'shared/auctions/formats/english.ts';
const steps = 'shared/listings/increments.ts';
const tests = ['tests/unit/auctions', 'tests/sim/auctions', 'tests/unit/listings'];

/** What the next bid must come to. */
export const increments: MutantList = {
  tests,
  mutants: [
    {
      breaks: 'the first bid may be the start itself',
      file: english,
      right: "if (leader === null && isLess(amount, asking)) return no('below-start');",
      wrong: "if (leader === null && !isLess(asking, amount)) return no('below-start');",
    },
    {
      breaks: 'a bid of the asking price is enough',
      file: english,
      right: "if (isLess(amount, asking)) return no('below-asking');",
      wrong: "if (leader !== null && !isLess(asking, amount)) return no('below-asking');",
    },
    {
      breaks: 'the leader does not raise itself',
      file: english,
      right: "return no('already-leading');",
      wrong: "return no('below-asking');",
    },
    {
      breaks: 'ten times the asking price is still usual',
      file: english,
      right: "if (isLess(limitOf(asking, terms, confirmed), amount)) return no('above-limit');",
      wrong: "if (!isLess(amount, limitOf(asking, terms, confirmed))) return no('above-limit');",
    },
    {
      breaks: 'the limit is ten times, not eleven',
      file: prices,
      right: 'asking.amount * rules.limitTimes',
      wrong: 'asking.amount * (rules.limitTimes + 1)',
    },
    {
      breaks: 'a tier begins at its lower bound',
      file: steps,
      right: 'if (tier.from.amount > price.amount) break;',
      wrong: 'if (tier.from.amount >= price.amount) break;',
    },
    {
      breaks: 'the tier is that of the price to be beaten, not of the bid',
      file: prices,
      right: 'add(price, stepOver(price, increments))',
      wrong: 'add(price, stepOver(add(price, stepOver(price, increments)), increments))',
    },
    {
      breaks: 'whole steps are counted from what is to be beaten',
      file: prices,
      right: 'const base = leader?.amount ?? start;',
      wrong: 'const base = start;',
    },
    {
      breaks: 'a table has at most twelve tiers',
      file: steps,
      right: 'export const MOST_TIERS = 12;',
      wrong: 'export const MOST_TIERS = 13;',
    },
  ],
};

/** Hidden maxima. */
export const maxima: MutantList = { tests, mutants: [] };
