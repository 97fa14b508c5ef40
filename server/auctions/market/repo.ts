import { and, arrayContains, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Figures } from '@reassign/shared/auctions/market.ts';
import type { RightType } from '@reassign/shared/auctions/search.ts';
import { phases } from '@reassign/shared/auctions/types.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { boundsOf, type Month } from '@reassign/shared/kernel/month.ts';
import type { Db } from '../../platform/db.ts';
import type { CatalogueRow } from '../repo.ts';
import { catalogueLot } from '../tables.ts';

export interface ResultFilter {
  readonly type?: RightType | undefined;
  readonly month?: Month | undefined;
  readonly outcome?: 'sold' | 'unsold' | undefined;
}

/** Where the page before ended. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
}

const { closesAt, opensAt, lotId, phase, publishedAt } = catalogueLot;

function matching({ type, month, outcome }: ResultFilter): SQL | undefined {
  const bounds = month === undefined ? undefined : boundsOf(month);
  return and(
    outcome === undefined ? inArray(phase, ['sold', 'unsold']) : eq(phase, outcome),
    type === undefined ? undefined : arrayContains(catalogueLot.rightTypes, [type]),
    bounds && gte(closesAt, bounds.from),
    bounds && lt(closesAt, bounds.until),
  );
}

/** Ended lots, latest end first. */
export const listResults = (
  db: Db,
  filter: ResultFilter,
  after: Cursor | null,
  limit: number,
): Promise<CatalogueRow[]> =>
  db
    .select()
    .from(catalogueLot)
    .where(
      and(
        matching(filter),
        after === null
          ? undefined
          : sql`(${closesAt}, ${lotId}) < (${fromInstant(after.at)}::timestamptz, ${after.id}::uuid)`,
      ),
    )
    .orderBy(desc(closesAt), desc(lotId))
    .limit(limit);

const isSold = sql`${phase} = 'sold'`;
const median = (whole: AnyPgColumn) =>
  sql<number | null>`round(10000 * percentile_cont(0.5) within group (
    order by ${catalogueLot.priceMinor}::float8 / nullif(${whole}, 0)) filter (where ${isSold}))::int`;

const figures = {
  sold: sql<number>`(count(*) filter (where ${isSold}))::int`,
  unsold: sql<number>`(count(*) filter (where not (${isSold})))::int`,
  toAppraisalBps: median(catalogueLot.appraisedMinor),
  toStartBps: median(catalogueLot.startMinor),
  turnoverFen: sql<number>`coalesce(sum(${catalogueLot.priceMinor})
    filter (where ${isSold} and ${catalogueLot.currency} = 'CNY'), 0)`.mapWith(Number),
};

export async function figuresOf(db: Db, filter: ResultFilter): Promise<Figures> {
  const [row] = await db.select(figures).from(catalogueLot).where(matching(filter));
  return row ?? { sold: 0, unsold: 0, toAppraisalBps: null, toStartBps: null, turnoverFen: 0 };
}

/** The latest `limit` months in which a lot ended, oldest first. */
export async function figuresByMonth(
  db: Db,
  filter: ResultFilter,
  limit: number,
): Promise<(Figures & { month: string })[]> {
  const month = sql<string>`to_char(${closesAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`;
  const rows = await db
    .select({ month, ...figures })
    .from(catalogueLot)
    .where(matching(filter))
    .groupBy(sql`1`)
    .orderBy(sql`1 desc`)
    .limit(limit);
  return rows.toReversed();
}

/** Lots that open, or close, within the time given; one more than `limit` says that there are more. */
export function lotsWithin(
  db: Db,
  what: 'opens' | 'closes',
  { from, until }: { readonly from: Instant; readonly until: Instant },
  limit: number,
): Promise<CatalogueRow[]> {
  const at = what === 'opens' ? opensAt : closesAt;
  // All phases, named: the indexes begin with the phase.
  const within = and(inArray(phase, [...phases]), gte(at, from), lt(at, until));
  return db.select().from(catalogueLot).where(within).orderBy(at, lotId).limit(limit);
}

export const newestLots = (db: Db, limit: number): Promise<CatalogueRow[]> =>
  db.select().from(catalogueLot).orderBy(desc(publishedAt), desc(lotId)).limit(limit);

export const findRow = async (db: Db, id: string): Promise<CatalogueRow | null> =>
  (await db.select().from(catalogueLot).where(eq(lotId, id)))[0] ?? null;

/** Ids in the order in which lots were made: part `part` of the sitemap, from 0. */
export async function lotIds(db: Db, part: number, size: number): Promise<string[]> {
  const rows = await db
    .select({ lotId })
    .from(catalogueLot)
    .orderBy(lotId)
    .limit(size)
    .offset(part * size);
  return rows.map((row) => row.lotId);
}

export const countLots = (db: Db): Promise<number> => db.$count(catalogueLot);
