import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { isSame } from '../kernel/money.ts';
import { conditions } from './conditions.ts';
import type { DepositStatus } from './types.ts';

/** What a registration is checked against: the lot's notice and the people of its case. */
export interface LotForRegistration {
  /** The end as announced. */
  readonly closesAt: Instant;
  /** Credit codes of the seller bank, debtor, pledgor and valuers: they and theirs may not bid (3-trading-rules §3.6). */
  readonly barredCreditCodes: readonly string[];
}

export type RegistrationRefusal = 'stale-conditions' | 'registration-closed' | 'barred';

/** Why an organisation may not register for a lot, or `null`. */
export function refuseRegistration(
  lot: LotForRegistration,
  wish: {
    readonly creditCode: string;
    readonly conditionsVersion: number;
    readonly conditionsHash: string;
    readonly at: Instant;
  },
): RegistrationRefusal | null {
  if (wish.at >= lot.closesAt) return 'registration-closed';
  if (lot.barredCreditCodes.includes(wish.creditCode)) return 'barred';
  if (wish.conditionsVersion !== conditions.version || wish.conditionsHash !== conditions.hash)
    return 'stale-conditions';
  return null;
}

export type ReceiptRefusal = 'wrong-state' | 'amount-differs';

/** Why a receipt of money cannot be booked on a deposit, or `null`. Too little and too much are both looked at by a person. */
export function refuseReceipt(
  deposit: { readonly status: DepositStatus; readonly amount: Money },
  received: Money,
): ReceiptRefusal | null {
  if (deposit.status !== 'requested') return 'wrong-state';
  if (!isSame(deposit.amount, received)) return 'amount-differs';
  return null;
}

/** What happens to a held deposit when its lot ends: the winner's is applied to the price, the others go back. */
export const outcomeOf = (
  bidderNumber: string,
  winner: string | null,
): Extract<DepositStatus, 'applied' | 'released'> => (bidderNumber === winner ? 'applied' : 'released');
