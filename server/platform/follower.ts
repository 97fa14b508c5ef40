import { sql } from 'drizzle-orm';
import type { Bell } from './bell.ts';
import type { Db } from './db.ts';
import {
  amongTypes,
  entryColumns,
  type EntryRow,
  type FollowedEntry,
  type Follower,
  type Place,
  toEntry,
} from './followed-entry.ts';
import { handleApart, type ReportFollower, retryParked } from './parked.ts';
import type { Pacing } from './pacing.ts';
import { roundsOfWork, type RoundsOfWork } from './rounds-of-work.ts';

export type { FollowedEntry, Follower };
export { retryParked };

export interface FollowOptions {
  readonly db: Db;
  readonly bell: Pick<Bell, 'onRing'>;
  readonly pacing: Pacing;
  readonly report: ReportFollower;
}

/** A write transaction stays below two seconds, because it holds up everybody who follows. */
const BATCH = 200;
const PASSED_OVER = 5_000;
const LOOK_EVERY_MS = 1_000;
const REST_MS = 10;
/** A hot lot rings the bell hundreds of times a second; ten looks are enough. */
const CALM_MS = 100;
const RETRY_PARKED_EVERY_MS = 60_000;

/** Runs a follower until stopped. Any number of servers may: one of them works, the others find its cursor locked. */
export function runFollower(follower: Follower, options: FollowOptions): RoundsOfWork {
  const { db, bell, pacing, report } = options;
  let retryAt = pacing.now();

  async function round(): Promise<boolean> {
    if (pacing.now() >= retryAt) {
      retryAt = pacing.now() + RETRY_PARKED_EVERY_MS;
      await retryParked(db, follower, report);
    }
    return followOrPark(db, follower, report);
  }

  return roundsOfWork({
    round,
    everyMs: LOOK_EVERY_MS,
    restMs: REST_MS,
    calmMs: CALM_MS,
    bell,
    pacing,
    report: (error) => {
      report(error, follower.name);
    },
  });
}

const NOTHING = { isMore: false, isHandled: false };

/** One batch; answers whether there may be more. Looks first: a follower with nothing to do writes nothing. */
export async function followOnce(db: Db, follower: Follower): Promise<boolean> {
  const { name, only, handle, handled } = follower;
  if (!(await hasMore(db, name))) return false;
  const { isMore, isHandled } = await db.transaction(async (tx) => {
    const [cursor] = await tx.execute<Place>(sql`
      select xid::text, position from follower_cursor where name = ${name} for update skip locked`);
    if (cursor === undefined) return NOTHING;
    const most = only === undefined ? BATCH : PASSED_OVER;
    const reached = await reachFrom(tx, cursor, most);
    if (reached === undefined) return NOTHING;
    const rows = await readBetween(tx, cursor, reached, follower);
    if (rows.length > 0) await handle(tx, rows.map(toEntry) as never[]);
    await tx.execute(sql`
      update follower_cursor set xid = ${reached.xid}::xid8, position = ${reached.position} where name = ${name}`);
    return { isMore: reached.entries === most, isHandled: rows.length > 0 };
  });
  if (isHandled) handled?.();
  return isMore;
}

/**
 * The same, but one lot that cannot be handled does not stop the others. A fault of the moment does not come again
 * when the batch is handled lot by lot; one that does is reported with its lot.
 */
export const followOrPark = (db: Db, follower: Follower, report: ReportFollower): Promise<boolean> =>
  followOnce(db, follower).catch(() =>
    followOnce(db, { ...follower, handle: handleApart(follower, report) }),
  );

/** Until nothing is left; what a transaction that still runs holds back is looked for again. */
export async function followToEnd(db: Db, follower: Follower, report: ReportFollower): Promise<void> {
  while ((await followOrPark(db, follower, report)) || (await hasMore(db, follower.name))) continue;
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

const readBetween = (tx: Db, from: Place, reached: Place, { name, only }: Follower): Promise<EntryRow[]> =>
  tx.execute<EntryRow>(sql`
    select ${entryColumns}
    from lot_event
    where (xid, position) > (${from.xid}::xid8, ${from.position}::bigint)
      and (xid, position) <= (${reached.xid}::xid8, ${reached.position}::bigint)
      ${amongTypes(only)}
      and not exists (select from follower_parked p where p.name = ${name} and p.lot_id = lot_event.lot_id)
    order by xid, position`);

export interface FollowerLag {
  readonly name: string;
  readonly entries: number;
  readonly parked: number;
}

/** Entries each follower has before it, counted up to a thousand, and lots it could not handle: metrics with an alarm. */
export async function followerLags(db: Db): Promise<FollowerLag[]> {
  const rows = await db.execute<FollowerLag & Record<string, unknown>>(sql`
    select name, (select count(*)::int from (
      select from lot_event e where (e.xid, e.position) > (c.xid, c.position) limit 1000) behind) as entries,
      (select count(*)::int from follower_parked p where p.name = c.name) as parked
    from follower_cursor c order by name`);
  return rows.map(({ name, entries, parked }) => ({ name, entries, parked }));
}
