import { sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Bell } from './bell.ts';
import type { Db } from './db.ts';
import type { Pacing } from './pacing.ts';
import { roundsOfWork, type RoundsOfWork } from './rounds-of-work.ts';

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
}

export interface FollowOptions {
  readonly db: Db;
  readonly bell: Pick<Bell, 'onRing'>;
  readonly pacing: Pacing;
  readonly report: (error: unknown, follower: string) => void;
}

/** A write transaction stays below two seconds, because it holds up everybody who follows. */
const BATCH = 200;
const PASSED_OVER = 5_000;
const LOOK_EVERY_MS = 1_000;
const REST_MS = 10;

/** Runs a follower until stopped. Any number of servers may: one of them works, the others find its cursor locked. */
export function runFollower(follower: Follower, options: FollowOptions): RoundsOfWork {
  const { db, bell, pacing, report } = options;
  const rounds = roundsOfWork({
    round: () => followOnce(db, follower),
    everyMs: LOOK_EVERY_MS,
    restMs: REST_MS,
    pacing,
    report: (error) => {
      report(error, follower.name);
    },
  });
  const silence = bell.onRing(() => {
    rounds.wake();
  });
  return {
    wake: () => {
      rounds.wake();
    },
    stop: () => {
      silence();
      return rounds.stop();
    },
  };
}

/** One batch; answers whether there may be more. Looks first: a follower with nothing to do writes nothing. */
export async function followOnce(db: Db, { name, only, handle }: Follower): Promise<boolean> {
  if (!(await hasMore(db, name))) return false;
  return db.transaction(async (tx) => {
    const [cursor] = await tx.execute<Place>(sql`
      select xid::text, position from follower_cursor where name = ${name} for update skip locked`);
    if (cursor === undefined) return false;
    const most = only === undefined ? BATCH : PASSED_OVER;
    const reached = await reachFrom(tx, cursor, most);
    if (reached === undefined) return false;
    const rows = await readBetween(tx, cursor, reached, only);
    if (rows.length > 0) await handle(tx, rows.map(toEntry) as never[]);
    await tx.execute(sql`
      update follower_cursor set xid = ${reached.xid}::xid8, position = ${reached.position} where name = ${name}`);
    return reached.entries === most;
  });
}

/** Until nothing is left; what a transaction that still runs holds back is looked for again. */
export async function followToEnd(db: Db, follower: Follower): Promise<void> {
  while ((await followOnce(db, follower)) || (await hasMore(db, follower.name))) continue;
}

async function hasMore(db: Db, name: string): Promise<boolean> {
  const [look] = await db.execute<{ more: boolean }>(sql`
    select exists (select from lot_event where (xid, position) > (c.xid, c.position)) as more
    from follower_cursor c where name = ${name}`);
  if (look !== undefined) return look.more;
  await db.execute(sql`
    insert into follower_cursor (name, xid, position) values (${name}, '0', 0) on conflict do nothing`);
  return true;
}

interface Place extends Record<string, unknown> {
  readonly xid: string;
  readonly position: string;
}

/**
 * Only below the oldest transaction that still runs: a later number may commit earlier, and without this guard its
 * slower neighbour would be passed over for ever.
 */
async function reachFrom(
  tx: Db,
  from: Place,
  most: number,
): Promise<(Place & { entries: number }) | undefined> {
  const [reached] = await tx.execute<Place & { entries: number }>(sql`
    select xid::text, position::text, entries::int from (
      select xid, position, row_number() over (order by xid, position) as entries
      from lot_event
      where (xid, position) > (${from.xid}::xid8, ${from.position}::bigint)
        and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, position limit ${most}) within_reach
    order by entries desc limit 1`);
  return reached;
}

interface Row extends Record<string, unknown> {
  readonly lot: LotId;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
  readonly hash: string;
}

const readBetween = (
  tx: Db,
  from: Place,
  reached: Place,
  only: readonly string[] | undefined,
): Promise<Row[]> =>
  tx.execute<Row>(sql`
    select lot_id as lot, seq, (extract(epoch from at) * 1000)::float8 as at, type, body,
      encode(hash, 'hex') as hash
    from lot_event
    where (xid, position) > (${from.xid}::xid8, ${from.position}::bigint)
      and (xid, position) <= (${reached.xid}::xid8, ${reached.position}::bigint)
      ${only === undefined ? sql`` : sql`and type in ${[...only]}`}
    order by xid, position`);

const toEntry = ({ lot, seq, at, type, body, hash }: Row): FollowedEntry => ({
  lot,
  seq,
  at,
  type,
  body,
  hash,
});

/** How many entries each follower has before it, counted up to a thousand: for a metric with an alarm. */
export async function followerLags(db: Db): Promise<{ readonly name: string; readonly entries: number }[]> {
  const rows = await db.execute<{ name: string; entries: number }>(sql`
    select name, (select count(*)::int from (
      select from lot_event e where (e.xid, e.position) > (c.xid, c.position) limit 1000) behind) as entries
    from follower_cursor c order by name`);
  return rows.map(({ name, entries }) => ({ name, entries }));
}
