import { randomBytes } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { HOUR, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { transfer } from '@reassign/shared/ledger/entries.ts';
import type { LedgerAnswer } from '@reassign/shared/ledger/types.ts';
import {
  mayRefund,
  refuseRefund,
  type RefundRefusal,
  sightRefund,
} from '@reassign/shared/payments/payment.ts';
import { channelOf, type RefundId } from '@reassign/shared/payments/types.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { type DueEffect, enqueue } from '../../platform/outbox.ts';
import * as disputes from '../disputes/repo.ts';
import * as payments from '../repo.ts';
import { refusalOf, type StripeDoor } from '../stripe/client.ts';
import type { SeenRefund } from '../stripe/read.ts';
import type { RefundCause } from '../tables.ts';
import * as repo from './repo.ts';

export interface RefundsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly ledger: Pick<Ledger, 'reserve' | 'postPending' | 'voidPending' | 'post'>;
  readonly stripe: StripeDoor;
}

export const REFUND = 'payment-refund';
/** The outbox has had every chance by then. */
const UNSENT_MS = HOUR;
const LOOK_AFTER_MS = 10 * MINUTE;
const LOOKS_AT_ONCE = 20;
const actor = 'payments';

export type Refunds = ReturnType<typeof createRefunds>;

/**
 * Money on its way back by the door it came by. The ledger keeps it apart at the instruction, and it leaves when Stripe
 * says that it did; the effect outside goes by the outbox, once for each refund.
 */
