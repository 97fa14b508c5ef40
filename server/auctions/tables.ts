import { bigint, char, index, integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { instantColumn } from '../platform/columns.ts';

/** The catalogue: one row per lot for lists, kept up with the logs by a follower; never the source of a decision. */
export const catalogueLot = pgTable(
  'catalogue_lot',
  {
    lotId: uuid('lot_id').primaryKey(),
    number: text().notNull().unique(),
    phase: text().notNull(),
    title: text().notNull(),
    bank: text().notNull(),
    route: text().notNull(),
    round: integer().notNull(),
    rights: json().$type<LotSummary['rights']>().notNull(),
    rightTypes: text('right_types').array().notNull(),
    /** Title, lot number and the rights' numbers, lower case: what the plain search looks through. */
    searchText: text('search_text').notNull(),
    currency: char({ length: 3 }).notNull(),
    appraisedMinor: bigint('appraised_minor', { mode: 'number' }).notNull(),
    startMinor: bigint('start_minor', { mode: 'number' }).notNull(),
    incrementMinor: bigint('increment_minor', { mode: 'number' }).notNull(),
    depositMinor: bigint('deposit_minor', { mode: 'number' }).notNull(),
    priceMinor: bigint('price_minor', { mode: 'number' }),
    leader: text(),
    bidCount: integer('bid_count').notNull(),
    opensAt: instantColumn('opens_at').notNull(),
    closesAt: instantColumn('closes_at').notNull(),
    publishedAt: instantColumn('published_at').notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    index('catalogue_lot_closing').on(table.phase, table.closesAt, table.lotId),
    index('catalogue_lot_due').on(table.phase, table.opensAt),
  ],
);
