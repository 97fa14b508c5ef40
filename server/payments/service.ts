import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { HOUR, type Instant, later, SECOND } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { sight, type SightingRefusal } from '@reassign/shared/payments/payment.ts';
import { type AmountFault, toStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import type { Payment, PaymentId, PaymentStatus, Purpose } from '@reassign/shared/payments/types.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import * as repo from './repo.ts';
import { isAway, refusalOf, type StripeDoor } from './stripe/client.ts';
import type { SeenCheckout } from './stripe/read.ts';

/** What is paid for is known to the module that asks for it; it books the money in the same transaction. */
export interface PaidFor {
  /** Answers what is to be done after the commit. */
  received(tx: Db, payment: Payment): Promise<() => void>;
  /** The page, without language, that the payer comes back to; without it `/payments/<id>`. */
  readonly pageOf?: (payment: Payment) => Promise<string>;
}

export interface PayingDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly stripe: StripeDoor;
  readonly publicUrl: string;
  readonly paidFor: (purpose: Purpose) => PaidFor;
}

export interface Asked extends Pick<
  Payment,
  'purpose' | 'subject' | 'registration' | 'amount' | 'reference'
> {
  readonly language: 'zh' | 'en';
}

/** Whatever made us look: what was learned of a payment. */
export type Learned =
  { readonly ok: true } | { readonly ok: false; readonly cause: SightingRefusal | 'unknown-payment' };

/** Stripe takes 30 minutes to 24 hours. */
const OPEN_FOR_MS = 2 * HOUR;
const FIRST_LOOK_MS = 15 * SECOND;
const LONGEST_LOOK_MS = HOUR;
const LOOKS_AT_ONCE = 20;
/** A page that ran out is followed by a new one. */
const ATTEMPTS = 2;

/** What is known stands while Stripe does not answer. */
function whileAway(error: unknown): 'away' {
  if (isAway(error)) return 'away';
  throw error;
}

const isOver = (status: PaymentStatus): boolean => status === 'paid' || status === 'failed';

export type Paying = ReturnType<typeof createPaying>;

/** Payments by card and wallet: asked for, led through Stripe's page, and followed until they are over. */
export function createPaying({ db, clock, stripe, publicUrl, paidFor }: PayingDeps) {
  /** The page to pay something at: that of the payment that is open, or of a new one. */
  async function open(asked: Asked): Promise<
    | {
        readonly ok: true;
        readonly id: PaymentId;
        readonly status: PaymentStatus;
        readonly url: string | null;
      }
    | { readonly ok: false; readonly fault: AmountFault | 'unavailable' }
  > {
    const amount = toStripeAmount(asked.amount);
    if (!amount.ok) return { ok: false, fault: amount.fault };
    for (let attempt = 1; ; attempt++) {
      const payment = await openOne(asked);
      const seen = await visit(payment).catch(whileAway);
      if (seen === 'away') return { ok: false, fault: 'unavailable' };
      const status = seen?.status ?? 'failed';
      if (status !== 'failed' || attempt === ATTEMPTS)
        return { ok: true, id: payment.id, status, url: seen?.url ?? null };
    }
  }

  async function openOne(asked: Asked): Promise<repo.StoredPayment> {
    const { purpose, subject, registration, amount, reference, language } = asked;
    const at = clock.now();
    const row = {
      ...{
        id: uuidv7<'payment'>(at, randomBytes(10)),
        purpose,
        subjectId: subject,
        registrationId: registration,
      },
      ...{
        door: 'stripe' as const,
        amountMinor: amount.amount,
        currency: amount.currency,
        reference,
        language,
      },
      ...{ status: 'opening' as const, openedAt: at, expiresAt: later(at, OPEN_FOR_MS) },
      lookAt: later(at, FIRST_LOOK_MS),
    };
    // Written before Stripe is asked: what Stripe tells of it finds it, and whoever dies here leaves it to the next look.
    await repo.insert(db, row);
    const found = await repo.ofSubjects(db, [subject]);
    const current = found.find(({ door, status }) => door === 'stripe' && !isOver(status));
    // Paid a moment ago: then that one is what is answered.
    const payment = current ?? found[0];
    assert(payment, 'a payment is there after its insert');
    return payment;
  }

  /** Asks Stripe for the page of a payment, or what became of it; `null` when Stripe will have none. */
  async function visit(payment: repo.StoredPayment): Promise<SeenCheckout | null> {
    const { id, sessionId, language, expiresAt } = payment;
    const page = (await paidFor(payment.purpose).pageOf?.(payment)) ?? `/payments/${id}`;
    const backTo = `${publicUrl}${language === 'en' ? '/en' : ''}${page}`;
    try {
      const seen = await (sessionId === null
        ? stripe.openCheckout({ payment, language, expiresAt, backTo })
        : stripe.readCheckout(sessionId));
      const learned = await learn(id, seen);
      return learned.ok ? seen : null;
    } catch (error) {
      // A page that was never made, and cannot be any more: its time is over.
      if (refusalOf(error) === null || sessionId !== null) throw error;
      await repo.update(db, id, { status: 'failed', lookAt: null });
      return null;
    }
  }

  /** What Stripe says of a payment now becomes what we know; told again, or late, nothing more happens. */
  async function learn(id: string, seen: SeenCheckout): Promise<Learned> {
    const result = await db.transaction(async (tx) => {
      const payment = await repo.lock(tx, id);
      if (!payment) return { ok: false, cause: 'unknown-payment' } as const;
      const { amount } = seen;
      if (amount === null) return { ok: false, cause: 'wrong-currency' } as const;
      const sighted = sight(payment, { status: seen.status, amount });
      if (!sighted.ok) return { ok: false, cause: sighted.refusal } as const;
      const { status, changes } = sighted;
      await repo.update(tx, payment.id, {
        status,
        isDeclined: status === 'paid' ? false : seen.isDeclined,
        ...(payment.sessionId === null && { sessionId: seen.sessionId }),
        ...(seen.intentId !== null && { intentId: seen.intentId }),
        ...(isOver(status) && { lookAt: null }),
      });
      const isNew = changes && status === 'paid';
      return {
        ok: true,
        after: isNew ? await paidFor(payment.purpose).received(tx, payment) : null,
      } as const;
    });
    if (!result.ok) return result;
    result.after?.();
    return { ok: true };
  }

  /** Looks at what nobody told us anything about; answers whether there may be more. */
  async function lookAgain(report: (error: unknown) => void): Promise<boolean> {
    const due = await repo.dueForALook(db, clock.now(), LOOKS_AT_ONCE);
    for (const payment of due) {
      // Put off first: whoever dies here leaves it to the next look.
      await repo.update(db, payment.id, { looks: payment.looks + 1, lookAt: nextLook(payment.looks + 1) });
      await visit(payment).catch(report);
    }
    return due.length === LOOKS_AT_ONCE;
  }

  const nextLook = (looks: number): Instant =>
    later(clock.now(), Math.min(FIRST_LOOK_MS * 2 ** Math.min(looks, 20), LONGEST_LOOK_MS));

  return {
    open,
    learn,
    lookAgain,
    /** As it is now: asked of Stripe while it is not over. */
    look: async (id: string): Promise<repo.StoredPayment | null> => {
      const known = await repo.find(db, id);
      if (!known || isOver(known.status)) return known;
      await visit(known).catch(whileAway);
      return repo.find(db, id);
    },
    find: (id: string) => repo.find(db, id),
    ofSubjects: (subjects: readonly string[]) => repo.ofSubjects(db, subjects),
  };
}
