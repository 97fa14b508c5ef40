import { sql } from 'drizzle-orm';
import {
  bigint,
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
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import { bytea, instantColumn } from './columns.ts';

/** A transaction's number that never wraps; as text, because it may pass 2⁵³. */
const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' });

/** One row per log: its end, and the epoch that fences every write (2-architecture §2.5). */
export const lotHead = pgTable('lot_head', {
  lotId: uuid('lot_id').primaryKey(),
  epoch: integer().notNull(),
  seq: integer().notNull(),
  hash: bytea().notNull(),
  /** The server that took the lot last; while its lease lives, nobody else takes it. */
  owner: text(),
});

/**
 * Append-only (a trigger and the app role's grants see to it). `body` is `json`, not `jsonb`: the canonical text that
 * was hashed stays as it is. No foreign key to the head: both are written by one fenced statement, or neither.
 */
export const lotEvent = pgTable(
  'lot_event',
  {
    position: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    xid: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
    lotId: uuid('lot_id').notNull(),
    seq: integer().notNull(),
    at: instantColumn().notNull(),
    type: text().notNull(),
    body: json().$type<JsonObject>().notNull(),
    sealed: bytea(),
    bidderNumber: text('bidder_number'),
    commandId: uuid('command_id'),
    nth: smallint(),
    contentHash: bytea('content_hash'),
    hash: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.lotId, table.seq] }),
    index('lot_event_order').on(table.xid, table.position),
    uniqueIndex('lot_event_command')
      .on(table.lotId, table.bidderNumber, table.commandId, table.nth)
      .where(sql`command_id is not null`),
  ],
);

/** Who should own what it took: one row per server, in the database's time. The epoch alone decides who may write. */
export const serverLease = pgTable('server_lease', {
  serverId: text('server_id').primaryKey(),
  until: instantColumn().notNull(),
});

/** How far each follower has come. */
export const followerCursor = pgTable('follower_cursor', {
  name: text().primaryKey(),
  xid: xid8().notNull(),
  position: bigint({ mode: 'number' }).notNull(),
});

/** Lots that a follower could not handle, from which entry on: tried again now and then, while all others go on. */
export const followerParked = pgTable(
  'follower_parked',
  {
    name: text().notNull(),
    lotId: uuid('lot_id').notNull(),
    seq: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.name, table.lotId] })],
);

/** Effects outside the database; the id is the idempotency key of the effect. */
export const outbox = pgTable(
  'outbox',
  {
    id: uuid().primaryKey(),
    topic: text().notNull(),
    payload: json().$type<JsonObject>().notNull(),
    dueAt: instantColumn('due_at').notNull(),
    attempts: integer().notNull().default(0),
    doneAt: instantColumn('done_at'),
  },
  (table) => [
    index('outbox_due')
      .on(table.dueAt)
      .where(sql`done_at is null`),
  ],
);

/** One row that `/readyz` rewrites: what commits here commits everywhere it must. */
export const readiness = pgTable('readiness', {
  id: smallint().primaryKey(),
  provedAt: instantColumn('proved_at').notNull(),
});

/**
 * Requests that carried an `Idempotency-Key`, and their answers once there is one. Who asked is a keyed hash and the
 * answer is sealed: in clear the two would say who registered for which lot.
 */
export const idempotentRequest = pgTable(
  'idempotent_request',
  {
    request: bytea().primaryKey(),
    contentHash: bytea('content_hash').notNull(),
    /** Whoever does the work now. */
    claim: uuid().notNull(),
    claimedAt: instantColumn('claimed_at').notNull(),
    status: smallint(),
    contentType: text('content_type'),
    answer: bytea(),
  },
  (table) => [index('idempotent_request_age').on(table.claimedAt)],
);

/** The keys that signed checkpoints, oldest first for each name (a server's host); the last one signs. No secrets. */
export const checkpointKey = pgTable(
  'checkpoint_key',
  {
    name: text().notNull(),
    nth: integer().notNull(),
    /** C2SP verifier key. */
    key: text().notNull().unique(),
    fromAt: instantColumn('from_at').notNull(),
    untilAt: instantColumn('until_at'),
    /** Signed notes: `shared/verify/key-list.ts`. */
    rotation: text(),
    revocation: text(),
  },
  (table) => [primaryKey({ columns: [table.name, table.nth] })],
);
