import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instantColumn } from '../../platform/columns.ts';
import { notice } from '../tables.ts';

/**
 * Append-only: the public half of a key that somebody made to keep shares with; the newest of each person counts. One half
 * belongs to one person, or two shares would lie in one hand.
 */
export const keeperKey = pgTable(
  'keeper_key',
  {
    recipient: text().primaryKey(),
    userId: uuid('user_id').notNull(),
    userName: text('user_name').notNull(),
    givenAt: instantColumn('given_at').notNull(),
    nth: integer().generatedAlwaysAsIdentity().notNull(),
  },
  (table) => [
    index('keeper_key_of').on(table.userId, table.nth),
    check('keeper_key_recipient', sql`${table.recipient} like 'age1%'`),
  ],
);

/** Append-only: a share of a lot's key, encrypted to its keeper. Nothing here opens it. */
export const keyShare = pgTable(
  'key_share',
  {
    lotId: uuid('lot_id')
      .notNull()
      .references(() => notice.lotId),
    /** From 0, as the log counts them. */
    keeper: smallint().notNull(),
    userId: uuid('user_id').notNull(),
    recipient: text()
      .notNull()
      .references(() => keeperKey.recipient),
    /** Base64 of an age file. */
    ciphertext: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.keeper] }),
    index('key_share_of').on(table.userId, table.lotId),
    check('key_share_keeper', sql`${table.keeper} between 0 and 2`),
  ],
);
