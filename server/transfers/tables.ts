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
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Account } from '@reassign/shared/ledger/account.ts';
import type { CourtPart } from '@reassign/shared/payments/types.ts';
import type { MatchOutcome, WayOut } from '@reassign/shared/transfers/match.ts';
import type { PayoutMove } from '@reassign/shared/transfers/payout.ts';
import type { StatementFormat } from '@reassign/shared/transfers/types.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

const minor = (name: string) => bigint(name, { mode: 'number' });

/** Append-only: files of the bank that were taken in, each once. */
export const bankStatement = pgTable('bank_statement', {
  id: uuid().primaryKey(),
  account: text().notNull(),
  format: text().$type<StatementFormat>().notNull(),
  /** SHA-256 of the file. */
  fileHash: bytea('file_hash').notNull().unique(),
  fileName: text('file_name').notNull(),
  currency: char({ length: 3 }).notNull(),
  openingMinor: minor('opening_minor'),
  closingMinor: minor('closing_minor'),
  fromOn: date('from_on').notNull(),
  untilOn: date('until_on').notNull(),
  lines: integer().notNull(),
  importedBy: uuid('imported_by').notNull(),
  importedAt: instantColumn('imported_at').notNull(),
});

/** Append-only: what moved on an account, each line once however many statements hold it. */
export const bankLine = pgTable(
  'bank_line',
  {
    id: uuid().primaryKey(),
    statementId: uuid('statement_id')
      .notNull()
      .references(() => bankStatement.id),
    account: text().notNull(),
    entryId: text('entry_id').notNull(),
    /** SHA-256 of what it says: under one id a bank says one thing. */
    content: char({ length: 64 }).notNull(),
    direction: text().$type<'credit' | 'debit'>().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    bookedOn: date('booked_on').notNull(),
    bookedAt: instantColumn('booked_at'),
    name: text().notNull(),
    otherAccount: text('other_account').notNull(),
    remark: text().notNull(),
  },
  (table) => [
    unique('bank_line_once').on(table.account, table.entryId),
    check('bank_line_direction', sql`${table.direction} in ('credit', 'debit')`),
    check('bank_line_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
  ],
);

/** Append-only: what a line was found to be, once; with it the money is in the ledger. */
export const bankLineMatch = pgTable(
  'bank_line_match',
  {
    lineId: uuid('line_id')
      .primaryKey()
      .references(() => bankLine.id),
    outcome: text().$type<MatchOutcome>().notNull(),
    reference: text(),
    payer: text(),
    dueMinor: minor('due_minor'),
    at: instantColumn().notNull(),
  },
  (table) => [
    index('bank_line_match_outcome').on(table.outcome),
    // One payout leaves the account once: a second line of it is nobody's.
    uniqueIndex('bank_line_match_payout')
      .on(table.reference)
      .where(sql`outcome = 'paid-out'`),
  ],
);

/** Append-only: what somebody would do with money that fits nothing. */
export const bankLineProposal = pgTable(
  'bank_line_proposal',
  {
    lineId: uuid('line_id')
      .notNull()
      .references(() => bankLine.id),
    nth: smallint().notNull(),
    way: text().$type<WayOut>().notNull(),
    reference: text(),
    reason: text().notNull(),
    proposedBy: uuid('proposed_by').notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lineId, table.nth] }),
    check('bank_line_proposal_way', sql`${table.way} in ('assign', 'assign-and-return-rest', 'return')`),
    check('bank_line_proposal_reference', sql`(${table.way} = 'return') = (${table.reference} is null)`),
  ],
);

/** Append-only: what a second person said to it (a trigger knows that it is a second one). */
export const bankLineAnswer = pgTable(
  'bank_line_answer',
  {
    lineId: uuid('line_id').notNull(),
    nth: smallint().notNull(),
    isConfirmed: boolean('is_confirmed').notNull(),
    answeredBy: uuid('answered_by').notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lineId, table.nth] }),
    uniqueIndex('bank_line_answer_end')
      .on(table.lineId)
      .where(sql`is_confirmed`),
  ],
);

/**
 * Append-only: money that goes out by itself, once under each key of whoever ordered it: what came by the bank and is due back
 * by it, and what is a court's.
 */
