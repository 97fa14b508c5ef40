import { edge, type MutantList } from './mutant.ts';

const distribute = 'shared/settlement/waterfall/distribute.ts';
const claim = 'shared/settlement/waterfall/claim.ts';
const pots = 'shared/settlement/waterfall/case.ts';
const forfeit = 'shared/settlement/buyer-default/forfeit.ts';
const review = 'shared/settlement/buyer-default/review.ts';
const fees = 'shared/listings/fees.ts';

/** Who gets what of a price, of a deposit, and on top of it. */
export const moneyOfASale: MutantList = {
  tests: ['tests/unit/settlement', 'tests/unit/listings/fees.spec.ts'],
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
