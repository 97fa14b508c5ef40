import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  char,
  check,
  index,
  integer,
  json,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FollowUp } from '@reassign/shared/payments/payment.ts';
import type {
  DisputeStatus,
  Door,
  PaymentStatus,
  Purpose,
  RefundStatus,
} from '@reassign/shared/payments/types.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import { instantColumn } from '../platform/columns.ts';

const amountColumns = () => ({
  amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  currency: char({ length: 3 }).notNull(),
});

/** Money that is asked for by one of the doors. It names a registration, never who is behind it. */
export const payment = pgTable(
  'payment',
  {
    id: uuid().primaryKey(),
    purpose: text().$type<Purpose>().notNull(),
    subjectId: uuid('subject_id').notNull(),
    registrationId: uuid('registration_id').notNull(),
    door: text().$type<Door>().notNull(),
    ...amountColumns(),
    reference: text().notNull(),
    language: text().$type<'zh' | 'en'>().notNull(),
    status: text().$type<PaymentStatus>().notNull(),
    /** The provider's names for it, as soon as they are known. */
    sessionId: text('session_id').unique(),
    intentId: text('intent_id').unique(),
    isDeclined: boolean('is_declined').notNull().default(false),
    openedAt: instantColumn('opened_at').notNull(),
    expiresAt: instantColumn('expires_at').notNull(),
    /** When it is looked at again without being told anything; `null`: never. */
    lookAt: instantColumn('look_at'),
    looks: integer().notNull().default(0),
  },
  (table) => [
    uniqueIndex('payment_open_once')
      .on(table.subjectId, table.door)
      .where(sql`${table.status} in ('opening', 'open', 'processing')`),
    index('payment_of_subject').on(table.subjectId, table.id),
    index('payment_look').on(table.lookAt),
    check('payment_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
    check('payment_purpose', sql`${table.purpose} in ('deposit', 'portable', 'balance', 'fee')`),
    check('payment_door', sql`${table.door} in ('stripe', 'transfer')`),
    check('payment_status', sql`${table.status} in ('opening', 'open', 'processing', 'failed', 'paid')`),
  ],
);

/**
 * Why money goes back: its deposit was released, it came for what takes no money any more, the price is not paid, or a
 * withdrawal of a portable deposit, by its id: each takes its own part.
 */
export type RefundCause = 'deposit-released' | 'not-taken' | 'price-returned' | `withdrawal-${string}`;

export const paymentRefund = pgTable(
  'payment_refund',
  {
    id: uuid().primaryKey(),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payment.id),
    ...amountColumns(),
    cause: text().$type<RefundCause>().notNull(),
    status: text().$type<RefundStatus>().notNull(),
    /** The provider's name for it. */
    providerId: text('provider_id').unique(),
    /** What the ledger keeps apart for it. */
    reservedId: uuid('reserved_id').notNull(),
    /** Why it failed, in the provider's word. */
    fault: text(),
    askedAt: instantColumn('asked_at').notNull(),
    doneAt: instantColumn('done_at'),
    /** When it is looked at again without being told anything. */
    lookAt: instantColumn('look_at'),
    /** Of one that failed. */
    followUp: text('follow_up').$type<FollowUp>(),
  },
  (table) => [
    // A payment goes back once for each reason there is, but for what was tried again.
    uniqueIndex('payment_refund_once')
      .on(table.paymentId, table.cause)
      .where(sql`follow_up is distinct from 'retried'`),
    check('payment_refund_follow_up', sql`${table.followUp} in ('retried', 'by-bank')`),
    index('payment_refund_look').on(table.lookAt),
    check('payment_refund_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
    check('payment_refund_status', sql`${table.status} in ('due', 'withheld', 'sent', 'paid', 'failed')`),
  ],
);

/** The payer's bank takes a charge back, until it is decided. */
export const paymentDispute = pgTable(
  'payment_dispute',
  {
    id: text().primaryKey(),
    paymentId: uuid('payment_id')
      .notNull()
      .references(() => payment.id),
    ...amountColumns(),
    status: text().$type<DisputeStatus>().notNull(),
    openedAt: instantColumn('opened_at').notNull(),
    decidedAt: instantColumn('decided_at'),
  },
  (table) => [
    index('payment_dispute_of').on(table.paymentId),
    check('payment_dispute_status', sql`${table.status} in ('open', 'won', 'lost')`),
  ],
);

/**
 * What Stripe told us, by its own id: dealt with once. Only which object it is about is kept; what became of it is read
 * from Stripe.
 */
export const paymentEvent = pgTable(
  'payment_event',
  {
    id: text().primaryKey(),
    type: text().notNull(),
    object: text().notNull(),
    objectId: text('object_id').notNull(),
    receivedAt: instantColumn('received_at').notNull(),
    /** `parked`: somebody has to look; it is tried again now and then. */
    status: text().$type<'waiting' | 'done' | 'parked' | 'ignored'>().notNull(),
    cause: text(),
    attempts: integer().notNull().default(0),
    dueAt: instantColumn('due_at').notNull(),
  },
  (table) => [
    index('payment_event_due')
      .on(table.dueAt)
      .where(sql`${table.status} in ('waiting', 'parked')`),
    check('payment_event_status', sql`${table.status} in ('waiting', 'done', 'parked', 'ignored')`),
  ],
);

/** Append-only: Stripe's own list of what moved its balance, as far as it was read. */
export const paymentEntry = pgTable(
  'payment_entry',
  {
    /** Stripe's. */
    id: text().primaryKey(),
    type: text().$type<ProviderEntry['type']>().notNull(),
    reference: text(),
    source: text(),
    /** Above zero it came, before the fee. */
    changeMinor: bigint('change_minor', { mode: 'number' }).notNull(),
    feeMinor: bigint('fee_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    at: instantColumn().notNull(),
    readAt: instantColumn('read_at').notNull(),
  },
  (table) => [
    index('payment_entry_at').on(table.at),
    check(
      'payment_entry_type',
      sql`${table.type} in ('charge', 'refund', 'refund-failure', 'dispute', 'payout', 'fee', 'other')`,
    ),
  ],
);

/** What the stand-in for Stripe would know if it were Stripe (docs/operations.md); empty with a key. */
export const standInObject = pgTable(
  'stand_in_object',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    body: json().$type<JsonObject>().notNull(),
    createdAt: instantColumn('created_at').notNull(),
  },
  (table) => [index('stand_in_object_kind').on(table.kind, table.createdAt)],
);
