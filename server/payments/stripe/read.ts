import type Stripe from 'stripe';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Sighting } from '@reassign/shared/payments/payment.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';
import { fromStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { DisputeStatus } from '@reassign/shared/payments/types.ts';

/* What Stripe's objects say, in our words; of more than one kind of news the object as it is now is what counts. */

export interface SeenCheckout {
  readonly sessionId: string;
  readonly intentId: string | null;
  /** Ours, as the session's metadata name it. */
  readonly payment: string | null;
  readonly url: string | null;
  readonly isDeclined: boolean;
  readonly status: Sighting['status'];
  /** `null` for a currency that we do not know. */
  readonly amount: Money | null;
}

export function seeCheckout(session: Stripe.Checkout.Session): SeenCheckout {
  const intent = typeof session.payment_intent === 'object' ? session.payment_intent : null;
  const status = checkoutStatus(session, intent);
  const amount = status === 'paid' && intent ? intent.amount_received : session.amount_total;
  return {
    sessionId: session.id,
    intentId: intent?.id ?? (typeof session.payment_intent === 'string' ? session.payment_intent : null),
    payment: session.metadata?.['payment'] ?? null,
    url: session.url,
    isDeclined: status !== 'paid' && (intent?.last_payment_error ?? null) !== null,
    status,
    amount: fromStripeAmount(amount ?? -1, session.currency ?? ''),
  };
}

function checkoutStatus(
  { status, payment_status: paid }: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent | null,
): Sighting['status'] {
  if (paid === 'paid') return 'paid';
  if (status === 'expired') return 'failed';
  if (status !== 'complete') return 'open';
  // A wallet or bank that answers later: it may also say no, and the page is closed then.
  const isOver = intent?.status === 'requires_payment_method' || intent?.status === 'canceled';
  return isOver ? 'failed' : 'processing';
}

export interface SeenRefund {
  readonly providerId: string;
  readonly refund: string | null;
  readonly status: 'sent' | 'paid' | 'failed';
  readonly fault: string | null;
}

export function seeRefund({ id, metadata, status, failure_reason: fault }: Stripe.Refund): SeenRefund {
  const isOver = status === 'failed' || status === 'canceled';
  return {
    providerId: id,
    refund: metadata?.['refund'] ?? null,
    status: isOver ? 'failed' : status === 'succeeded' ? 'paid' : 'sent',
    fault: isOver ? (fault ?? 'canceled') : null,
  };
}

export interface SeenDispute {
  readonly id: string;
  readonly intentId: string | null;
  readonly amount: Money | null;
  /** `null`: an inquiry, which takes no money. */
  readonly status: DisputeStatus | null;
}

export function seeDispute({
  id,
  payment_intent: intent,
  amount,
  currency,
  status,
}: Stripe.Dispute): SeenDispute {
  return {
    id,
    intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
    amount: fromStripeAmount(amount, currency),
    status: disputeStatus(status),
  };
}

function disputeStatus(status: Stripe.Dispute.Status): DisputeStatus | null {
  if (status.startsWith('warning_')) return null;
  if (status === 'won' || status === 'prevented') return 'won';
  return status === 'lost' ? 'lost' : 'open';
}

const entryTypes: Readonly<Partial<Record<Stripe.BalanceTransaction['type'], ProviderEntry['type']>>> = {
  ...{ charge: 'charge', payment: 'charge' },
  ...{ refund: 'refund', payment_refund: 'refund' },
  ...{ refund_failure: 'refund-failure', payment_failure_refund: 'refund-failure' },
  ...{ payout: 'payout', payout_cancel: 'payout', payout_failure: 'payout' },
  ...{ stripe_fee: 'fee', stripe_fx_fee: 'fee', tax_fee: 'fee' },
};

/** An entry of the balance. What Stripe takes by an entry of its own is a fee, and moves nothing else. */
export function seeEntry(entry: Stripe.BalanceTransaction): ProviderEntry {
  const { id, amount, fee, currency, created, description, reporting_category: category } = entry;
  const isDispute = entry.type === 'adjustment' && category.startsWith('dispute');
  const type = isDispute ? 'dispute' : (entryTypes[entry.type] ?? 'other');
  const source = typeof entry.source === 'string' ? entry.source : (entry.source?.id ?? null);
  const moved = fromStripeAmount(amount, currency);
  assert(moved, 'Stripe keeps its balance in a currency that is known');
  return {
    ...{ id, type, source, at: instant(created * SECOND), currency: moved.currency },
    // A charge carries the reference that its payer saw.
    reference: type === 'charge' ? description : type === 'payout' || type === 'fee' ? null : source,
    ...(type === 'fee' ? { change: 0, fee: fee - moved.amount } : { change: moved.amount, fee }),
  };
}
