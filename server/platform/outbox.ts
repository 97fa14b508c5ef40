import { and, asc, eq, inArray, isNull, lt, lte, sql } from 'drizzle-orm';
import { DAY, HOUR, type Instant, later, SECOND, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Bell } from './bell.ts';
import type { Clock } from './clock.ts';
import type { Db } from './db.ts';
import type { Pacing } from './pacing.ts';
import { roundsOfWork, type RoundsOfWork } from './rounds-of-work.ts';
import { outbox } from './tables.ts';

/** An effect outside the database, written down in the transaction that wants it. */
export interface Effect {
  /** The idempotency key of the effect: whoever carries it out must do so once per id. */
  readonly id: string;
  readonly topic: string;
  readonly payload: JsonObject;
}

export interface DueEffect extends Effect {
  /** This attempt: 1, 2, 3 … */
  readonly attempts: number;
}

/** The same id again is the same effect. */
export async function enqueue(tx: Db, effect: Effect, dueAt: Instant): Promise<void> {
  await tx
    .insert(outbox)
    .values({ ...effect, dueAt })
    .onConflictDoNothing();
}

export interface OutboxOptions {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly bell: Pick<Bell, 'onRing'>;
  readonly pacing: Pacing;
  /** By topic. Rejects when it did not succeed; it is called again later, at least once in all. */
  readonly handlers: Readonly<Record<string, (effect: DueEffect) => Promise<void>>>;
  readonly report: (error: unknown, topic: string) => void;
}

const BATCH = 20;
const LOOK_EVERY_MS = 1_000;
const REST_MS = 10;
const FIRST_RETRY_MS = 5 * SECOND;
const LONGEST_RETRY_MS = HOUR;
/** Far beyond the longest wait; a mail server may be away for a thousand attempts, and then the power overflows. */
const MOST_DOUBLINGS = 20;
/** So long the same id again is known to be the same effect. */
const KEPT_MS = 7 * DAY;
const FORGOTTEN_AT_ONCE = 100;

/** Carries out effects until stopped. */
export function runOutbox(options: OutboxOptions): RoundsOfWork {
  const { bell, pacing, report } = options;
  return roundsOfWork({
    round: () => sweepOnce(options),
    everyMs: LOOK_EVERY_MS,
    restMs: REST_MS,
    bell,
    pacing,
    report: (error) => {
      report(error, 'outbox');
    },
  });
}

/** One batch; answers whether there may be more. */
export async function sweepOnce({ db, clock, handlers, report }: OutboxOptions): Promise<boolean> {
  const effects = await claim(db, clock.now(), Object.keys(handlers));
  await Promise.all(
    effects.map(async (effect) => {
      try {
        await handlers[effect.topic]?.(effect);
        // Delivered, it is of no use here: a letter may hold the key to an account.
        await db.update(outbox).set({ doneAt: clock.now(), payload: {} }).where(eq(outbox.id, effect.id));
      } catch (error) {
        report(error, effect.topic);
      }
    }),
  );
  if (effects.length > 0) await forgetDone(db, later(clock.now(), -KEPT_MS));
  return effects.length === BATCH;
}

/** Whoever carries out also forgets, more than it adds. */
async function forgetDone(db: Db, before: Instant): Promise<void> {
  const old = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(lt(outbox.doneAt, before))
    .limit(FORGOTTEN_AT_ONCE)
    .for('update', { skipLocked: true });
  await db.delete(outbox).where(inArray(outbox.id, old));
}

/** How many effects wait to be carried out, counted up to a thousand: for a metric with an alarm. */
export async function outboxDepth(db: Db): Promise<number> {
  const [row] = await db.execute<{ effects: number }>(sql`
    select count(*)::int as effects from (select from outbox where done_at is null limit 1000) waiting`);
  return row?.effects ?? 0;
}

/**
 * Puts the next attempt off before this one begins: no transaction stays open while something outside answers, and
 * whoever dies here leaves the effect to the next attempt.
 */
async function claim(db: Db, now: Instant, topics: readonly string[]): Promise<DueEffect[]> {
  const due = db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.doneAt), lte(outbox.dueAt, now), inArray(outbox.topic, [...topics])))
    .orderBy(asc(outbox.dueAt))
    .limit(BATCH)
    .for('update', { skipLocked: true });
  const wait = sql`least(${FIRST_RETRY_MS} * power(2, least(${outbox.attempts}, ${MOST_DOUBLINGS})), ${LONGEST_RETRY_MS})`;
  return db
    .update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      dueAt: sql`${toRfc3339(now)}::timestamptz + ${wait} * interval '1 millisecond'`,
    })
    .where(inArray(outbox.id, due))
    .returning({ id: outbox.id, topic: outbox.topic, payload: outbox.payload, attempts: outbox.attempts });
}
