import type { CourtPaymentState } from '../payments/types.ts';
import type { PayoutState } from './payout.ts';
import { isSamePayer } from './payer.ts';

/** Why money that is due back by the bank has no payout on its way. */
export const refundWaits = ['no-account', 'payout-failed', 'payout-cancelled'] as const;
export type RefundWait = (typeof refundWaits)[number];

/** What a refund waits for, by the state of its last payout (`null`: it never had one); `null`: nothing, it is on its way or there. */
export function waitOf(lastPayout: PayoutState | null): RefundWait | null {
  if (lastPayout === null) return 'no-account';
  if (lastPayout === 'failed') return 'payout-failed';
  return lastPayout === 'cancelled' ? 'payout-cancelled' : null;
}

/** How far money of a court is, by the same. */
export function courtStateOf(lastPayout: PayoutState | null): CourtPaymentState {
  if (waitOf(lastPayout) !== null) return 'waiting';
  if (lastPayout === 'paid') return 'paid';
  return lastPayout === 'released' || lastPayout === 'sent' ? 'instructed' : 'prepared';
}

/** An account that somebody stated, as far as the rules ask. */
export interface StatedAccount {
  readonly statedBy: string;
  /** `null`: nobody answered yet. */
  readonly isConfirmed: boolean | null;
}

export type AccountRefusal = 'wrong-state' | 'third-party-payee';

/** Why an account cannot be stated for a refund, or `null`: money goes back to whoever paid it, and to nobody else. */
export function refuseAccount(
  refund: {
    readonly wait: RefundWait | null;
    readonly payer: string;
    readonly stated: StatedAccount | null;
  },
  holder: string,
): AccountRefusal | null {
  if (refund.wait === null || refund.stated?.isConfirmed === null) return 'wrong-state';
  return isSamePayer(holder, refund.payer) ? null : 'third-party-payee';
}

/** Why somebody cannot answer, or `null`. Another person confirms an account; whoever stated it may take it back. */
export function refuseAccountAnswer(
  refund: { readonly wait: RefundWait | null; readonly stated: StatedAccount | null },
  isConfirmed: boolean,
  actor: string,
): 'wrong-state' | 'own-approval' | null {
  if (refund.wait === null || refund.stated?.isConfirmed !== null) return 'wrong-state';
  return isConfirmed && refund.stated.statedBy === actor ? 'own-approval' : null;
}
