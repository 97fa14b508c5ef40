import type { Money } from '../kernel/money.ts';
import type { Account } from './account.ts';
import type { Entry } from './types.ts';

/** So much from one account to the other. */
export const transfer = (debit: Account, credit: Account, amount: Money): readonly Entry[] => [
  { account: debit, side: 'debit', amount },
  { account: credit, side: 'credit', amount },
];
