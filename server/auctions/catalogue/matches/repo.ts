import { sql } from 'drizzle-orm';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../../platform/db.ts';
import { type Access, conditionsOf, hitsOf, newestLots } from '../repo.ts';

/** How many lots match, and how many of them were published after a moment: each at most what was asked for. */
export interface Hits {
  readonly all: number;
  readonly fresh: number;
}

export async function countSince(tx: Db, access: Access, since: Instant, most: number): Promise<Hits> {
  const isFresh = sql`published_at > ${fromInstant(since)}::timestamptz`;
  const [row] = await tx.execute<Hits & Record<string, unknown>>(sql`
    with hits as materialized (select published_at from ${hitsOf(access)} limit ${most})
    select count(*)::int as all, count(*) filter (where ${isFresh})::int as fresh from hits`);
  const { all, fresh } = row ?? { all: 0, fresh: 0 };
  if (all < most)
    return access.isLookedUp ? { all, fresh } : countSince(tx, { ...access, isLookedUp: true }, since, most);
  // Going through the newest lots met every new one. Hits that were looked up are any of many: the new ones are counted apart.
  if (!access.isLookedUp) return { all, fresh };
  const [newest] = await tx.execute<{ fresh: number }>(sql`
    select count(*)::int as fresh
    from (select from ${newestLots(isFresh)} where ${conditionsOf(access)} limit ${most}) hits`);
  return { all, fresh: newest?.fresh ?? 0 };
}
