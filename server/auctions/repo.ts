import { and, arrayContains, asc, count, desc, eq, gt, ilike, lte, or, sql, type SQL } from 'drizzle-orm';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { Phase } from '@reassign/shared/auctions/types.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { add, money } from '@reassign/shared/kernel/money.ts';
import type { Db } from '../platform/db.ts';
import { catalogueLot } from './tables.ts';

export type CatalogueRow = typeof catalogueLot.$inferSelect;

export interface LotFilter {
  readonly phase?: Phase | undefined;
  readonly type?: LotSummary['rights'][number]['type'] | undefined;
  readonly text?: string | undefined;
}

/** Where the page before ended; opaque to clients. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
}

/** Brings rows of lots up to a committed state; an older state changes nothing. */
export async function upsertLots(tx: Db, rows: readonly CatalogueRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(catalogueLot)
    .values([...rows])
    .onConflictDoUpdate({
      target: catalogueLot.lotId,
      set: {
        phase: sql`excluded.phase`,
        priceMinor: sql`excluded.price_minor`,
        leader: sql`excluded.leader`,
        bidCount: sql`excluded.bid_count`,
        closesAt: sql`excluded.closes_at`,
        seq: sql`excluded.seq`,
      },
      setWhere: sql`${catalogueLot.seq} < excluded.seq`,
    });
}

/** Whether any lot takes bids now. */
export const hasOpenLots = async (db: Db, now: Instant): Promise<boolean> => {
  const open = and(eq(catalogueLot.phase, 'open'), gt(catalogueLot.closesAt, now));
  return (await db.select({ lotId: catalogueLot.lotId }).from(catalogueLot).where(open).limit(1)).length > 0;
};

export const countLots = async (db: Db): Promise<number> =>
  (await db.select({ count: count() }).from(catalogueLot))[0]?.count ?? 0;

export const recentLots = async (db: Db, limit: number): Promise<LotId[]> => {
  const rows = await db
    .select({ lotId: catalogueLot.lotId })
    .from(catalogueLot)
    .orderBy(desc(catalogueLot.publishedAt))
    .limit(limit);
  return rows.map((row) => row.lotId as LotId);
};

/** Lots that wait for their opening or their close, due at `until` or before. */
export async function dueLots(db: Db, until: Instant): Promise<LotId[]> {
  const rows = await db
    .select({ lotId: catalogueLot.lotId })
    .from(catalogueLot)
    .where(
      or(
        and(eq(catalogueLot.phase, 'notice'), lte(catalogueLot.opensAt, until)),
        and(eq(catalogueLot.phase, 'open'), lte(catalogueLot.closesAt, until)),
      ),
    );
  return rows.map((row) => row.lotId as LotId);
}

/** Lots that are open at `now`, also those whose opening this table has not heard of yet. */
export const openLots = async (db: Db, now: Instant): Promise<LotId[]> => {
  const opened = and(eq(catalogueLot.phase, 'notice'), lte(catalogueLot.opensAt, now));
  const rows = await db
    .select({ lotId: catalogueLot.lotId })
    .from(catalogueLot)
    .where(or(eq(catalogueLot.phase, 'open'), opened));
  return rows.map((row) => row.lotId as LotId);
};

/** What still runs comes soonest end first; what has ended, latest first; everything, newest notice first. */
export async function listLots(
  db: Db,
  filter: LotFilter,
  after: Cursor | null,
  limit: number,
): Promise<CatalogueRow[]> {
  const running = filter.phase === 'notice' || filter.phase === 'open';
  const key =
    filter.phase === undefined
      ? catalogueLot.publishedAt
      : filter.phase === 'notice'
        ? catalogueLot.opensAt
        : catalogueLot.closesAt;
  const direction = running ? asc : desc;
  const comparison = running ? sql`>` : sql`<`;
  const conditions: (SQL | undefined)[] = [
    filter.phase === undefined ? undefined : eq(catalogueLot.phase, filter.phase),
    filter.type === undefined ? undefined : arrayContains(catalogueLot.rightTypes, [filter.type]),
    filter.text === undefined
      ? undefined
      : ilike(catalogueLot.searchText, `%${escapeLike(filter.text.toLowerCase())}%`),
    after === null
      ? undefined
      : sql`(${key}, ${catalogueLot.lotId}) ${comparison} (${fromInstant(after.at)}::timestamptz, ${after.id}::uuid)`,
  ];
  return db
    .select()
    .from(catalogueLot)
    .where(and(...conditions))
    .orderBy(direction(key), direction(catalogueLot.lotId))
    .limit(limit);
}

/** The instant a page is continued from, for the filter's order. */
export const sortKeyOf = (row: CatalogueRow, filter: LotFilter): Instant =>
  filter.phase === undefined ? row.publishedAt : filter.phase === 'notice' ? row.opensAt : row.closesAt;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** A row as the API shows it. */
export function summaryOfRow(row: CatalogueRow): LotSummary {
  const inCurrency = (minor: number) => money(minor, currency(row.currency));
  const start = inCurrency(row.startMinor);
  const increment = inCurrency(row.incrementMinor);
  const price = row.priceMinor === null ? null : inCurrency(row.priceMinor);
  const asking = price === null ? start : row.phase === 'open' ? add(price, increment) : price;
  return {
    id: row.lotId,
    number: row.number,
    phase: row.phase as Phase,
    stage: row.phase === 'sold' ? 'confirmed' : null,
    title: row.title,
    rights: row.rights,
    bank: row.bank,
    route: row.route,
    round: row.round,
    appraisedValue: inCurrency(row.appraisedMinor),
    start,
    increment,
    deposit: inCurrency(row.depositMinor),
    asking,
    price,
    leader: row.leader,
    bidCount: row.bidCount,
    opensAt: fromInstant(row.opensAt),
    closesAt: fromInstant(row.closesAt),
    seq: row.seq,
  };
}
