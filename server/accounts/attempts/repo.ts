import { and, eq, lt, sql } from 'drizzle-orm';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { attempt, usedCode } from '../tables.ts';

/** One statement, so parallel tries are each counted: the number of this one since the window began. */
export async function countAttempt(
  db: Db,
  subject: Uint8Array,
  now: Instant,
  windowStart: Instant,
): Promise<number> {
  const isOver = sql`${attempt.since} <= ${attempt.since.mapToDriverValue(windowStart)}`;
  const [row] = await db
    .insert(attempt)
    .values({ subject, count: 1, since: now })
    .onConflictDoUpdate({
      target: attempt.subject,
      set: {
        count: sql`case when ${isOver} then 1 else ${attempt.count} + 1 end`,
        since: sql`case when ${isOver} then excluded.since else ${attempt.since} end`,
      },
    })
    .returning({ count: attempt.count });
  return row?.count ?? 0;
}

export const clearAttempts = async (db: Db, subject: Uint8Array): Promise<void> => {
  await db.delete(attempt).where(eq(attempt.subject, subject));
};

/** `false` when this person tried the same code after `validSince`; of two parallel claims one wins. */
export async function claimCode(
  db: Db,
  userId: string,
  code: Uint8Array,
  now: Instant,
  validSince: Instant,
): Promise<boolean> {
  await db.delete(usedCode).where(and(eq(usedCode.userId, userId), lt(usedCode.at, validSince)));
  const claimed = await db
    .insert(usedCode)
    .values({ userId, code, at: now })
    .onConflictDoNothing()
    .returning({ at: usedCode.at });
  return claimed.length > 0;
}