export const bankRefund = pgTable(
  'bank_refund',
  {
    id: uuid().primaryKey(),
    key: text().notNull().unique(),
    /** What the payer wrote on its transfer. */
    reference: text().notNull(),
    registrationId: uuid('registration_id').notNull(),
    /** Who paid and gets it back, or the court; sealed, because a registration may go on in the next round. */
    payer: bytea().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    /** By when it has to be instructed. */
    dueAt: instantColumn('due_at'),
    at: instantColumn().notNull(),
    /** Of the price of a court's sale, with the lot and who gets it. */
    toCourt: text('to_court').$type<CourtPart>(),
    lotId: uuid('lot_id'),
    courtId: uuid('court_id'),
  },
  (table) => [
    index('bank_refund_to_court')
      .on(table.dueAt)
      .where(sql`to_court is not null`),
    index('bank_refund_of_lot').on(table.lotId),
    index('bank_refund_of_court').on(table.courtId),
    check('bank_refund_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
    check(
      'bank_refund_to_court_whole',
      sql`(${table.toCourt} is null) = (${table.lotId} is null) and (${table.toCourt} is null) = (${table.courtId} is null)
        and (${table.toCourt} is null or ${table.toCourt} in ('deposit', 'balance') and ${table.dueAt} is not null)`,
    ),
  ],
);

/** Append-only: the payer's account, as somebody stated it who asked the payer. */
export const bankRefundAccount = pgTable(
  'bank_refund_account',
  {
    refundId: uuid('refund_id')
      .notNull()
      .references(() => bankRefund.id),
    nth: smallint().notNull(),
    holder: text().notNull(),
    account: text().notNull(),
    bank: text().notNull(),
    bankCode: text('bank_code').notNull(),
    reason: text().notNull(),
    statedBy: uuid('stated_by').notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [primaryKey({ columns: [table.refundId, table.nth] })],
);

/** Append-only: what a second person said to it (a trigger knows that it is a second one). */
export const bankRefundAnswer = pgTable(
  'bank_refund_answer',
  {
    refundId: uuid('refund_id').notNull(),
    nth: smallint().notNull(),
    isConfirmed: boolean('is_confirmed').notNull(),
    answeredBy: uuid('answered_by').notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [primaryKey({ columns: [table.refundId, table.nth] })],
);

/** Append-only: what the platform prepared, collected by one person for the release by another. */
export const payoutBatch = pgTable('payout_batch', {
  id: uuid().primaryKey(),
  madeBy: uuid('made_by').notNull(),
  madeAt: instantColumn('made_at').notNull(),
});

/** Append-only: money that shall go to somebody. What it takes is kept apart in the ledger from here on. */
export const payout = pgTable(
  'payout',
  {
    id: uuid().primaryKey(),
    reference: text().notNull().unique(),
    from: json('from_account').$type<Account>().notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: char({ length: 3 }).notNull(),
    payeeName: text('payee_name').notNull(),
    payeeAccount: text('payee_account').notNull(),
    payeeBank: text('payee_bank').notNull(),
    payeeBankCode: text('payee_bank_code').notNull(),
    purpose: text().notNull(),
    pendingId: uuid('pending_id').notNull().unique(),
    /** `null`: the platform, for money that goes out by itself. */
    preparedBy: uuid('prepared_by'),
    preparedAt: instantColumn('prepared_at').notNull(),
    refundId: uuid('refund_id').references(() => bankRefund.id),
  },
  (table) => [
    index('payout_of_refund').on(table.refundId),
    check('payout_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
    check('payout_prepared', sql`(${table.preparedBy} is null) = (${table.refundId} is not null)`),
  ],
);

/** Append-only: files for the bank. */
export const paymentFile = pgTable('payment_file', {
  id: uuid().primaryKey(),
  messageId: text('message_id').notNull().unique(),
  xml: text().notNull(),
  payouts: integer().notNull(),
  sumMinor: minor('sum_minor').notNull(),
  currency: char({ length: 3 }).notNull(),
  madeBy: uuid('made_by').notNull(),
  madeAt: instantColumn('made_at').notNull(),
});

/** Append-only: what became of a payout, each state once, and one end. */
export const payoutMove = pgTable(
  'payout_move',
  {
    payoutId: uuid('payout_id')
      .notNull()
      .references(() => payout.id),
    state: text().$type<PayoutMove>().notNull(),
    /** `user:<id>`, or `bank`. */
    actor: text().notNull(),
    at: instantColumn().notNull(),
    note: text(),
    fileId: uuid('file_id').references(() => paymentFile.id),
    batchId: uuid('batch_id').references(() => payoutBatch.id),
  },
  (table) => [
    primaryKey({ columns: [table.payoutId, table.state] }),
    uniqueIndex('payout_move_end')
      .on(table.payoutId)
      .where(sql`state in ('paid', 'failed', 'cancelled')`),
    index('payout_move_of_batch').on(table.batchId),
    check('payout_move_batch', sql`(${table.state} = 'collected') = (${table.batchId} is not null)`),
    check(
      'payout_move_state',
      sql`${table.state} in ('collected', 'released', 'sent', 'paid', 'failed', 'cancelled')`,
    ),
    check('payout_move_file', sql`(${table.state} = 'sent') = (${table.fileId} is not null)`),
  ],
);
