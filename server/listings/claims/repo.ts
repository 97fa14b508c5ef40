import { and, desc, eq } from 'drizzle-orm';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ClaimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import type { Db } from '../../platform/db.ts';
import type { Person } from '../repo.ts';
import { claimSheet, claimSheetConfirmation } from './tables.ts';

export interface StoredSheet {
  readonly version: number;
  readonly sheet: ClaimSheetInput;
  readonly statedBy: Person;
  readonly statedAt: Instant;
  readonly confirmed: { readonly by: string; readonly at: Instant } | null;
}

/** Newest first. Whoever asks has made sure whose case it is. */
export async function listSheets(db: Db, caseId: string): Promise<StoredSheet[]> {
  const isOfSheet = and(
    eq(claimSheetConfirmation.caseId, claimSheet.caseId),
    eq(claimSheetConfirmation.version, claimSheet.version),
  );
  const rows = await db
    .select()
    .from(claimSheet)
    .leftJoin(claimSheetConfirmation, isOfSheet)
    .where(eq(claimSheet.caseId, caseId))
    .orderBy(desc(claimSheet.version));
  return rows.map(({ claim_sheet: stated, claim_sheet_confirmation: confirmed }) => ({
    ...{ version: stated.version, sheet: stated.sheet, statedAt: stated.statedAt },
    statedBy: { id: stated.statedBy as UserId, name: stated.statedByName },
    confirmed: confirmed && { by: confirmed.confirmedByName, at: confirmed.confirmedAt },
  }));
}

export const insertSheet = async (
  tx: Db,
  caseId: string,
  { version, sheet, by, at }: { version: number; sheet: ClaimSheetInput; by: Person; at: Instant },
): Promise<void> => {
  const row = { caseId, version, sheet, statedBy: by.id, statedByName: by.name, statedAt: at };
  await tx.insert(claimSheet).values(row);
};

export const insertConfirmation = async (
  tx: Db,
  caseId: string,
  { version, statedBy }: StoredSheet,
  by: Person,
  at: Instant,
): Promise<void> => {
  const confirmed = { confirmedBy: by.id, confirmedByName: by.name, confirmedAt: at };
  await tx.insert(claimSheetConfirmation).values({ caseId, version, statedBy: statedBy.id, ...confirmed });
};
