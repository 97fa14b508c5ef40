import { and, eq } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';
import { settlement, settlementPaper } from '../tables.ts';

export type StoredPaper = typeof settlementPaper.$inferSelect;

export async function findPaper(db: Db, lotId: LotId, sale: number): Promise<StoredPaper | null> {
  const [row] = await db
    .select()
    .from(settlementPaper)
    .where(and(eq(settlementPaper.lotId, lotId), eq(settlementPaper.sale, sale)));
  return row ?? null;
}

/** Whoever is first writes it; everybody gets that one. */
export async function keepPaper(db: Db, row: StoredPaper): Promise<StoredPaper> {
  await db.insert(settlementPaper).values(row).onConflictDoNothing();
  return (await findPaper(db, row.lotId as LotId, row.sale)) ?? row;
}

export async function saleUnder(db: Db, number: string): Promise<{ lotId: LotId; sale: number } | null> {
  const [row] = await db
    .select({ lotId: settlement.lotId, sale: settlement.sale })
    .from(settlement)
    .where(eq(settlement.number, number));
  return row ? { lotId: row.lotId as LotId, sale: row.sale } : null;
}
