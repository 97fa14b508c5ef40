import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import type { PayInStatus } from '@reassign/shared/deposits/portable/api.ts';
import type { EarmarkStatus } from '@reassign/shared/deposits/portable/balance.ts';
import { bytea, instantColumn } from '../../platform/columns.ts';

const amountColumns = () => ({
  amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
  currency: char({ length: 3 }).notNull(),
});
const isAmount = (column: AnyPgColumn) => sql`${column} between 1 and 10000000000000`;

/** Append-only: a bidder's deposit for any lot. Whose it is lies sealed; `owner_tag` is keyed and is no lot's. */
export const portableDeposit = pgTable(
  'portable_deposit',
  {
    id: uuid().primaryKey(),
    ownerTag: bytea('owner_tag').notNull(),
    owner: bytea().notNull(),
    currency: char({ length: 3 }).notNull(),
    openedAt: instantColumn('opened_at').notNull(),
  },
  (table) => [unique('portable_deposit_once').on(table.ownerTag, table.currency)],
);

/** Money that shall come in, and came; payer, account and evidence are sealed. */
export const portablePayIn = pgTable(
  'portable_pay_in',
  {
    id: uuid().primaryKey(),
    portableId: uuid('portable_id')
      .notNull()
      .references(() => portableDeposit.id),
    way: text().$type<'transfer' | 'card'>().notNull(),
    reference: text().notNull().unique(),
    ...amountColumns(),
    status: text().$type<PayInStatus>().notNull(),
    payer: bytea().notNull(),
    /** Of the payer, at its bank; `null` by card. */
    account: bytea(),
    evidence: bytea(),
    paymentId: uuid('payment_id'),
    requestedAt: instantColumn('requested_at').notNull(),
    receivedAt: instantColumn('received_at'),
  },
  (table) => [
    index('portable_pay_in_of').on(table.portableId, table.id),
    index('portable_pay_in_status').on(table.status, table.id),
    check('portable_pay_in_amount', isAmount(table.amountMinor)),
    check('portable_pay_in_way', sql`(${table.way} = 'transfer') = (${table.account} is not null)`),
    check('portable_pay_in_status', sql`${table.status} in ('requested', 'received', 'cancelled')`),
    check(
      'portable_pay_in_received',
      sql`(${table.status} = 'received') = (${table.receivedAt} is not null)`,
    ),
  ],
);

/**
 * What a lot keeps apart of a portable deposit. Which deposit it stands for is sealed, and found again by a keyed hash of it
 * only: the database alone joins no balance to a lot, nor two lots to one balance.
 */
export const portableEarmark = pgTable(
  'portable_earmark',
  {
    id: uuid().primaryKey(),
    portableId: uuid('portable_id')
      .notNull()
      .references(() => portableDeposit.id),
    depositTag: bytea('deposit_tag').notNull().unique(),
    deposit: bytea().notNull(),
    ...amountColumns(),
    status: text().$type<EarmarkStatus>().notNull(),
  },
  (table) => [
    index('portable_earmark_of').on(table.portableId, table.id),
    check('portable_earmark_amount', isAmount(table.amountMinor)),
    check('portable_earmark_status', sql`${table.status} in ('held', 'applied', 'released', 'forfeited')`),
  ],
);

/** Append-only: what became of an earmark, each state once. */
export const portableEarmarkMove = pgTable(
  'portable_earmark_move',
  {
    earmarkId: uuid('earmark_id')
      .notNull()
      .references(() => portableEarmark.id),
    status: text().$type<EarmarkStatus>().notNull(),
    at: instantColumn().notNull(),
  },
  (table) => [primaryKey({ columns: [table.earmarkId, table.status] })],
);

/** Append-only: free money that goes back. */
export const portableWithdrawal = pgTable(
  'portable_withdrawal',
  {
    id: uuid().primaryKey(),
    portableId: uuid('portable_id')
      .notNull()
      .references(() => portableDeposit.id),
    ...amountColumns(),
    at: instantColumn().notNull(),
  },
  (table) => [
    index('portable_withdrawal_of').on(table.portableId, table.id),
    check('portable_withdrawal_amount', isAmount(table.amountMinor)),
  ],
);

/** Append-only: from which payments it goes back, to where each came from. */
export const portableWithdrawalPart = pgTable(
  'portable_withdrawal_part',
  {
    withdrawalId: uuid('withdrawal_id')
      .notNull()
      .references(() => portableWithdrawal.id),
    payInId: uuid('pay_in_id')
      .notNull()
      .references(() => portablePayIn.id),
    ...amountColumns(),
    /** By the bank; by card the payment knows. */
    payoutId: uuid('payout_id'),
  },
  (table) => [
    primaryKey({ columns: [table.withdrawalId, table.payInId] }),
    index('portable_withdrawal_part_of').on(table.payInId),
    check('portable_withdrawal_part_amount', isAmount(table.amountMinor)),
  ],
);
