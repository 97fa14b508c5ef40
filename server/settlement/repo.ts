import { count, desc, eq, isNotNull, max } from 'drizzle-orm';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../platform/db.ts';
import { settlement } from './tables.ts';

export type StoredSettlement = typeof settlement.$inferSelect;

/** Once per lot: a follower that sees the hammer again changes nothing. */
export const insertSettlement = async (tx: Db, row: typeof settlement.$inferInsert): Promise<void> => {
  await tx.insert(settlement).values(row).onConflictDoNothing({ target: settlement.lotId });
};

export const findByLot = async (db: Db, lotId: LotId): Promise<StoredSettlement | null> =>
  (await db.select().from(settlement).where(eq(settlement.lotId, lotId)))[0] ?? null;

/** How many lots each buyer bought, and when the last one. */
export const countPurchases = (db: Db) =>
  db
    .select({ buyer: settlement.buyerOrganisation, won: count(), lastWonAt: max(settlement.closedAt) })
    .from(settlement)
    .where(isNotNull(settlement.buyerOrganisation))
    .groupBy(settlement.buyerOrganisation);

export const listPurchases = (db: Db, buyer: OrganisationId, limit: number): Promise<StoredSettlement[]> =>
  db
    .select()
    .from(settlement)
    .where(eq(settlement.buyerOrganisation, buyer))
    .orderBy(desc(settlement.closedAt), desc(settlement.lotId))
    .limit(limit);
