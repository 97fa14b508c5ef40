import { sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
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

/** `about` names the follower, and the lot when it is one lot's fault. */
export type ReportFollower = (error: unknown, about: string) => void;

const about = ({ name }: Follower, lot: LotId): string => `${name}, lot ${lot}`;

/** Handles a batch lot by lot, each in a savepoint: one that cannot be handled is parked, with all its later entries. */
export const handleApart =
  (follower: Follower, report: ReportFollower): Follower['handle'] =>
  async (tx, entries: readonly FollowedEntry[]) => {
    for (const [lot, own] of Map.groupBy(entries, (entry) => entry.lot)) {
      try {
        await tx.transaction((savepoint) => follower.handle(savepoint, own as never[]));
      } catch (error) {
        report(error, about(follower, lot));
        await tx.execute(sql`
          insert into follower_parked (name, lot_id, seq) values (${follower.name}, ${lot}, ${own[0]?.seq ?? 1})`);
      }
    }
  };

/** Tries the parked lots again, one by one: what works goes on with the others from then on. */
export async function retryParked(db: Db, follower: Follower, report: ReportFollower): Promise<void> {
  const parked = await db.execute<{ lot: LotId }>(sql`
    select lot_id as lot from follower_parked where name = ${follower.name} order by lot_id limit 100`);
  for (const { lot } of parked) {
    await db
      .transaction((tx) => retry(tx, follower, lot))
      .then(() => follower.handled?.())
      .catch((error: unknown) => {
        report(error, about(follower, lot));
      });
  }
}

async function retry(tx: Db, { name, only, handle }: Follower, lot: LotId): Promise<void> {
  // While its cursor is locked the follower stands still: no entry is passed over, and none is told twice.
  const [cursor] = await tx.execute<Place>(sql`
    select xid::text, position::text from follower_cursor where name = ${name} for update`);
  const [parked] = await tx.execute<{ seq: number }>(sql`
    delete from follower_parked where name = ${name} and lot_id = ${lot} returning seq`);
  if (cursor === undefined || parked === undefined) return;
  const rows = await tx.execute<EntryRow>(sql`
    select ${entryColumns}
    from lot_event
    where lot_id = ${lot} and seq >= ${parked.seq}
      and (xid, position) <= (${cursor.xid}::xid8, ${cursor.position}::bigint)
      ${amongTypes(only)}
    order by seq`);
  if (rows.length > 0) await handle(tx, rows.map(toEntry) as never[]);
}
