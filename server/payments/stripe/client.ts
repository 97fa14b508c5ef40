import Stripe from 'stripe';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { type Instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import { toStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { Payment, Purpose, RefundId } from '@reassign/shared/payments/types.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import {
  type SeenCheckout,
  type SeenDispute,
  type SeenRefund,
  seeCheckout,
  seeDispute,
  seeEntry,
  seeRefund,
} from './read.ts';

/** Where Stripe is reached. Without `at`, at its own address. */
export interface StripeAccess {
  readonly secretKey: string;
  readonly webhookSecret: string;
  /** The in-repo stand-in. */
  readonly at?: { readonly host: string; readonly port: number };
  /** Tests lose answers on their way. */
  readonly fetch?: typeof fetch;
}

/** What a payer is led through, and comes back to. */
export interface Checkout {
  readonly payment: Payment;
  readonly language: 'zh' | 'en';
  readonly expiresAt: Instant;
  readonly backTo: string;
}

/** The same window both ways: what is too old may be a replay, what is too young was not signed by Stripe's clock. */
const TOLERANCE_MS = 300 * SECOND;
const TIMEOUT_MS = 10_000;
const RETRIES = 1;

const expand = ['payment_intent'];
const names: Readonly<Record<Purpose, Readonly<Record<Checkout['language'], string>>>> = {
  deposit: { zh: '竞买保证金', en: 'Bidding deposit' },
  portable: { zh: '通用保证金', en: 'Portable deposit' },
  balance: { zh: '成交尾款', en: 'Balance of a price' },
  fee: { zh: '服务费', en: 'Fee' },
};

export type StripeDoor = ReturnType<typeof createStripeDoor>;

/**
 * Stripe as the payments module uses it: every call that changes something has a key derived from our own row, so that a
 * call whose answer was lost can be made again. Nothing sent names a lot, a bidder number or a person.
 */
export function createStripeDoor({ secretKey, webhookSecret, at, fetch: send }: StripeAccess) {
  const stripe = new Stripe(secretKey, {
    telemetry: false,
    maxNetworkRetries: RETRIES,
    timeout: TIMEOUT_MS,
    ...(at && { ...at, protocol: 'http' as const }),
    httpClient: Stripe.createFetchHttpClient(send),
  });
  const isLive = secretKey.includes('_live_');

  return {
    /** Where a person answers a dispute: at Stripe, and nowhere else. `null`: there is no such place, it is simulated. */
    pageOfDispute: (id: string): string | null =>
      at ? null : `https://dashboard.stripe.com/${isLive ? '' : 'test/'}disputes/${encodeURIComponent(id)}`,

    /** The page to pay at; the same for the same payment. */
    async openCheckout({ payment, language, expiresAt, backTo }: Checkout): Promise<SeenCheckout> {
      const amount = toStripeAmount(payment.amount);
      assert(amount.ok, 'a payment by Stripe is within its limits');
      const { id, reference } = payment;
      const metadata = { payment: id };
      const session = await stripe.checkout.sessions.create(
        {
          mode: 'payment',
          client_reference_id: reference,
          locale: language,
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: payment.amount.currency.toLowerCase(),
                unit_amount: amount.value,
                product_data: { name: `${names[payment.purpose][language]} ${reference}` },
              },
            },
          ],
          metadata,
          payment_intent_data: { metadata, description: reference },
          payment_method_options: { wechat_pay: { client: 'web' } },
          success_url: backTo,
          cancel_url: backTo,
          expires_at: Math.floor(expiresAt / SECOND),
          expand,
        },
        { idempotencyKey: `payment:${id}` },
      );
      return seeCheckout(session);
    },

    readCheckout: async (sessionId: string): Promise<SeenCheckout> =>
      seeCheckout(await stripe.checkout.sessions.retrieve(sessionId, { expand })),

    /** Of which payment of ours a charge is; `null` for none that says so. */
    async readIntent(intentId: string): Promise<string | null> {
      return (await stripe.paymentIntents.retrieve(intentId)).metadata['payment'] ?? null;
    },

    /** Gives back so much of a charge, once for each `refundId`. */
    async refund(intentId: string, refundId: RefundId, { amount }: Money): Promise<SeenRefund> {
      return seeRefund(
        await stripe.refunds.create(
          { payment_intent: intentId, amount, metadata: { refund: refundId } },
          { idempotencyKey: `refund:${refundId}` },
        ),
      );
    },

    /** The refund that was made for it, if one was: keys are forgotten, what was done is not. */
    async findRefund(intentId: string, refundId: RefundId): Promise<SeenRefund | null> {
      for await (const refund of stripe.refunds.list({ payment_intent: intentId, limit: 100 }))
        if (refund.metadata?.['refund'] === refundId) return seeRefund(refund);
      return null;
    },

    readRefund: async (id: string): Promise<SeenRefund> => seeRefund(await stripe.refunds.retrieve(id)),

    readDispute: async (id: string): Promise<SeenDispute> => seeDispute(await stripe.disputes.retrieve(id)),

    /** Everything that moved the balance since then, oldest first; of all time without it. */
    async readBalance(since: Instant | null): Promise<ProviderEntry[]> {
      const created = since === null ? {} : { created: { gte: Math.floor(since / SECOND) } };
      const entries: ProviderEntry[] = [];
      for await (const entry of stripe.balanceTransactions.list({ ...created, limit: 100 }))
        entries.push(seeEntry(entry));
      return entries.reverse();
    },

    /** What an event is about, when Stripe signed exactly these bytes just now; `null` otherwise. */
    async readEvent(body: string, signature: string, now: Instant): Promise<SeenEvent | null> {
      const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN) * SECOND;
      if (!(Math.abs(now - signedAt) <= TOLERANCE_MS)) return null;
      try {
        const { webhooks } = stripe;
        const seconds = TOLERANCE_MS / SECOND;
        const event = await webhooks.constructEventAsync(
          body,
          signature,
          webhookSecret,
          seconds,
          undefined,
          now,
        );
        const { object, id } = event.data.object as { object: string; id?: string };
        const isOurs = event.livemode === isLive && event.account === undefined;
        return { id: event.id, type: event.type, object, objectId: id ?? '', isOurs };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeSignatureVerificationError || error instanceof SyntaxError)
          return null;
        throw error;
      }
    },
  };
}

export interface SeenEvent {
  readonly id: string;
  readonly type: string;
  readonly object: string;
  readonly objectId: string;
  /** Not of another account, and not of the other mode. */
  readonly isOurs: boolean;
}

/** Stripe could not be reached, or could not answer: later it may. */
export const isAway = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeError && refusalOf(error) === null;

/** Stripe answered that it will not; asking again gets the same answer. `null`: it did not answer, or not yet. */
export function refusalOf(error: unknown): string | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  const { statusCode = 500, code, type } = error;
  const isFinal = statusCode >= 400 && statusCode < 500 && ![401, 403, 409, 429].includes(statusCode);
  return isFinal ? (code ?? type) : null;
}
