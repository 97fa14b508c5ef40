import { sql } from 'drizzle-orm';
import { bigint, char, check, integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { SaleStage } from '@reassign/shared/auctions/stages.ts';
import type { ConfirmationPaper } from '@reassign/shared/settlement/paper.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { instantColumn } from '../platform/columns.ts';

/** What follows a hammer: one settlement per sold lot, as it stood then. */
export const settlement = pgTable(
  'settlement',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull().unique(),
    number: text().notNull().unique(),
    stage: text().$type<SaleStage>().notNull(),
    lotNumber: text('lot_number').notNull(),
    title: text().notNull(),
    route: text().notNull(),
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
    /** Charged by the platform on top of the hammer price. */
    premiumMinor: bigint('premium_minor', { mode: 'number' }).notNull().default(0),
    depositMinor: bigint('deposit_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    closedAt: instantColumn('closed_at').notNull(),
    logSize: integer('log_size').notNull(),
    logHash: char('log_hash', { length: 64 }).notNull(),
    /** As the lot's profile says. */
    priceGoesTo: text('price_goes_to').$type<Profile['priceGoesTo']>().notNull(),
  },
  (table) => [
    check('settlement_stage', sql`${table.stage} in ('awaiting-confirmation', 'confirmed')`),
    check('settlement_price', sql`${table.priceGoesTo} in ('escrow', 'house-or-escrow', 'court')`),
    check('settlement_buyer', sql`${table.buyerKind} in ('company', 'person')`),
    check('settlement_bidder', sql`(${table.buyerOrganisation} is null) = (${table.buyerUser} is not null)`),
    check('settlement_premium', sql`${table.premiumMinor} between 0 and ${table.hammerMinor}`),
    check('settlement_hammer', sql`${table.hammerMinor} between 0 and 10000000000000`),
  ],
);

/** Append-only: what became of a sale after its hammer, each once, and the entry of the lot's log that says so. */
export const settlementMove = pgTable(
  'settlement_move',
  {
    lotId: uuid('lot_id')
      .notNull()
      .references(() => settlement.lotId),
    stage: text().$type<'confirmed' | 'void'>().notNull(),
    reason: text().notNull(),
    at: instantColumn('at').notNull(),
    logSize: integer('log_size').notNull(),
    logHash: char('log_hash', { length: 64 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.stage] }),
    check('settlement_move_stage', sql`${table.stage} in ('confirmed', 'void')`),
  ],
);

/** Append-only: the paper that the parties of a confirmed sale get, as it was signed; made once, the same for ever. */
export const settlementPaper = pgTable('settlement_paper', {
  lotId: uuid('lot_id')
    .primaryKey()
    .references(() => settlement.lotId),
  content: json().$type<ConfirmationPaper>().notNull(),
  hash: char({ length: 64 }).notNull(),
  note: text().notNull(),
  madeAt: instantColumn('made_at').notNull(),
});
