import { DAY, later, SECOND } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Disputes } from '../disputes/service.ts';
import type { Refunds } from '../refunds/service.ts';
import * as payments from '../repo.ts';
import type { Paying } from '../service.ts';
import { refusalOf, type SeenEvent, type StripeDoor } from '../stripe/client.ts';
import * as repo from './repo.ts';

export interface EventsDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly stripe: StripeDoor;
  readonly paying: Pick<Paying, 'learn'>;
  readonly refunds: Pick<Refunds, 'learn'>;
  readonly disputes: Pick<Disputes, 'learn'>;
}

/** What became of an event; `parked` with a cause for a person, tried again now and then. */
type Outcome =
  { readonly status: 'done' | 'ignored' } | { readonly status: 'parked'; readonly cause: string };

const DONE: Outcome = { status: 'done' };
const parked = (cause: string): Outcome => ({ status: 'parked', cause });

const FIRST_RETRY_MS = 5 * SECOND;
const LONGEST_RETRY_MS = DAY;
const AT_ONCE = 20;
/** So often something is asked for that Stripe did not tell us about either, before only a person can help. */
const MOST_ATTEMPTS = 40;

/**
 * An event only says where to look: what is true is read from Stripe. So it does not matter how often, how late or in which
 * order events come; each is dealt with at least once, and what it leads to is entered once.
 */
export function createEvents({ db, clock, stripe, paying, refunds, disputes }: EventsDeps) {
  /** Kept before it is dealt with: from here on Stripe need not tell it again. */
  async function take(
    { id, type, object, objectId, isOurs }: SeenEvent,
    report: (error: unknown) => void,
  ): Promise<void> {
    const at = clock.now();
    const status = isOurs ? 'waiting' : 'ignored';
    const cause = isOurs ? null : 'other-account';
    const dueAt = later(at, FIRST_RETRY_MS);
    const isNew = await repo.insert(db, { id, type, object, objectId, receivedAt: at, status, cause, dueAt });
    const event = isNew && isOurs ? await repo.find(db, id) : null;
    // When Stripe does not answer, it is due again.
    if (event) await deal(event).catch(report);
  }

  async function deal(event: repo.StoredEvent): Promise<void> {
    const outcome = await readAgain(event).catch((error: unknown) => {
      const refusal = refusalOf(error);
      // Stripe did not answer: it stays as it is, and is due again.
      if (refusal === null) throw error;
      return parked(refusal);
    });
    await repo.update(db, event.id, { cause: null, ...outcome });
  }

  async function readAgain({ object, objectId }: repo.StoredEvent): Promise<Outcome> {
    if (object === 'checkout.session') return readCheckout(objectId);
    if (object === 'payment_intent') return readIntent(objectId);
    if (object === 'refund') return readRefund(objectId);
    return object === 'dispute' ? readDispute(objectId) : { status: 'ignored' };
  }

  async function readCheckout(id: string): Promise<Outcome> {
    const seen = await stripe.readCheckout(id);
    if (seen.payment === null) return parked('unknown-payment');
    const learned = await paying.learn(seen.payment, seen);
    return learned.ok ? DONE : parked(learned.cause);
  }

  async function readIntent(id: string): Promise<Outcome> {
    const payment = await payments.find(db, (await stripe.readIntent(id)) ?? NOBODYS);
    if (!payment) return parked('unknown-payment');
    // Its page is being made just now.
    if (payment.sessionId === null) return parked('not-opened-yet');
    return readCheckout(payment.sessionId);
  }

  async function readRefund(id: string): Promise<Outcome> {
    const seen = await stripe.readRefund(id);
    // Somebody gave money back by hand, at Stripe.
    if (seen.refund === null) return parked('unknown-refund');
    return (await refunds.learn(seen.refund, seen)) ? DONE : parked('unknown-refund');
  }

  async function readDispute(id: string): Promise<Outcome> {
    const seen = await stripe.readDispute(id);
    if (seen.intentId === null) return parked('unknown-payment');
    // Told before we were told that it was paid.
    await readIntent(seen.intentId);
    const payment = await payments.findByIntent(db, seen.intentId);
    const fault = payment ? await disputes.learn(payment.id, seen) : 'unknown-payment';
    return fault === null ? DONE : parked(fault);
  }

  return {
    take,

    /** Deals with what waits; answers whether there may be more. */
    dealAgain: async (report: (error: unknown) => void): Promise<boolean> => {
      const due = await repo.due(db, clock.now(), AT_ONCE);
      for (const event of due) {
        const attempts = event.attempts + 1;
        const wait = Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts, 20), LONGEST_RETRY_MS);
        await repo.update(db, event.id, { attempts, dueAt: later(clock.now(), wait) });
        if (attempts <= MOST_ATTEMPTS) await deal(event).catch(report);
      }
      return due.length === AT_ONCE;
    },
    countParked: () => repo.countParked(db),
  };
}

const NOBODYS = '00000000-0000-7000-8000-000000000000';
