import { edge, type MutantList } from './mutant.ts';

const distribute = 'shared/settlement/waterfall/distribute.ts';
const claim = 'shared/settlement/waterfall/claim.ts';
const pots = 'shared/settlement/waterfall/case.ts';
const accrual = 'shared/settlement/waterfall/accrual.ts';
const stated = 'shared/settlement/stated-proceeds.ts';
const sheet = 'shared/listings/claim-sheet.ts';
const forfeit = 'shared/settlement/buyer-default/forfeit.ts';
const review = 'shared/settlement/buyer-default/review.ts';
const fees = 'shared/listings/fees.ts';
const payment = 'shared/listings/payment-terms.ts';
const instalments = 'shared/settlement/instalments.ts';
const balance = 'shared/settlement/balance.ts';

/** By when a price is paid, whole or in parts. */
export const paymentOfAPrice: MutantList = {
  tests: ['tests/unit/settlement/instalments.spec.ts', 'tests/unit/settlement/balance.spec.ts'],
  mutants: [
    {
      breaks: 'the day of the confirmation does not count',
      file: payment,
      right: 'dayOf(confirmedAt), days + 1',
      wrong: 'dayOf(confirmedAt), days',
    },
    edge(payment, 'thirty days for a whole price, a year with parts', 'paymentDays > (instalments'),
    edge(payment, 'six parts', 'instalments.length > terms.instalments.mostParts'),
    edge(payment, 'two parts at least', 'instalments.length < paymentBounds.fewestParts'),
    edge(payment, 'two parts are due on two days', 'days <= (instalments[nth - 1]'),
    edge(payment, 'three tenths come first', 'first.shareBps < terms.instalments.leastFirstBps'),
    edge(payment, 'the first part comes within the days of a whole price', 'first.days > terms.longestDays'),
    {
      breaks: 'shares are the whole',
      file: payment,
      right: 'sum + shareBps, 0) !== WHOLE_BPS)',
      wrong: 'sum + shareBps, 0) > WHOLE_BPS)',
    },
    {
      breaks: 'the last part is due on the last day',
      file: payment,
      right: 'instalments.at(-1)?.days !== paymentDays',
      wrong: 'false',
    },
    {
      breaks: 'the first part is not below the deposit',
      file: payment,
      right: "isLess(percent(start, first.shareBps, 'down'), deposit)",
      wrong: 'false',
    },
    {
      breaks: 'a court takes no instalments',
      file: payment,
      right: "routes: ['bidding', 'auction'],",
      wrong: "routes: ['bidding', 'auction', 'judicial'],",
    },
    {
      breaks: 'a share is rounded down',
      file: instalments,
      right: "percent(total, shareBps, 'down')",
      wrong: "percent(total, shareBps, 'up')",
    },
    {
      breaks: 'the last part is the rest',
      file: instalments,
      right: 'nth === plan.length - 1 ? left',
      wrong: 'nth === plan.length ? left',
    },
    {
      breaks: 'what is left over of the deposit counts towards the next part',
      file: instalments,
      right: 'applied = subtract(applied, covered);',
      wrong: 'applied = subtract(applied, applied);',
    },
    edge(instalments, 'a part is there with its last fen', 'paid.amount < amount.amount'),
    {
      breaks: 'the next part is waited for by its own day',
      file: balance,
      right: 'until: after.dueAt, at }',
      wrong: 'until: before.dueAt, at }',
    },
    {
      breaks: 'less than a part ends no deadline',
      file: balance,
      right: 'before.dueAt === after.dueAt',
      wrong: 'before.dueAt > after.dueAt',
    },
    {
      breaks: 'more time is counted for the sale, whatever the part',
      file: review,
      right: 'dueAt: event.until, graces };',
      wrong: 'dueAt: event.until, graces: 0 };',
    },
  ],
};

