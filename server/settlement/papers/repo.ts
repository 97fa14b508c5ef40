import { eq } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';
import { settlement, settlementPaper } from '../tables.ts';

export type StoredPaper = typeof settlementPaper.$inferSelect;

export async function findPaper(db: Db, lotId: LotId): Promise<StoredPaper | null> {
  const [row] = await db.select().from(settlementPaper).where(eq(settlementPaper.lotId, lotId));
  return row ?? null;
}

/** Whoever is first writes it; everybody gets that one. */
export async function keepPaper(db: Db, row: StoredPaper): Promise<StoredPaper> {
  await db.insert(settlementPaper).values(row).onConflictDoNothing();
  return (await findPaper(db, row.lotId as LotId)) ?? row;
}

export async function lotOf(db: Db, number: string): Promise<LotId | null> {
  const [row] = await db
    .select({ lotId: settlement.lotId })
    .from(settlement)
    .where(eq(settlement.number, number));
  return row ? (row.lotId as LotId) : null;
}
