import { sql } from 'drizzle-orm';
import {
  bigint,
  char,
  check,
  customType,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { user } from '../accounts/tables.ts';
import { instantColumn } from '../platform/columns.ts';

/** The catalogue: one row per lot for lists, kept up with the logs by a follower; never the source of a decision. */
export const catalogueLot = pgTable(
  'catalogue_lot',
  {
    lotId: uuid('lot_id').primaryKey(),
    number: text().notNull().unique(),
    phase: text().notNull(),
    /** Of a sold lot. */
    stage: text().$type<LotSummary['stage']>(),
    title: text().notNull(),
    bank: text().notNull(),
    route: text().notNull(),
    round: integer().notNull(),
    rights: json().$type<LotSummary['rights']>().notNull(),
    rightTypes: text('right_types').array().notNull(),
    currency: char({ length: 3 }).notNull(),
    appraisedMinor: bigint('appraised_minor', { mode: 'number' }).notNull(),
    startMinor: bigint('start_minor', { mode: 'number' }).notNull(),
    offer: json().$type<LotSummary['offer']>().notNull(),
    course: json().$type<LotSummary['course']>(),
    depositMinor: bigint('deposit_minor', { mode: 'number' }).notNull(),
    priceMinor: bigint('price_minor', { mode: 'number' }),
    /** The lowest amount accepted now, the hammer price once sold: what lists are sorted by. */
    askingMinor: bigint('asking_minor', { mode: 'number' }).notNull(),
    leader: text(),
    bidCount: integer('bid_count').notNull(),
    opensAt: instantColumn('opens_at').notNull(),
    closesAt: instantColumn('closes_at').notNull(),
    publishedAt: instantColumn('published_at').notNull(),
    /** Ascending: what runs by its end, then what has ended, latest first. */
    closingOrder: bigint('closing_order', { mode: 'number' }).notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    index('catalogue_lot_closing').on(table.phase, table.closesAt, table.lotId),
    index('catalogue_lot_due').on(table.phase, table.opensAt),
    index('catalogue_lot_by_end').on(table.closingOrder, table.lotId),
    index('catalogue_lot_by_notice').on(table.publishedAt, table.lotId),
    index('catalogue_lot_by_price').on(table.askingMinor, table.lotId),
    index('catalogue_lot_by_bids').on(table.bidCount, table.lotId),
  ],
);

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/**
 * What lots are found and counted by, one narrow row beside each row of the catalogue: many words lie outside the row
 * (see the migration), so that ten thousand hits are a few thousand pages. Price, bids and end are in no index here: a
 * bid changes the row in place.
 */
export const lotSearch = pgTable(
  'lot_search',
  {
    lotId: uuid('lot_id').primaryKey(),
    document: tsvector().notNull(),
    /** One number for each value of each facet, `catalogue/labels.ts`. */
    labels: integer().array().notNull(),
    /** The labels as text, a character each: hits are counted by it. */
    facets: text().notNull(),
    publishedAt: instantColumn('published_at').notNull(),
    closingOrder: bigint('closing_order', { mode: 'number' }).notNull(),
    askingMinor: bigint('asking_minor', { mode: 'number' }).notNull(),
    bidCount: integer('bid_count').notNull(),
    seq: integer().notNull(),
  },
  (table) => [
    index('lot_search_found').using('gin', table.document, table.labels).with({ fastupdate: false }),
    index('lot_search_newest').on(table.publishedAt, table.lotId),
  ],
);

/** Every word of the lots once: what a slip of the finger is compared with. */
export const searchWord = pgTable(
  'search_word',
  {
    word: text().primaryKey(),
    /** Chinese characters apart, so that a trigram is about one of them. */
    spaced: text().notNull(),
    length: smallint().notNull(),
  },
  (table) => [index('search_word_similar').using('gin', table.spaced.op('gin_trgm_ops'))],
);

/** Banks that have lots; the number stands in the labels. */
export const catalogueBank = pgTable('catalogue_bank', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull().unique(),
});

/** Searches that people keep for themselves; they go with their account. */
export const savedSearch = pgTable(
  'saved_search',
  {
    id: uuid().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** In its normal form, `shared/auctions/saved-search.ts`. */
    query: text().notNull(),
    createdAt: instantColumn('created_at').notNull(),
    /** What was published later is new to this person. */
    seenAt: instantColumn('seen_at').notNull(),
  },
  // By its hash: a search may be longer than an entry of an index.
  (table) => [uniqueIndex('saved_search_once').on(table.userId, sql`md5(${table.query})`)],
);

/**
 * Append-only: what a debtor says it paid so that a lot is not sold, for the seller to look at. The log has the moment and
 * a commitment, this has the amount and the proof.
 */
export const debtPayment = pgTable(
  'debt_payment',
  {
    id: uuid().primaryKey(),
    lotId: uuid('lot_id').notNull(),
    organisation: uuid().notNull(),
    organisationName: text('organisation_name').notNull(),
    userId: uuid('user_id').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'number' }).notNull(),
    currency: char({ length: 3 }).notNull(),
    proof: text().notNull(),
    at: instantColumn('at').notNull(),
  },
  (table) => [
    index('debt_payment_of_lot').on(table.lotId, table.id),
    check('debt_payment_amount', sql`${table.amountMinor} between 1 and 10000000000000`),
  ],
);

/** What each witness signed last of a lot's checkpoints. */
export const checkpointCosignature = pgTable(
  'checkpoint_cosignature',
  {
    lotId: uuid('lot_id').notNull(),
    /** C2SP verifier key. */
    witness: text().notNull(),
    size: integer().notNull(),
    /** The signature line that goes below the checkpoint. */
    line: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.lotId, table.witness] })],
);
