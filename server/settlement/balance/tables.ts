import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Channel } from '@reassign/shared/ledger/account.ts';
import type { Charge } from '@reassign/shared/listings/fees.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { Outcome, PaymentEvent } from '@reassign/shared/settlement/buyer-default/review.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import { instantColumn } from '../../platform/columns.ts';
import { settlement } from '../tables.ts';

/** What a settlement keeps of the profile that its lot was published with. */
export type RulesOfSale = Pick<Profile, 'buyerDefault' | 'runnerUpOffer' | 'seller'>;
/** Of an amount in the currency of its balance; RFC 3339. */
export interface StoredPart {
  readonly amountMinor: number;
  readonly dueAt: string;
}
/** Of the fee schedule of the notice's day. */
export interface ChargesOfSale {
  readonly buyer: readonly Charge[];
  readonly seller: readonly Charge[];
}

/** What is asked for with a confirmed sale, append-only: so much, under this reference, by then. */
export const saleBalance = pgTable(
  'sale_balance',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    registrationId: uuid('registration_id').notNull(),
    reference: text().notNull().unique(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    /** The last instant in time for what is due first; what follows stands among the events. */
    dueAt: instantColumn('due_at').notNull(),
    /** Where the notice allows instalments, their sum the amount; `null`: the price is paid whole. */
    parts: json().$type<readonly StoredPart[]>(),
    termsVersion: integer('terms_version').notNull(),
    openedAt: instantColumn('opened_at').notNull(),
    rules: json().$type<RulesOfSale>().notNull(),
    charges: json().$type<ChargesOfSale>().notNull(),
  },
  (table) => [
    unique('sale_balance_of_sale').on(table.lotId, table.sale),
    foreignKey({
      name: 'sale_balance_settlement',
      columns: [table.lotId, table.sale],
      foreignColumns: [settlement.lotId, settlement.sale],
    }),
    index('sale_balance_due').on(table.dueAt),
    check('sale_balance_amount', sql`${table.amountMinor} between 0 and 20000000000000`),
  ],
);

/** Append-only, numbered without gaps per lot: what happened to a payment, and who decided what. */
export const salePaymentEvent = pgTable(
  'sale_payment_event',
  {
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    seq: integer().notNull(),
    type: text().$type<PaymentEvent['type']>().notNull(),
    at: instantColumn('at').notNull(),
    /** Who proposed or rejected. */
    by: uuid('person'),
    /** The other person. */
    confirmedBy: uuid('confirmed_by'),
    outcome: text().$type<Outcome['kind']>(),
    /** Of more time, and of the part that is due next. */
    until: instantColumn('until'),
    /** Of a default. */
    costsMinor: bigint('costs_minor', { mode: 'number' }),
    commissionsMinor: bigint('commissions_minor', { mode: 'number' }),
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.sale, table.seq] }),
    foreignKey({
      name: 'sale_payment_event_balance',
      columns: [table.lotId, table.sale],
      foreignColumns: [saleBalance.lotId, saleBalance.sale],
    }),
    check('sale_payment_event_seq', sql`${table.seq} > 0`),
    check(
      'sale_payment_event_type',
      sql`${table.type} in ('DeadlineMissed', 'OutcomeProposed', 'OutcomeRejected', 'GraceGranted', 'InstalmentPaid', 'BuyerDefaulted', 'BalancePaid')`,
    ),
    check('sale_payment_event_two_people', sql`${table.by} <> ${table.confirmedBy}`),
    check(
      'sale_payment_event_confirmed',
      sql`(${table.type} in ('GraceGranted', 'BuyerDefaulted')) = (${table.confirmedBy} is not null)`,
    ),
    check(
      'sale_payment_event_by',
      sql`(${table.type} in ('DeadlineMissed', 'InstalmentPaid', 'BalancePaid')) = (${table.by} is null)`,
    ),
    check(
      'sale_payment_event_outcome',
      sql`(${table.type} = 'OutcomeProposed') = (${table.outcome} is not null and ${table.reason} is not null)
        and (${table.outcome} is null or ${table.outcome} in ('grace', 'buyer-default'))`,
    ),
  ],
);

/** Append-only: money that came for a balance, once under each key, with what was taken of it. */
export const saleReceipt = pgTable(
  'sale_receipt',
  {
    /** Of the ledger's transaction that booked it. */
    key: text().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    channel: text().$type<Channel>().notNull(),
    /** Of the payments module, for what goes back by the door it came by. */
    paymentId: uuid('payment_id').unique(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    takenMinor: bigint('taken_minor', { mode: 'number' }).notNull(),
    receivedAt: instantColumn('received_at').notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sale_receipt_balance',
      columns: [table.lotId, table.sale],
      foreignColumns: [saleBalance.lotId, saleBalance.sale],
    }),
    index('sale_receipt_of_lot').on(table.lotId),
    check('sale_receipt_channel', sql`${table.channel} in ('stripe', 'bank')`),
    check('sale_receipt_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
    check('sale_receipt_taken', sql`${table.takenMinor} between 0 and ${table.amountMinor}`),
  ],
);

/** Append-only: what the parties are told about the money, whole, under its hash. */
export const saleStatement = pgTable(
  'sale_statement',
  {
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    kind: text().$type<'waterfall' | 'default' | 'resale'>().notNull(),
    /** `json`, so that it stays the text whose hash this is. */
    body: json().$type<JsonObject>().notNull(),
    /** SHA-256 of its canonical JSON, hex. */
    hash: char({ length: 64 }).notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.sale, table.kind] }),
    foreignKey({
      name: 'sale_statement_balance',
      columns: [table.lotId, table.sale],
      foreignColumns: [saleBalance.lotId, saleBalance.sale],
    }),
    check('sale_statement_kind', sql`${table.kind} in ('waterfall', 'default', 'resale')`),
  ],
);
