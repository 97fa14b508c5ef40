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
  type AnyPgColumn,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Totals } from '@reassign/shared/ledger/close.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

/**
 * Accounts, opened by the first transaction that names them. One with a floor carries its balance, which only the
 * database itself changes, with the postings; one without (cash, fees) carries none, because everybody would wait for that
 * row (docs/decisions/0020).
 */
export const ledgerAccount = pgTable(
  'ledger_account',
  {
    code: text().primaryKey(),
    kind: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    channel: text(),
    registrationId: uuid('registration_id'),
    lotId: uuid('lot_id'),
    organisationId: uuid('organisation_id'),
    /** 1 when it grows by debits, -1 by credits. */
    normal: smallint().notNull(),
    hasFloor: boolean('has_floor').notNull(),
    /** On the normal side; 0 for ever without a floor. */
    heldMinor: bigint('held_minor', { mode: 'number' }).notNull().default(0),
    reservedMinor: bigint('reserved_minor', { mode: 'number' }).notNull().default(0),
    openedAt: instantColumn('opened_at').notNull(),
    closedAt: instantColumn('closed_at'),
  },
  (table) => [
    index('ledger_account_registration').on(table.registrationId),
    index('ledger_account_lot').on(table.lotId),
    index('ledger_account_organisation').on(table.organisationId),
    check('ledger_account_normal', sql`${table.normal} in (1, -1)`),
    check(
      'ledger_account_floor',
      sql`${table.reservedMinor} >= 0 and ${table.heldMinor} >= ${table.reservedMinor}`,
    ),
    check(
      'ledger_account_closed',
      sql`${table.closedAt} is null or ${table.hasFloor} and ${table.heldMinor} = 0`,
    ),
  ],
);

/** Append-only: why money moved, was reserved, or is no longer reserved. `postings` says how many lines belong to it. */
export const ledgerTransaction = pgTable(
  'ledger_transaction',
  {
    id: uuid().primaryKey(),
    position: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    key: text().notNull().unique(),
    /** SHA-256 of the command. */
    content: bytea().notNull(),
    phase: text().notNull(),
    /** A pending transaction ends once. */
    pendingId: uuid('pending_id').references((): AnyPgColumn => ledgerTransaction.id),
    reason: text().notNull(),
    reference: text(),
    actor: text().notNull(),
    at: instantColumn().notNull(),
    expiresAt: instantColumn('expires_at'),
    postings: smallint().notNull(),
  },
  (table) => [
    index('ledger_transaction_at').on(table.at),
    uniqueIndex('ledger_transaction_end')
      .on(table.pendingId)
      .where(sql`pending_id is not null`),
    index('ledger_transaction_expiry')
      .on(table.expiresAt)
      .where(sql`expires_at is not null`),
    check('ledger_transaction_key', sql`length(${table.key}) between 1 and 200`),
    check(
      'ledger_transaction_phase',
      sql`case when ${table.phase} in ('single', 'pending') then ${table.pendingId} is null and ${table.postings} >= 2
        when ${table.phase} = 'posted' then ${table.pendingId} is not null and ${table.postings} >= 2
        else ${table.phase} in ('voided', 'expired') and ${table.pendingId} is not null and ${table.postings} = 0 end`,
    ),
    check('ledger_transaction_expires', sql`${table.expiresAt} is null or ${table.phase} = 'pending'`),
  ],
);

/**
 * Append-only: the lines of a transaction, debits above zero, credits below. Pending ones say what would move. Account
 * and transaction are checked by triggers instead of foreign keys: those would lock the row of the busiest account.
 */
export const ledgerPosting = pgTable(
  'ledger_posting',
  {
    transactionId: uuid('transaction_id').notNull(),
    /** From 1 to the `postings` of the transaction: all numbers are taken when it is entered. */
    nth: smallint().notNull(),
    account: text().notNull(),
    currency: char({ length: 3 }).notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    isPending: boolean('is_pending').notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.transactionId, table.nth] }),
    index('ledger_posting_account')
      .on(table.account, table.at, table.amountMinor)
      .where(sql`not is_pending`),
    check(
      'ledger_posting_amount',
      sql`${table.amountMinor} <> 0 and ${table.amountMinor} between -10000000000000 and 10000000000000`,
    ),
  ],
);

/** Append-only: a day that takes no transaction any more, and what was signed about it. */
export const ledgerClose = pgTable('ledger_close', {
  day: date().primaryKey(),
  /** 24:00 of the day in Asia/Shanghai. */
  untilAt: instantColumn('until_at').notNull(),
  closedAt: instantColumn('closed_at').notNull(),
  transactions: integer().notNull(),
  /** SHA-256 over the digest of the day before and every transaction of the day in its order. */
  digest: bytea().notNull(),
  totals: json().$type<Totals>().notNull(),
  note: text().notNull(),
});

/** Append-only: what an account came to at the close of a day on which it moved; debits above zero. */
export const ledgerCloseBalance = pgTable(
  'ledger_close_balance',
  {
    account: text().notNull(),
    day: date()
      .notNull()
      .references(() => ledgerClose.day),
    balanceMinor: bigint('balance_minor', { mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.day] })],
);
