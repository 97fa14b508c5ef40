import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../../platform/db.ts';
import { checkpointCosignature } from '../tables.ts';

export type CosignatureRow = typeof checkpointCosignature.$inferSelect;

/** Keeps the newest of each witness. */
export const keepCosignature = (db: Db, row: CosignatureRow): Promise<unknown> =>
  db
    .insert(checkpointCosignature)
    .values(row)
    .onConflictDoUpdate({
      target: [checkpointCosignature.lotId, checkpointCosignature.witness],
      set: { size: sql`excluded.size`, line: sql`excluded.line` },
      setWhere: lte(checkpointCosignature.size, sql`excluded.size`),
    });

/** The lines below the checkpoint of this size, of these witnesses. */
export async function cosignaturesOf(
  db: Db,
  lotId: LotId,
  size: number,
  witnesses: readonly string[],
): Promise<string[]> {
  const { lotId: lot, size: sized, witness, line } = checkpointCosignature;
  const rows = await db
    .select({ line })
    .from(checkpointCosignature)
    .where(and(eq(lot, lotId), eq(sized, size), inArray(witness, [...witnesses])))
    .orderBy(asc(witness));
  return rows.map((row) => row.line);
}
