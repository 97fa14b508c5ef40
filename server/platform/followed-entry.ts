import { type SQL, sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Db } from './db.ts';

/** An entry of any lot's log, as followers get it: in the order of commits, and within a lot in the order of its log. */
export interface FollowedEntry {
  readonly lot: LotId;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  /** Hex. */
  readonly hash: string;
}

/**
 * Something that happens because of the log. What it writes in `tx` commits together with its cursor, so it happens
 * once; what goes outside goes by the outbox. Entries are `FollowedEntry`, narrowed to the events it knows.
 */
export interface Follower {
  readonly name: string;
  /** Types of the events it knows, when they are rare: all others are passed over without being read. */
  readonly only?: readonly string[];
  readonly handle: (tx: Db, entries: readonly never[]) => Promise<void>;
  /** Called after the commit of what was handled. */
  readonly handled?: () => void;
}

/** Where a follower stands: the order of commits. */
export interface Place extends Record<string, unknown> {
  readonly xid: string;
  readonly position: string;
}

export interface EntryRow extends Record<string, unknown> {
  readonly lot: LotId;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  readonly hash: string;
}

/** Columns of `lot_event` that make an `EntryRow`. */
export const entryColumns: SQL = sql`lot_id as lot, seq, (extract(epoch from at) * 1000)::float8 as at, type, body,
  encode(hash, 'hex') as hash`;

/** Narrows to the events that the follower knows. */
export const amongTypes = (only: readonly string[] | undefined): SQL =>
  only === undefined ? sql`` : sql`and type in ${[...only]}`;

export const toEntry = ({ lot, seq, at, type, body, hash }: EntryRow): FollowedEntry => ({
  lot,
  seq,
  at,
  type,
  body,
  hash,
});
