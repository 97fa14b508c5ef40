import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { ClaimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import { instantColumn } from '../../platform/columns.ts';
import { pledgeCase } from '../tables.ts';

/** Append-only, numbered without gaps per case: all that is claimed from it, as one person stated it. */
export const claimSheet = pgTable(
  'claim_sheet',
  {
    caseId: uuid('case_id')
      .notNull()
      .references(() => pledgeCase.id),
    version: integer().notNull(),
    /** `json`, so that it stays as it was stated. */
    sheet: json().$type<ClaimSheetInput>().notNull(),
    statedBy: uuid('stated_by').notNull(),
    statedByName: text('stated_by_name').notNull(),
    statedAt: instantColumn('stated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.version] }),
    unique('claim_sheet_author').on(table.caseId, table.version, table.statedBy),
    check('claim_sheet_version', sql`${table.version} > 0`),
  ],
);

/** Append-only: versions in force, each confirmed by somebody else than who stated it. */
export const claimSheetConfirmation = pgTable(
  'claim_sheet_confirmation',
  {
    caseId: uuid('case_id').notNull(),
    version: integer().notNull(),
    statedBy: uuid('stated_by').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedByName: text('confirmed_by_name').notNull(),
    confirmedAt: instantColumn('confirmed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.version] }),
    foreignKey({
      name: 'claim_sheet_confirmation_of_sheet',
      columns: [table.caseId, table.version, table.statedBy],
      foreignColumns: [claimSheet.caseId, claimSheet.version, claimSheet.statedBy],
    }),
    check('claim_sheet_two_people', sql`${table.confirmedBy} <> ${table.statedBy}`),
  ],
);
