import { edge, type MutantList } from './mutant.ts';

const prices = 'shared/auctions/formats/english-prices.ts';
const english = 'shared/auctions/formats/english.ts';
const contest = 'shared/auctions/formats/english-contest.ts';
const steps = 'shared/listings/increments.ts';
const tests = ['tests/unit/auctions', 'tests/sim/auctions', 'tests/unit/listings'];

/** What the next bid must come to. */
export const increments: MutantList = {
  tests,
  mutants: [
    {
      breaks: 'the first bid may be the start itself',
      file: english,
      right: 'if (isLess(amount, asking) && !isMatch(lot, bid)',
      wrong: 'if ((leader === null ? !isLess(asking, amount) : isLess(amount, asking)) && !isMatch(lot, bid)',
    },
    {
      breaks: 'a bid of the asking price is enough',
      file: english,
      right: 'if (isLess(amount, asking) && !isMatch(lot, bid)',
      wrong: 'if ((leader === null ? isLess(amount, asking) : !isLess(asking, amount)) && !isMatch(lot, bid)',
    },
    {
      breaks: 'the leader does not raise itself',
      file: english,
      right: "? null : 'already-leading';",
      wrong: "? null : 'below-asking';",
    },
    {
      breaks: 'ten times the asking price is still usual',
      file: english,
      right: "if (isOff((one) => isLess(limit, one))) return 'above-limit';",
      wrong: "if (isOff((one) => !isLess(one, limit))) return 'above-limit';",
    },
    {
      breaks: 'the limit is ten times, not eleven',
      file: prices,
      right: 'asking.amount * rules.limitTimes',
      wrong: 'asking.amount * (rules.limitTimes + 1)',
    },
    edge(steps, 'a tier begins at its lower bound', 'if (tier.from.amount > price.amount) break;'),
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

/** Hidden maxima, and who may match. */
export const maxima: MutantList = {
  tests: ['tests/unit/auctions', 'tests/sim/auctions', 'tests/conformance/rules.spec.ts'],
  mutants: [
    {
      breaks: 'of equal maxima the earlier leads',
      file: contest,
      right: 'isOutranked ? isLess(challenging, defending) : !isLess(defending, challenging);',
      wrong: 'isOutranked ? isLess(challenging, defending) : isLess(challenging, defending);',
    },
    {
      breaks: 'a higher rank goes before, a lower one does not',
      file: contest,
      right: '(ranks.get(one) ?? Infinity) < (ranks.get(other) ?? Infinity);',
      wrong: '(ranks.get(one) ?? Infinity) > (ranks.get(other) ?? Infinity);',
    },
    edge(
      contest,
      'of equal ranks the earlier stays',
      '(ranks.get(one) ?? Infinity) < (ranks.get(other) ?? Infinity);',
    ),
    {
      breaks: 'a maximum wins at the lowest price, not at itself',
      file: contest,
      right: 'return isLess(limit, over) ? limit : over;',
      wrong: 'return limit;',
    },
    {
      breaks: 'a maximum never bids above itself',
      file: contest,
      right: 'return isLess(limit, over) ? limit : over;',
      wrong: 'return over;',
    },
    {
      breaks: "a challenger wins over the defender's maximum, not over its own",
      file: contest,
      right: ': lowestWinning(challenged, defended, increments);',
      wrong: ': lowestWinning(challenged, challenged, increments);',
    },
    {
      breaks: 'what is reached or beaten is opened',
      file: contest,
      right: 'if (bidderNumber !== winner.bidderNumber || isSame(maximum.amount, amount))',
      wrong: 'if (bidderNumber !== winner.bidderNumber)',
    },
    {
      breaks: "the loser's maximum is opened",
      file: contest,
      right: 'if (bidderNumber !== winner.bidderNumber || isSame(maximum.amount, amount))',
      wrong: 'if (isSame(maximum.amount, amount))',
    },
    {
      breaks: 'a maximum only where the profile offers it',
      file: english,
      right: "return 'maximum-not-offered';",
      wrong: 'return null;',
    },
    {
      breaks: 'the leader raises its maximum, and does not set it anew',
      file: english,
      right: "return maximum !== undefined && isLess(own, maximum) ? null : 'already-leading';",
      wrong: "return maximum !== undefined && !isLess(maximum, own) ? null : 'already-leading';",
    },
    {
      breaks: 'only who outranks the leader matches it',
      file: english,
      right: 'leader !== null && isSame(amount, leader.amount) && outranks(',
      wrong: 'leader !== null && isSame(amount, leader.amount) && !outranks(',
    },
    {
      breaks: 'a maximum stands with the limit too',
      file: english,
      right: "if (isOff((one) => isLess(limit, one))) return 'above-limit';",
      wrong: "if (isLess(limit, amount)) return 'above-limit';",
    },
  ],
};