export function createRefunds({ db, clock, ledger, stripe }: RefundsDeps) {
  /** Gives so much of a payment back, in the caller's transaction; told again for the same cause, nothing more happens. */
  async function back(
    tx: Db,
    payment: payments.StoredPayment,
    amount: Money,
    cause: RefundCause,
  ): Promise<RefundRefusal | null> {
    const before = await repo.ofPayments(tx, [payment.id]);
    if (before.some((one) => one.cause === cause && one.followUp !== 'retried')) return null;
    const refusal = refuseRefund(payment, sumOf(before), amount);
    if (refusal !== null) return refusal;
    const at = clock.now();
    const id: RefundId = uuidv7<'refund'>(at, randomBytes(10));
    const isFree = mayRefund(await disputes.statusesOf(tx, payment.id));
    const reserved = await ledger.reserve(
      {
        key: `refund:${id}:reserved`,
        ...{ reason: 'refund-paid', reference: payment.reference, actor, expiresAt: null },
        entries: transfer(dueOf(payment, amount), cashOf(payment, amount), amount),
      },
      tx,
    );
    assert(reserved.ok, 'what goes back is due to whoever paid it');
    await repo.insert(tx, {
      ...{ id, paymentId: payment.id, amountMinor: amount.amount, currency: amount.currency, cause },
      ...{ status: isFree ? 'due' : 'withheld', reservedId: reserved.id, askedAt: at },
      ...(!isFree && { fault: 'disputed' }),
    });
    if (isFree) await enqueue(tx, { id, topic: REFUND, payload: { refund: id } }, at);
    else await settleLost(tx, payment);
    return null;
  }

  /** The payer has its money back by its bank: what waited is not owed any more. */
  async function settleLost(tx: Db, payment: payments.StoredPayment): Promise<void> {
    const lost = await disputes.lostOf(tx, payment.id);
    if (lost.length === 0) return;
    const waiting = (await repo.ofPayments(tx, [payment.id])).filter(({ status }) => status === 'withheld');
    for (const refund of waiting) {
      await enter(tx, refund, 'failed', null);
      await repo.update(tx, refund.id, { status: 'failed', fault: 'dispute-lost', doneAt: clock.now() });
    }
    if (waiting.length === 0) return;
    // A part of a payment may have waited, where its bank took the whole.
    let due = sumOf(waiting).amount;
    for (const { id, amount: taken } of lost) {
      const amount = money(Math.min(due, taken.amount), taken.currency);
      due -= amount.amount;
      if (amount.amount === 0) continue;
      const disputed: Account = {
        kind: 'disputed',
        registration: payment.registration,
        currency: amount.currency,
      };
      const answer = await ledger.post(
        {
          ...{ key: `dispute:${id}:lost`, reason: 'charge-disputed', reference: id, actor },
          entries: transfer(dueOf(payment, amount), disputed, amount),
        },
        tx,
      );
      assert(answer.ok, 'what was due covers what was taken');
    }
  }

  /** A dispute was decided for us: what waited for it goes out. */
  async function resume(tx: Db, payment: payments.StoredPayment): Promise<void> {
    const known = await disputes.statusesOf(tx, payment.id);
    // Stripe may know of a dispute before we do.
    if (known.length === 0 || !mayRefund(known)) return;
    for (const { id, status } of await repo.ofPayments(tx, [payment.id])) {
      if (status !== 'withheld') continue;
      await repo.update(tx, id, { status: 'due', fault: null });
      const again = uuidv7<'effect'>(clock.now(), randomBytes(10));
      await enqueue(tx, { id: again, topic: REFUND, payload: { refund: id } }, clock.now());
    }
  }

  /** Carries one out. Stripe is asked without a transaction; what it answered is entered in one. */
  async function send({ payload, attempts }: Pick<DueEffect, 'payload' | 'attempts'>): Promise<void> {
    const refund = await repo.find(db, textOf(payload['refund']));
    if (refund?.status !== 'due') return;
    const payment = await payments.find(db, refund.paymentId);
    assert(payment?.intentId, 'what was paid has a charge');
    if (!mayRefund(await disputes.statusesOf(db, payment.id))) {
      await withhold(refund.id, payment);
      return;
    }
    try {
      // Keys are forgotten after a while: whoever tries again looks first.
      const before = attempts > 1 ? await stripe.findRefund(payment.intentId, refund.id) : null;
      await learn(refund.id, before ?? (await stripe.refund(payment.intentId, refund.id, refund.amount)));
    } catch (error) {
      const fault = refusalOf(error);
      if (fault === null) throw error;
      if (fault === 'charge_disputed') await withhold(refund.id, payment);
      else await learn(refund.id, { providerId: null, status: 'failed', fault });
    }
  }

  const withhold = (id: RefundId, payment: payments.StoredPayment): Promise<void> =>
    db.transaction(async (tx) => {
      // Whoever decides a dispute holds the payment, too.
      await payments.lock(tx, payment.id);
      const refund = await repo.lock(tx, id);
      if (refund?.status !== 'due') return;
      await repo.update(tx, id, { status: 'withheld', fault: 'disputed' });
      await settleLost(tx, payment);
      await resume(tx, payment);
    });

  /** What Stripe says of a refund now becomes what we know; `false` when we know no such refund. */
  const learn = (
    id: string,
    seen: Pick<SeenRefund, 'status' | 'fault'> & { readonly providerId: string | null },
  ): Promise<boolean> =>
    db.transaction(async (tx) => {
      const refund = await repo.lock(tx, id);
      if (!refund) return false;
      const status = sightRefund(refund.status, seen.status);
      if (status === refund.status) return true;
      await enter(
        tx,
        refund,
        status === 'failed' ? 'failed' : status === 'paid' ? 'paid' : null,
        seen.providerId,
      );
      await repo.update(tx, refund.id, {
        ...{ status, fault: seen.fault },
        ...(seen.providerId !== null && { providerId: seen.providerId }),
        ...(status === 'sent'
          ? { lookAt: later(clock.now(), LOOK_AFTER_MS) }
          : { doneAt: clock.now(), lookAt: null }),
      });
      return true;
    });

  async function enter(
    tx: Db,
    { id, paymentId, amount, status, reservedId: pending }: repo.StoredRefund,
    end: 'paid' | 'failed' | null,
    reference: string | null,
  ): Promise<void> {
    if (end === null) return;
    const booking = { key: `refund:${id}:${end}`, reason: 'refund-paid', reference, actor } as const;
    const answer = await entering();
    assert(answer.ok, 'what was kept apart can leave');

    async function entering(): Promise<LedgerAnswer> {
      if (end === 'paid') return ledger.postPending({ ...booking, pending }, tx);
      if (status !== 'paid') return ledger.voidPending({ ...booking, pending }, tx);
      // It had left, and came back to us: the payer's bank did not take it.
      const payment = await payments.find(tx, paymentId);
      assert(payment, 'a refund is of a payment');
      const entries = transfer(cashOf(payment, amount), dueOf(payment, amount), amount);
      return ledger.post({ ...booking, reason: 'correction', entries }, tx);
    }
  }

  return {
    back,
    send,
    learn,

    /** What was released goes back to whoever paid it by card or wallet. Answers the subjects of which it did. */
    backOf: async (tx: Db, subjects: readonly string[]): Promise<Set<string>> => {
      const paidHere = new Set<string>();
      if (subjects.length === 0) return paidHere;
      for (const payment of await payments.paidOf(tx, subjects)) {
        const before = await repo.ofPayments(tx, [payment.id]);
        // Of two payments for the same, one went back when it came.
        if (before.some(({ cause }) => cause !== 'deposit-released')) continue;
        await back(tx, payment, payment.amount, 'deposit-released');
        paidHere.add(payment.subject);
      }
      return paidHere;
    },

    resume,
    settleLost,
    /** Looks at what is on its way and nobody told us about; answers whether there may be more. */
    lookAgain: async (report: (error: unknown) => void): Promise<boolean> => {
      const due = await repo.dueForALook(db, clock.now(), LOOKS_AT_ONCE);
      for (const { id, providerId } of due) {
        await db.transaction((tx) => repo.update(tx, id, { lookAt: later(clock.now(), LOOK_AFTER_MS) }));
        await stripe
          .readRefund(providerId)
          .then((seen) => learn(id, seen))
          .catch(report);
      }
      return due.length === LOOKS_AT_ONCE;
    },
    ofPayments: (ids: Parameters<typeof repo.ofPayments>[1]) => repo.ofPayments(db, ids),
    stuck: (limit: number) => repo.stuck(db, later(clock.now(), -UNSENT_MS), limit),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const sumOf = (refunds: readonly repo.StoredRefund[]): Money => {
  const standing = refunds.filter(({ status }) => status !== 'failed');
  const sum = standing.reduce((total, { amount }) => total + amount.amount, 0);
  return money(sum, standing[0]?.amount.currency ?? CNY);
};

export const dueOf = (
  { registration }: Pick<payments.StoredPayment, 'registration'>,
  { currency }: Money,
): Account => ({ kind: 'refund-due', registration, currency });

export const cashOf = ({ door }: Pick<payments.StoredPayment, 'door'>, { currency }: Money): Account => ({
  kind: 'cash',
  channel: channelOf[door],
  currency,
});
