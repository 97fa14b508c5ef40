import { refuse, type Refused } from '../kernel/decision.ts';
import type { Money } from '../kernel/money.ts';
import {
  type DisputeStatus,
  type Payment,
  type PaymentStatus,
  paymentStatuses,
  type RefundStatus,
  refundStatuses,
} from './types.ts';

/** What the provider says of a payment now, whenever it was asked and whatever made us ask. */
export interface Sighting {
  readonly status: Exclude<PaymentStatus, 'opening'>;
  /** Asked for; of what is paid, received. */
  readonly amount: Money;
}

export type SightingRefusal = 'wrong-currency' | 'amount-differs';

/** What a payment becomes; `changes` is false when that was known. Any order of the same sightings ends alike. */
export function sight(
  payment: Pick<Payment, 'status' | 'amount'>,
  seen: Sighting,
):
  | { readonly ok: true; readonly status: PaymentStatus; readonly changes: boolean }
  | Refused<SightingRefusal> {
  if (seen.amount.currency !== payment.amount.currency) return refuse('wrong-currency');
  if (seen.amount.amount !== payment.amount.amount) return refuse('amount-differs');
  const status = further(paymentStatuses, payment.status, seen.status);
  return { ok: true, status, changes: status !== payment.status };
}

function further<Status>(order: readonly Status[], before: Status, now: Status): Status {
  return order.indexOf(now) > order.indexOf(before) ? now : before;
}

export type RefundRefusal = 'not-paid' | 'wrong-currency' | 'already-refunded' | 'more-than-paid';

/** Why so much of a payment cannot go back, or `null`; `refunded` is what went back or is on its way. */
export function refuseRefund(
  payment: Pick<Payment, 'status' | 'amount'>,
  refunded: Money,
  amount: Money,
): RefundRefusal | null {
  if (payment.status !== 'paid') return 'not-paid';
  if (amount.currency !== payment.amount.currency) return 'wrong-currency';
  if (refunded.amount >= payment.amount.amount) return 'already-refunded';
  return refunded.amount + amount.amount > payment.amount.amount || amount.amount <= 0
    ? 'more-than-paid'
    : null;
}

export const sightRefund = (before: RefundStatus, now: RefundStatus): RefundStatus =>
  further(refundStatuses, before, now);

/**
 * Whether money may go back by the door it came by. While the payer's bank holds it back, and when it has taken it, a
 * refund would pay the same money twice.
 */
export const mayRefund = (disputes: readonly DisputeStatus[]): boolean =>
  disputes.every((status) => status === 'won');

/** A dispute that was decided stays decided. */
export const sightDispute = (before: DisputeStatus | null, now: DisputeStatus): DisputeStatus =>
  before === null || before === 'open' ? now : before;

/** What a person did about a refund that failed: it was tried again by the same door, or goes by the bank. */
export type FollowUp = 'retried' | 'by-bank';

/**
 * Whether a person may do something about a refund, once: it failed, and the payer's bank has not taken the money by a
 * dispute, after which nothing of it is due.
 */
export const mayFollowUp = ({
  status,
  fault,
  followUp,
}: {
  readonly status: RefundStatus;
  readonly fault: string | null;
  readonly followUp: FollowUp | null;
}): boolean => status === 'failed' && fault !== 'dispute-lost' && followUp === null;
