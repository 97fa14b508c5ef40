import { and, desc, eq, sql } from 'drizzle-orm';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { savedSearch } from '../tables.ts';

export type StoredSearch = typeof savedSearch.$inferSelect;

/** Holds back this person's other savings until the transaction ends, so that the bound holds. */
export const lockSearchesOf = async (tx: Db, userId: UserId): Promise<void> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`saved-searches:${userId}`}, 0))`);
};

/** The newest first. */
export const listSearches = (db: Db, userId: UserId): Promise<StoredSearch[]> =>
  db.select().from(savedSearch).where(eq(savedSearch.userId, userId)).orderBy(desc(savedSearch.id));

export const insertSearch = async (tx: Db, row: StoredSearch): Promise<void> => {
  await tx.insert(savedSearch).values(row);
};

const own = (userId: UserId, id: string) => and(eq(savedSearch.userId, userId), eq(savedSearch.id, id));

/** `null` when this person has no such search. */
export async function updateSearch(
  db: Db,
  userId: UserId,
  id: string,
  change: { readonly name: string } | { readonly seenAt: Instant },
): Promise<StoredSearch | null> {
  const [row] = await db.update(savedSearch).set(change).where(own(userId, id)).returning();
  return row ?? null;
}

export const deleteSearch = async (db: Db, userId: UserId, id: string): Promise<boolean> =>
  (await db.delete(savedSearch).where(own(userId, id)).returning({ id: savedSearch.id })).length > 0;
