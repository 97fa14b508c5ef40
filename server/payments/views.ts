import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { OnlineView, PaymentView } from '@reassign/shared/payments/api.ts';
import { onlineLimit, toStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { StoredRefund } from './refunds/repo.ts';
import type { StoredPayment } from './repo.ts';

/** A payment with the last that went back of it. */
export const paymentViewOf = (
  { id, status, isDeclined, openedAt }: StoredPayment,
  refunds: readonly StoredRefund[],
): PaymentView => {
  const refund = refunds.at(-1);
  return {
    ...{ id, status, isDeclined, openedAt: fromInstant(openedAt) },
    refund: refund
      ? { status: refund.status, amount: refund.amount, at: fromInstant(refund.doneAt ?? refund.askedAt) }
      : null,
  };
};

/** What can be told of an amount before anybody tries to pay it by card or wallet. */
export function onlineViewOf(amount: Money, isSimulated: boolean): OnlineView {
  const charge = toStripeAmount(amount);
  const fault = charge.ok ? null : charge.fault;
  return {
    obstacle: fault === null ? null : fault === 'above-charge-limit' ? 'above-limit' : 'not-chargeable',
    limit: onlineLimit(amount.currency),
    isSimulated,
  };
}
