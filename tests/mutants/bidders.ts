import type { MutantList } from './mutant.ts';

const authority = 'shared/auctions/authority.ts';
const creditor = 'shared/deposits/creditor.ts';

/** How far an agent may go, and what an executing creditor pays. */
export const bidders: MutantList = {
  tests: ['tests/conformance/rules.spec.ts', 'tests/unit/deposits/creditor.spec.ts'],
  mutants: [
    {
      breaks: 'a bid at the cap is within it',
      file: authority,
      right: 'isLess(cap, amount)',
      wrong: '!isLess(amount, cap)',
    },
    {
      breaks: 'a mandate ends at its hour',
      file: authority,
      right: 'at >= until',
      wrong: 'at > until',
    },
    {
      breaks: 'what takes a bid back binds nobody, every bid does',
      file: 'shared/auctions/decide.ts',
      right: "command.type !== 'WithdrawHiddenBid' &&",
      wrong: "command.type === 'WithdrawHiddenBid' &&",
    },
    {
      breaks: 'a creditor pays what exceeds its claim',
      file: creditor,
      right: 'amount: deposit.amount - claim.amount',
      wrong: 'amount: deposit.amount',
    },
    {
      breaks: 'and nothing where the claim reaches the deposit',
      file: creditor,
      right: 'amount: 0 }',
      wrong: 'amount: 1 }',
    },
    {
      breaks: 'everybody else, and elsewhere, pays the whole',
      file: creditor,
      right: 'claim === null || !sparesCreditor(rules)',
      wrong: 'claim === null',
    },
  ],
};