/** Who gets what of a price, of a deposit, and on top of it. */
export const moneyOfASale: MutantList = {
  tests: [
    'tests/unit/settlement',
    'tests/unit/listings/fees.spec.ts',
    'tests/unit/listings/claim-sheet.spec.ts',
  ],
  mutants: [
    {
      breaks: 'an earlier rank is paid first',
      file: distribute,
      right: '.sort((a, b) => a - b)',
      wrong: '.sort((a, b) => b - a)',
    },
    {
      breaks: 'sale costs advanced by a pledgee use up its cap',
      file: claim,
      right: 'return least(amount, beyond(claim.maximum.cap, usedByCosts));',
      wrong: 'return least(amount, claim.maximum.cap);',
    },
    {
      breaks: 'a cap counts once over all lots of a case',
      file: claim,
      right: 'maximum: { covers, cap: beyond(cap, used) }',
      wrong: 'maximum: { covers, cap }',
    },
    {
      breaks: 'costs advanced in vain become costs of the claim',
      file: pots,
      right: 'costs: add(after.parts.costs, inVain)',
      wrong: 'costs: after.parts.costs',
    },
    {
      breaks: 'interest runs on the open principal, not on the interest',
      file: accrual,
      right: 'yearlyFor(parts.principal,',
      wrong: 'yearlyFor(add(parts.principal, parts.interest),',
    },
    {
      breaks: 'interest that was added once is not added again',
      file: accrual,
      right: 'accrual: { ...accrual, since: until },',
      wrong: 'accrual,',
    },
    {
      breaks: 'half a fen of interest is a fen',
      file: 'shared/kernel/money.ts',
      right: "10_000n * BigInt(daysOfYear), 'half-up'",
      wrong: "10_000n * BigInt(daysOfYear), 'down'",
    },
    {
      breaks: 'the maximum of a registration counts once over the rights under it',
      file: pots,
      right: 'if (registration !== null && maximum) left.set(registration, maximum);',
      wrong: '',
    },
    {
      breaks: 'each right has its own ranks',
      file: pots,
      right: '{ ...claim, rank: pledge.rank,',
      wrong: '{ ...claim, rank: 1,',
    },
    edge(stated, 'a price of the day of the sheet is in it already', 'paidOn > asOf'),
    {
      breaks: 'rights of two pledgors are two pots',
      file: stated,
      right: 'JSON.stringify([pledgor, pledges])',
      wrong: 'JSON.stringify([pledges])',
    },
    {
      breaks: 'costs of the sheet come off once',
      file: stated,
      right: 'nth === 0 ? [...costs, ...price.costs] : price.costs',
      wrong: '[...costs, ...price.costs]',
    },
    {
      breaks: 'a penalty stands where it was agreed',
      file: stated,
      right: 'order: orders[claim.penaltyPlace],',
      wrong: '',
    },
    edge(sheet, 'claims of today can stand', 'sheet.asOf > of.today'),
    edge(sheet, 'a pledge of the very day can stand', 'registration.registeredOn > sheet.asOf'),
    edge(sheet, 'a cost is advanced by one of the claims', 'cost.advancedBy >= sheet.claims.length'),
    {
      breaks: 'a registration secures one claim',
      file: sheet,
      right: 'registered.add(registration.number);',
      wrong: '',
    },
    {
      breaks: 'in bidding the most that is kept is rounded down',
      file: forfeit,
      right: "percent(loss, rule.keptMaxOfLossBps ?? 0, 'down')",
      wrong: "percent(loss, rule.keptMaxOfLossBps ?? 0, 'up')",
    },
    {
      breaks: 'what the deposit does not cover is owed only where the profile says so',
      file: forfeit,
      right: 'owed: rule.shortfallOwed && isLess',
      wrong: 'owed: isLess',
    },
    edge(review, 'a payment on the deadline is in time', 'at > state.dueAt'),
    {
      breaks: 'nobody confirms their own proposal',
      file: review,
      right: 'if (command.by === proposal.by)',
      wrong: 'if (command.by !== proposal.by)',
    },
    {
      breaks: 'a maximum of the law is rounded down',
      file: fees,
      right: "maximum ? 'down' : 'half-up'",
      wrong: "maximum ? 'half-up' : 'half-up'",
    },
    {
      breaks: 'a ruling of a court bears no stamp duty',
      file: fees,
      right: 'if (!isByContract(route)) return [];',
      wrong: '',
    },
  ],
};
