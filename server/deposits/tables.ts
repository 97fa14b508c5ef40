import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytea, instantColumn } from '../platform/columns.ts';

/**
 * One organisation's wish to bid on one lot. Who it is lies sealed in `identity`; `owner_tag` is keyed and differs per
 * lot, so the database alone joins nobody to a number, nor two lots to one organisation.
 */
export const registration = pgTable(
  'registration',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    ownerTag: bytea('owner_tag').notNull(),
    identity: bytea().notNull(),
    commitment: char({ length: 64 }).notNull(),
    conditionsVersion: integer('conditions_version').notNull(),
    conditionsHash: char('conditions_hash', { length: 64 }).notNull(),
    bidderNumber: text('bidder_number'),
    registeredAt: instantColumn('registered_at').notNull(),
  },
  (table) => [
    unique('registration_once').on(table.lotId, table.ownerTag),
    unique('registration_number').on(table.lotId, table.bidderNumber),
  ],
);

export const deposit = pgTable(
  'deposit',
  {
    id: uuid().primaryKey(),
    registrationId: uuid('registration_id')
      .notNull()
      .references(() => registration.id),
    reference: text().notNull().unique(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    status: text().notNull(),
    /** Who is expected to pay; sealed, because it names the organisation behind the registration. */
    payer: bytea().notNull(),
    requestedAt: instantColumn('requested_at').notNull(),
  },
  (table) => [
    // One for each round; the next is asked for when the one before has ended.
    uniqueIndex('deposit_open_once')
      .on(table.registrationId)
      .where(sql`${table.status} in ('requested', 'held', 'applied')`),
    index('deposit_of_registration').on(table.registrationId, table.id),
    check('deposit_amount', sql`${table.amountMinor} between 0 and 10000000000000`),
    check(
      'deposit_status',
      sql`${table.status} in ('requested', 'held', 'applied', 'released', 'forfeited')`,
    ),
  ],
);

/** Append-only: every move of a deposit, who made it, and on what evidence. */
export const depositMove = pgTable(
  'deposit_move',
  {
    id: uuid().primaryKey(),
    depositId: uuid('deposit_id')
      .notNull()
      .references(() => deposit.id),
    status: text().notNull(),
    actor: text().notNull(),
    /** Payer and time as the bank statement shows them; sealed. */
    evidence: bytea(),
    at: instantColumn('at').notNull(),
    /** By when the rules of the lot asked for it: of what goes back. */
    dueAt: instantColumn('due_at'),
  },
  // A deposit is held once and ends once.
  (table) => [unique('deposit_move_once').on(table.depositId, table.status)],
);

/** Rounds of lots that ended, as their logs say: money for them that arrives afterwards goes straight back. */
export const endedLot = pgTable(
  'ended_lot',
  {
    lotId: uuid('lot_id').notNull(),
    winner: text(),
    at: instantColumn('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.at] })],
);
