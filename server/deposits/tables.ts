import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import type { DeclarableGround, Part, PriorityGround } from '@reassign/shared/deposits/bars.ts';
import type { AgentState, BarGround, ConfirmationState } from '@reassign/shared/deposits/types.ts';
import { bytea, instantColumn } from '../platform/columns.ts';

/**
 * Somebody's wish to bid on one lot. Who it is lies sealed in `identity`; `owner_tag` is keyed and differs per
 * lot, so the database alone joins nobody to a number, nor two lots to one of them.
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
    /** Whether the principal confirmed who acts for it; `null`: the registrant bids for itself. */
    agent: text().$type<AgentState>(),
    /** Whether a person of the platform found a letter of intent in order; `null`: there is none to look at. */
    review: text().$type<ConfirmationState>(),
    /** What the reviewer knows the registration by: nothing else is called so. */
    reviewId: uuid('review_id').unique(),
    bar: text().$type<BarGround>(),
    withdrawnAt: instantColumn('withdrawn_at'),
  },
  (table) => [
    uniqueIndex('registration_once')
      .on(table.lotId, table.ownerTag)
      .where(sql`${table.withdrawnAt} is null`),
    unique('registration_number').on(table.lotId, table.bidderNumber),
    check('registration_agent', sql`${table.agent} in ('awaited', 'confirmed', 'refused', 'revoked')`),
    check('registration_review', sql`${table.review} in ('awaited', 'confirmed', 'refused')`),
    check('registration_reviewed', sql`(${table.review} is null) = (${table.reviewId} is null)`),
  ],
);

/**
 * Who has a part in a registration, by keyed hashes that differ per lot: nobody has a part in two of one lot
 * (3-trading-rules §3.6).
 */
export const registrationParty = pgTable(
  'registration_party',
  {
    lotId: uuid('lot_id').notNull(),
    tag: bytea().notNull(),
    registrationId: uuid('registration_id')
      .notNull()
      .references(() => registration.id),
    part: text().$type<Part>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.tag] }),
    index('registration_party_of').on(table.registrationId),
    check('registration_party_part', sql`${table.part} in ('bidder', 'agent')`),
  ],
);

/** Append-only: what was decided about a registration, by whom, and why; `note` is sealed. */
export const registrationMove = pgTable('registration_move', {
  id: uuid().primaryKey(),
  registrationId: uuid('registration_id')
    .notNull()
    .references(() => registration.id),
  what: text().notNull(),
  actor: text().notNull(),
  note: bytea(),
  at: instantColumn('at').notNull(),
});

/** What the seller declared somebody to be: matched by `tag`; `label` is sealed, for the seller's own list. */
const declarationColumns = () => ({
  id: uuid().primaryKey(),
  lotId: uuid('lot_id').notNull(),
  kind: text().$type<'organisation' | 'person'>().notNull(),
  tag: bytea().notNull(),
  label: bytea().notNull(),
  declaredBy: uuid('declared_by').notNull(),
  declaredAt: instantColumn('declared_at').notNull(),
  withdrawnAt: instantColumn('withdrawn_at'),
});

export const lotRelation = pgTable(
  'lot_relation',
  {
    ...declarationColumns(),
    ground: text().$type<DeclarableGround>().notNull(),
    isRelative: boolean('is_relative').notNull(),
  },
  (table) => [
    index('lot_relation_of_lot').on(table.lotId),
    check('lot_relation_kind', sql`${table.kind} in ('organisation', 'person')`),
  ],
);

/** Priority purchasers, one rank each. */
export const lotPriority = pgTable(
  'lot_priority',
  {
    ...declarationColumns(),
    ground: text().$type<PriorityGround>().notNull(),
    rank: integer().notNull(),
  },
  (table) => [
    uniqueIndex('lot_priority_once')
      .on(table.lotId, table.tag)
      .where(sql`${table.withdrawnAt} is null`),
    check('lot_priority_kind', sql`${table.kind} in ('organisation', 'person')`),
    check('lot_priority_rank', sql`${table.rank} between 1 and 99`),
  ],
);

/** What the catalogue of technology under export control says of a lot's object; the last one counts. */
export const lotTechnology = pgTable(
  'lot_technology',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    nth: integer().notNull(),
    control: text().$type<'free' | 'restricted' | 'prohibited'>().notNull(),
    item: text(),
    declaredBy: uuid('declared_by').notNull(),
    declaredAt: instantColumn('declared_at').notNull(),
  },
  (table) => [
    unique('lot_technology_once').on(table.lotId, table.nth),
    check('lot_technology_control', sql`${table.control} in ('free', 'restricted', 'prohibited')`),
    check('lot_technology_item', sql`(${table.control} = 'free') = (${table.item} is null)`),
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

/**
 * Append-only: when it was instructed that a released deposit goes back. By Stripe with the release; by the bank when two
 * people have released its payout. The first instruction counts.
 */
export const depositInstruction = pgTable('deposit_instruction', {
  depositId: uuid('deposit_id')
    .primaryKey()
    .references(() => deposit.id),
  at: instantColumn('at').notNull(),
});

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
