import { and, asc, count, eq, inArray, lte } from 'drizzle-orm';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { paymentEvent } from '../tables.ts';

export type StoredEvent = typeof paymentEvent.$inferSelect;

/** `false` when it was told before. */
export async function insert(db: Db, row: typeof paymentEvent.$inferInsert): Promise<boolean> {
  const inserted = await db
    .insert(paymentEvent)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: paymentEvent.id });
  return inserted.length > 0;
}

export async function find(db: Db, id: string): Promise<StoredEvent | null> {
  const [row] = await db.select().from(paymentEvent).where(eq(paymentEvent.id, id));
  return row ?? null;
}

const isOpen = inArray(paymentEvent.status, ['waiting', 'parked']);

export const due = (db: Db, now: Instant, limit: number): Promise<StoredEvent[]> =>
  db
    .select()
    .from(paymentEvent)
    .where(and(isOpen, lte(paymentEvent.dueAt, now)))
    .orderBy(asc(paymentEvent.dueAt))
    .limit(limit);

export const update = async (
  db: Db,
  id: string,
  change: Partial<typeof paymentEvent.$inferInsert>,
): Promise<void> => {
  await db
    .update(paymentEvent)
    .set(change)
    .where(and(eq(paymentEvent.id, id), isOpen));
};

export async function countParked(db: Db): Promise<number> {
  const [row] = await db
    .select({ parked: count() })
    .from(paymentEvent)
    .where(eq(paymentEvent.status, 'parked'));
  return row?.parked ?? 0;
}
