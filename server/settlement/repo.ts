import { and, count, desc, eq, exists, isNotNull, max, notExists, or } from 'drizzle-orm';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../platform/db.ts';
import { settlement, settlementMove } from './tables.ts';

export type StoredSettlement = typeof settlement.$inferSelect;
export type StoredMove = typeof settlementMove.$inferSelect;
/** A sale with what became of it. */
export type StoredSale = StoredSettlement & { readonly moves: readonly StoredMove[] };

/** Once per entry of the log: a follower that sees it again changes nothing. */
export const insertSettlement = async (tx: Db, row: typeof settlement.$inferInsert): Promise<void> => {
  await tx.insert(settlement).values(row);
};

/** The number of the sale that an entry of the log made, and whether it is entered already. */
export async function saleOfEntry(tx: Db, lotId: LotId, logSize: number) {
  const rows = await tx
    .select({ sale: settlement.sale, logSize: settlement.logSize })
    .from(settlement)
    .where(eq(settlement.lotId, lotId));
  const known = rows.find((row) => row.logSize === logSize);
  return { sale: known?.sale ?? rows.length + 1, isKnown: known !== undefined };
}

/** Each stage once: a follower that sees the entry again changes nothing. */
export const insertMove = async (tx: Db, row: StoredMove): Promise<void> => {
  await tx.insert(settlementMove).values(row).onConflictDoNothing();
};

const movesOfSale = and(eq(settlementMove.lotId, settlement.lotId), eq(settlementMove.sale, settlement.sale));

/** The last sale of a lot, or the one of that number. */
export async function findSale(db: Db, lotId: LotId, nth?: number): Promise<StoredSale | null> {
  const found = await db
    .select()
    .from(settlement)
    .leftJoin(settlementMove, movesOfSale)
    .where(and(eq(settlement.lotId, lotId), nth === undefined ? undefined : eq(settlement.sale, nth)))
    .orderBy(desc(settlement.sale));
  const sale = found[0]?.settlement;
  const rows = found.filter((row) => row.settlement.sale === sale?.sale);
  return sale ? { ...sale, moves: rows.flatMap(({ settlement_move: move }) => move ?? []) } : null;
}

/** Sales that were confirmed and stand. */
function standing(db: Db) {
  const movedTo = (stage: StoredMove['stage']) =>
    db
      .select({ lotId: settlementMove.lotId })
      .from(settlementMove)
      .where(and(movesOfSale, eq(settlementMove.stage, stage)));
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
