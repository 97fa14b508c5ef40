import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import { lotPriority, lotRelation, lotTechnology } from '../tables.ts';

export type StoredRelation = typeof lotRelation.$inferSelect;
export type StoredPriority = typeof lotPriority.$inferSelect;
type StoredTechnology = typeof lotTechnology.$inferSelect;

export const listRelations = (db: Db, lotId: LotId): Promise<StoredRelation[]> =>
  db
    .select()
    .from(lotRelation)
    .where(and(eq(lotRelation.lotId, lotId), isNull(lotRelation.withdrawnAt)))
    .orderBy(asc(lotRelation.id));

export const listPriorities = (db: Db, lotId: LotId): Promise<StoredPriority[]> =>
  db
    .select()
    .from(lotPriority)
    .where(and(eq(lotPriority.lotId, lotId), isNull(lotPriority.withdrawnAt)))
    .orderBy(asc(lotPriority.rank), asc(lotPriority.id));

export const findTechnology = async (db: Db, lotId: LotId): Promise<StoredTechnology | null> =>
  (
    await db
      .select()
      .from(lotTechnology)
      .where(eq(lotTechnology.lotId, lotId))
      .orderBy(desc(lotTechnology.nth))
      .limit(1)
  )[0] ?? null;

export const insertRelation = async (tx: Db, row: typeof lotRelation.$inferInsert): Promise<void> => {
  await tx.insert(lotRelation).values(row);
};

/** `false` when somebody is named already. */
export const insertPriority = async (tx: Db, row: typeof lotPriority.$inferInsert): Promise<boolean> =>
  (await tx.insert(lotPriority).values(row).onConflictDoNothing().returning({ id: lotPriority.id })).length >
  0;

/** Under the lot's lock. */
export async function insertTechnology(
  tx: Db,
  row: Omit<typeof lotTechnology.$inferInsert, 'nth'> & { readonly lotId: LotId },
): Promise<void> {
  const before = await findTechnology(tx, row.lotId);
  await tx.insert(lotTechnology).values({ ...row, nth: (before?.nth ?? 0) + 1 });
}

/** Of either kind; `false` when the lot has none of that id that still stands. */
export async function withdrawDeclaration(tx: Db, lotId: LotId, id: string, at: Instant): Promise<boolean> {
  for (const table of [lotRelation, lotPriority]) {
    const withdrawn = await tx
      .update(table)
      .set({ withdrawnAt: at })
      .where(and(eq(table.lotId, lotId), eq(table.id, id), isNull(table.withdrawnAt)))
      .returning({ id: table.id });
    if (withdrawn.length > 0) return true;
  }
  return false;
}
