import type { ReceiptRefusal } from '@reassign/shared/deposits/register.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';

/** Why a receipt is not booked. */
export type ReceiptFault = ReceiptRefusal | 'not-found' | 'own-deposit';

/** Money that came for a deposit by the bank. */
export interface Receipt {
  readonly amount: Money;
  readonly payer: string;
  /** Of the payer, where the bank names it. */
  readonly account?: string;
  readonly receivedAt: Instant;
}
