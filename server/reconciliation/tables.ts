import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  date,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Channel } from '@reassign/shared/ledger/account.ts';
import type { RunTotal } from '@reassign/shared/reconciliation/compare.ts';
import type { MoveType } from '@reassign/shared/reconciliation/difference.ts';
import type { Cause, DifferenceKind } from '@reassign/shared/reconciliation/types.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

const minor = (name: string) => bigint(name, { mode: 'number' });

/** Append-only: a comparison of the ledger with Stripe and the bank. */
export const reconciliationRun = pgTable(
  'reconciliation_run',
  {
    /** From 1, without gaps. */
    nth: integer().primaryKey(),
    cause: text().$type<'nightly' | 'on-demand'>().notNull(),
    /** The day in Asia/Shanghai on which it was made. */
    day: date().notNull(),
    by: uuid(),
    at: instantColumn().notNull(),
    termsVersion: smallint('terms_version').notNull(),
    /** SHA-256 of everything that was compared. */
    inputsHash: bytea('inputs_hash').notNull(),
    movements: integer().notNull(),
    entries: integer().notNull(),
    totals: json().$type<readonly RunTotal[]>().notNull(),
  },
  (table) => [
    uniqueIndex('reconciliation_run_nightly')
      .on(table.day)
      .where(sql`cause = 'nightly'`),
    check('reconciliation_run_by', sql`(${table.cause} = 'on-demand') = (${table.by} is not null)`),
  ],
);

/** Append-only: a difference, from the run that found it first. Found again after it was resolved, it is another one. */
export const reconciliationDifference = pgTable(
  'reconciliation_difference',
  {
    id: uuid().primaryKey(),
    key: text().notNull(),
    firstRun: integer('first_run')
      .notNull()
      .references(() => reconciliationRun.nth),
    firstAt: instantColumn('first_at').notNull(),
  },
  (table) => [uniqueIndex('reconciliation_difference_once').on(table.key, table.firstRun)],
);

/** Append-only: what a run found of it; a run that finds the same as the one before writes nothing. */
export const reconciliationFinding = pgTable(
  'reconciliation_finding',
  {
    differenceId: uuid('difference_id')
      .notNull()
      .references(() => reconciliationDifference.id),
    run: integer()
      .notNull()
      .references(() => reconciliationRun.nth),
    channel: text().$type<Channel>().notNull(),
    kind: text().$type<DifferenceKind>().notNull(),
    cause: text().$type<Cause>().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    gapMinor: minor('gap_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    since: instantColumn().notNull(),
    ledgerReference: text('ledger_reference'),
    outsideReference: text('outside_reference'),
  },
  (table) => [primaryKey({ columns: [table.differenceId, table.run] })],
);

/** Append-only: a later run did not find it any more. */
export const reconciliationResolution = pgTable(
  'reconciliation_resolution',
  {
    differenceId: uuid('difference_id')
      .primaryKey()
      .references(() => reconciliationDifference.id),
    run: integer()
      .notNull()
      .references(() => reconciliationRun.nth),
  },
  (table) => [index('reconciliation_resolution_run').on(table.run)],
);

/** Append-only: what people said about it (a trigger knows that two of them agree). */
export const reconciliationMove = pgTable(
  'reconciliation_move',
  {
    differenceId: uuid('difference_id')
      .notNull()
      .references(() => reconciliationDifference.id),
    nth: smallint().notNull(),
    type: text().$type<MoveType>().notNull(),
    by: uuid().notNull(),
    at: instantColumn().notNull(),
    reason: text(),
    isCost: boolean('is_cost').notNull(),
    kind: text().$type<DifferenceKind>().notNull(),
    amountMinor: minor('amount_minor').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.differenceId, table.nth] }),
    check('reconciliation_move_type', sql`${table.type} in ('take', 'explain', 'confirm', 'reject')`),
    check('reconciliation_move_reason', sql`(${table.type} = 'explain') = (${table.reason} is not null)`),
    check('reconciliation_move_cost', sql`not ${table.isCost} or ${table.type} = 'explain'`),
  ],
);
