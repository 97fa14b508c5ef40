import { sql } from 'drizzle-orm';
import { bigint, char, check, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from '../platform/columns.ts';

/** What follows a hammer: one settlement per sold lot, born with its sale confirmation. */
export const settlement = pgTable(
  'settlement',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull().unique(),
    number: text().notNull().unique(),
    stage: text().notNull(),
    lotNumber: text('lot_number').notNull(),
    title: text().notNull(),
    sellerOrganisation: uuid('seller_organisation').notNull(),
    sellerName: text('seller_name').notNull(),
    /** Who bid: an organisation, for itself or for the buyer; `null`: a person. */
    buyerOrganisation: uuid('buyer_organisation'),
    buyerUser: uuid('buyer_user'),
    buyerKind: text('buyer_kind').notNull(),
    buyerName: text('buyer_name').notNull(),
    buyerCreditCode: text('buyer_credit_code'),
    bidderNumber: text('bidder_number').notNull(),
    hammerMinor: bigint('hammer_minor', { mode: 'number' }).notNull(),
    depositMinor: bigint('deposit_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    closedAt: instantColumn('closed_at').notNull(),
    logSize: integer('log_size').notNull(),
    logHash: char('log_hash', { length: 64 }).notNull(),
  },
  (table) => [
    check('settlement_stage', sql`${table.stage} in ('confirmed')`),
    check('settlement_buyer', sql`${table.buyerKind} in ('company', 'person')`),
    check('settlement_bidder', sql`(${table.buyerOrganisation} is null) = (${table.buyerUser} is not null)`),
    check('settlement_hammer', sql`${table.hammerMinor} between 0 and 10000000000000`),
  ],
);
