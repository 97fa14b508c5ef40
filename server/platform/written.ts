import { sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Bell } from './bell.ts';
import type { Db } from './db.ts';
import type { Pacing } from './pacing.ts';
import { roundsOfWork, type RoundsOfWork } from './rounds-of-work.ts';

/** What was written since the last look, by whichever server. */
export interface Written {
  /** Each lot with its newest entry; one may be told twice. */
  readonly lots: readonly { readonly lot: LotId; readonly seq: number }[];
  /** Where the follower stands that writes what is read beside the logs; `null` before its first batch. */
  readonly place: string | null;
}

const LOOK_EVERY_MS = 1_000;
const REST_MS = 10;
/** A hot lot rings the bell hundreds of times a second; this server knows its own entries without looking. */
const CALM_MS = 100;

type Row = Written & { readonly seen: string } & Record<string, unknown>;

/**
 * Tells this server what any server wrote: every server looks for itself, unlike a follower. Entries that a look could
 * not see yet have the number of a transaction that still ran, so the next look begins there and misses nothing.
 */
export function watchWritten(options: {
  readonly db: Db;
  readonly bell: Pick<Bell, 'onRing'>;
  readonly pacing: Pacing;
  readonly follower: string;
  readonly tell: (written: Written) => void;
  readonly report: (error: unknown) => void;
}): RoundsOfWork {
  const { db, bell, pacing, follower, tell, report } = options;
  let seen: string | null = null;

  async function round(): Promise<boolean> {
    const [look] = await db.execute<Row>(sql`
      select pg_snapshot_xmin(pg_current_snapshot())::text as seen,
        (select xid::text || ' ' || position from follower_cursor where name = ${follower}) as place,
        coalesce((
          select json_agg(json_build_object('lot', lot_id, 'seq', seq))
          from (select lot_id, max(seq) as seq from lot_event where xid >= ${seen}::xid8 group by lot_id) written
        ), '[]') as lots`);
    if (look === undefined) return false;
    ({ seen } = look);
    tell(look);
    return false;
  }

  return roundsOfWork({
    round,
    everyMs: LOOK_EVERY_MS,
    restMs: REST_MS,
    calmMs: CALM_MS,
    bell,
    pacing,
    report,
  });
}
