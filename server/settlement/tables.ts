import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  foreignKey,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { SaleStage } from '@reassign/shared/auctions/stages.ts';
import type { ConfirmationPaper } from '@reassign/shared/settlement/paper.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import { instantColumn } from '../platform/columns.ts';

/** What follows a hammer, or a runner-up's yes: one settlement per sale, as it stood then. */
export const settlement = pgTable(
  'settlement',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    /** 1 for the first; another follows only one that is void. */
    sale: integer().notNull().default(1),
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
    unique('settlement_sale').on(table.lotId, table.sale),
    check('settlement_sale_number', sql`${table.sale} > 0`),
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
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    stage: text().$type<'confirmed' | 'void'>().notNull(),
    reason: text().notNull(),
    at: instantColumn('at').notNull(),
    logSize: integer('log_size').notNull(),
    logHash: char('log_hash', { length: 64 }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.sale, table.stage] }),
    foreignKey({
      name: 'settlement_move_of_sale',
      columns: [table.lotId, table.sale],
      foreignColumns: [settlement.lotId, settlement.sale],
    }),
    check('settlement_move_stage', sql`${table.stage} in ('confirmed', 'void')`),
  ],
);

/** Append-only: the paper that the parties of a confirmed sale get, as it was signed; made once, the same for ever. */
export const settlementPaper = pgTable(
  'settlement_paper',
  {
    lotId: uuid('lot_id').notNull(),
    sale: integer().notNull().default(1),
    content: json().$type<ConfirmationPaper>().notNull(),
    hash: char({ length: 64 }).notNull(),
    note: text().notNull(),
    madeAt: instantColumn('made_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.sale] }),
    foreignKey({
      name: 'settlement_paper_of_sale',
      columns: [table.lotId, table.sale],
      foreignColumns: [settlement.lotId, settlement.sale],
    }),
  ],
);
