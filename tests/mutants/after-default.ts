import { edge, type MutantList } from './mutant.ts';

const rules = 'shared/auctions/after-default.ts';
const postings = 'shared/settlement/postings.ts';
const resale = 'shared/settlement/buyer-default/resale.ts';

/** What follows a buyer's default in the log of its lot. */
export const afterDefault: MutantList = {
  tests: ['tests/unit/auctions/after-default.spec.ts', 'tests/unit/auctions/life-table.spec.ts'],
  mutants: [
    edge(rules, 'an offer is over at its end', 'at >= offer.until'),
    {
      breaks: 'who was barred is no runner-up',
      file: rules,
      right: 'bidderNumber === winner || barred.has(bidderNumber)',
      wrong: 'bidderNumber === winner',
    },
    {
      breaks: 'the buyer who did not pay is no runner-up',
      file: rules,
      right: 'bidderNumber === winner || barred.has(bidderNumber)',
      wrong: 'barred.has(bidderNumber)',
    },
    {
      breaks: 'below the reserve nobody is offered anything',
      file: rules,
      right: 'isLess(best.amount, least) ? null : best',
      wrong: 'isLess(best.amount, least) ? best : best',
    },
    {
      breaks: 'a maximum that was beaten is a bid',
      file: rules,
      right: 'for (let one = opened; one !== undefined; one = one.before) yield one;',
      wrong: '',
    },
    {
      breaks: 'the day of the offer does not count',
      file: rules,
      right: 'addDays(dayOf(at), days + 1)',
      wrong: 'addDays(dayOf(at), days)',
    },
    {
      breaks: 'one runner-up alone is made an offer',
      file: rules,
      right: 'afterDefault({ ...lot, runnerUp: null }, at)',
      wrong: 'afterDefault(lot, at)',
    },
    {
      breaks: 'the runner-up keeps to its mandate',
      file: rules,
      right: 'exceedsAuthority(authority, [offer.amount], at)',
      wrong: 'exceedsAuthority(authority, [], at)',
    },
    {
      breaks: 'no round follows a reserve that was opened',
      file: rules,
      right: 'ladder.length > 0 && reserve === null',
      wrong: 'ladder.length > 0',
    },
    {
      breaks: 'the platform annuls for a default alone',
      file: 'shared/auctions/life.ts',
      right: "(role === 'platform') === (cause === 'buyer-default')",
      wrong: "role === 'platform' || cause !== 'buyer-default'",
    },
    {
      breaks: 'a defaulter is barred where the profile says so',
      file: 'shared/auctions/life-evolve.ts',
      right: "cause === 'buyer-default' && lot.terms.rules.buyerDefault.barredFromResale",
      wrong: "cause === 'buyer-default'",
    },
    {
      breaks: 'the deposit of the hammer is not due back though another bought',
      file: 'shared/verify/refunds.ts',
      right: 'state.defaulted ?? state.winner',
      wrong: 'state.winner',
    },
  ],
};

/** What becomes of a forfeited deposit when the right is paid for again. */
export const resales: MutantList = {
  tests: ['tests/unit/settlement/resale.spec.ts'],
  mutants: [
    {
      breaks: 'a default whose deposit a court has is booked by nobody here',
      file: postings,
      right:
        "{ steps }: Forfeit, actor: string): Posting | null {\n  if (of.priceGoesTo === 'court') return null;",
      wrong: '{ steps }: Forfeit, actor: string): Posting | null {',
    },
    {
      breaks: 'nor when the right is sold again',
      file: postings,
      right: "  if (of.priceGoesTo === 'court') return null;\n  const { lot, registration",
      wrong: '  const { lot, registration',
    },
    {
      breaks: 'no loss is made good twice',
      file: resale,
      right: 'resalePrice: add(price, joined)',
      wrong: 'resalePrice: price',
    },
    {
      breaks: 'one debt is paid once',
      file: resale,
      right: "open = subtract(open, least(open, paidOn(result, 'debt', zero)));",
      wrong: '',
    },
    {
      breaks: 'the debt is what the price and the gap leave',
      file: resale,
      right: 'debtAfter(settle(zero).joined)',
      wrong: 'debtAfter(zero)',
    },
  ],
};
