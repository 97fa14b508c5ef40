import { and, count, desc, eq, exists, isNotNull, max, notExists, or } from 'drizzle-orm';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../platform/db.ts';
import { settlement, settlementMove } from './tables.ts';

export type StoredSettlement = typeof settlement.$inferSelect;
export type StoredMove = typeof settlementMove.$inferSelect;
/** A sale with what became of it. */
export type StoredSale = StoredSettlement & { readonly moves: readonly StoredMove[] };

/** Once per lot: a follower that sees the hammer again changes nothing. */
export const insertSettlement = async (tx: Db, row: typeof settlement.$inferInsert): Promise<void> => {
  await tx.insert(settlement).values(row).onConflictDoNothing({ target: settlement.lotId });
};

/** Each stage once: a follower that sees the entry again changes nothing. */
export const insertMove = async (tx: Db, row: StoredMove): Promise<void> => {
  await tx.insert(settlementMove).values(row).onConflictDoNothing();
};

export async function findSale(db: Db, lotId: LotId): Promise<StoredSale | null> {
  const rows = await db
    .select()
    .from(settlement)
    .leftJoin(settlementMove, eq(settlementMove.lotId, settlement.lotId))
    .where(eq(settlement.lotId, lotId));
  const sale = rows[0]?.settlement;
  return sale ? { ...sale, moves: rows.flatMap(({ settlement_move: move }) => move ?? []) } : null;
}

/** Sales that were confirmed and stand. */
function standing(db: Db) {
  const movedTo = (stage: StoredMove['stage']) =>
    db
      .select({ lotId: settlementMove.lotId })
      .from(settlementMove)
      .where(and(eq(settlementMove.lotId, settlement.lotId), eq(settlementMove.stage, stage)));
  return and(or(eq(settlement.stage, 'confirmed'), exists(movedTo('confirmed'))), notExists(movedTo('void')));
}

/** How many lots each buyer bought, and when the last one. */
export const countPurchases = (db: Db) =>
  db
    .select({ buyer: settlement.buyerOrganisation, won: count(), lastWonAt: max(settlement.closedAt) })
    .from(settlement)
    .where(and(isNotNull(settlement.buyerOrganisation), standing(db)))
    .groupBy(settlement.buyerOrganisation);

export const listPurchases = (db: Db, buyer: OrganisationId, limit: number): Promise<StoredSettlement[]> =>
  db
    .select()
    .from(settlement)
    .where(and(eq(settlement.buyerOrganisation, buyer), standing(db)))
    .orderBy(desc(settlement.closedAt), desc(settlement.lotId))
    .limit(limit);
