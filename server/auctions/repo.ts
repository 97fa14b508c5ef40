import { and, count, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { Phase } from '@reassign/shared/auctions/types.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Db } from '../platform/db.ts';
import type { LotDocument, SearchWord } from './catalogue/document.ts';
import { charactersOf } from './catalogue/labels.ts';
import { catalogueBank, catalogueLot, lotSearch, searchWord } from './tables.ts';

export type CatalogueRow = typeof catalogueLot.$inferSelect;

/**
 * One writer for each lot: of two that insert the same new row at once, PostgreSQL may find the number taken before it finds
 * that the lot is there to be updated.
 */
async function lockRows(tx: Db, rows: readonly CatalogueRow[]): Promise<void> {
  // In one order for everybody.
  const ids = rows.map(({ lotId }) => lotId).sort();
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended('catalogue:' || id, 0))
    from unnest(string_to_array(${ids.join(',')}, ',')) as id`);
}

/** Brings rows of lots up to a committed state; an older state changes nothing. */
export async function upsertLots(tx: Db, rows: readonly CatalogueRow[]): Promise<void> {
  if (rows.length === 0) return;
  await lockRows(tx, rows);
  await tx
    .insert(catalogueLot)
    .values([...rows])
    .onConflictDoUpdate({
      target: catalogueLot.lotId,
      set: {
        phase: sql`excluded.phase`,
        stage: sql`excluded.stage`,
        round: sql`excluded.round`,
        startMinor: sql`excluded.start_minor`,
        offer: sql`excluded.offer`,
        course: sql`excluded.course`,
        depositMinor: sql`excluded.deposit_minor`,
        opensAt: sql`excluded.opens_at`,
        priceMinor: sql`excluded.price_minor`,
        askingMinor: sql`excluded.asking_minor`,
        closingOrder: sql`excluded.closing_order`,
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

/** Lots that wait for their opening or their close, due at `until` or before, and those that stand still. */
export async function dueLots(db: Db, until: Instant): Promise<LotId[]> {
  const rows = await db
    .select({ lotId: catalogueLot.lotId })
    .from(catalogueLot)
    .where(
      or(
        and(eq(catalogueLot.phase, 'notice'), lte(catalogueLot.opensAt, until)),
        and(eq(catalogueLot.phase, 'open'), lte(catalogueLot.closesAt, until)),
        // Few, and only their log knows when they have to go on.
        eq(catalogueLot.phase, 'paused'),
        // The same of a runner-up's offer.
        eq(catalogueLot.phase, 'annulled'),
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

/** A row as the API shows it. */
export function summaryOfRow(row: CatalogueRow): LotSummary {
  const inCurrency = (minor: number) => money(minor, currency(row.currency));
  const start = inCurrency(row.startMinor);
  const price = row.priceMinor === null ? null : inCurrency(row.priceMinor);
  return {
    id: row.lotId,
    number: row.number,
    phase: row.phase as Phase,
    stage: row.stage,
    title: row.title,
    rights: row.rights,
    bank: row.bank,
    route: row.route,
    round: row.round,
    appraisedValue: inCurrency(row.appraisedMinor),
    start,
    offer: row.offer,
    course: row.course,
    deposit: inCurrency(row.depositMinor),
    asking: inCurrency(row.askingMinor),
    price,
    leader: row.leader,
    bidCount: row.bidCount,
    opensAt: fromInstant(row.opensAt),
    closesAt: fromInstant(row.closesAt),
    seq: row.seq,
  };
}

/** The labels of those lots that can be found already. */
export async function searchLabels(tx: Db, lotIds: readonly string[]): Promise<Map<string, number[]>> {
  if (lotIds.length === 0) return new Map();
  const found = inArray(lotSearch.lotId, [...lotIds]);
  const rows = await tx
    .select({ lotId: lotSearch.lotId, labels: lotSearch.labels })
    .from(lotSearch)
    .where(found);
  return new Map(rows.map(({ lotId, labels }) => [lotId, labels]));
}

/** The number of the bank, given at its first lot. */
export async function bankNumber(tx: Db, name: string): Promise<number> {
  const known = await tx.select().from(catalogueBank).where(eq(catalogueBank.name, name));
  if (known[0]) return known[0].id;
  await tx.insert(catalogueBank).values({ name }).onConflictDoNothing();
  return bankNumber(tx, name);
}

/** Makes a lot findable. Words of the title count more. */
export async function insertSearch(
  tx: Db,
  { lotId, publishedAt, closingOrder, askingMinor, bidCount, seq }: CatalogueRow,
  labels: number[],
  { title, other, english, lexemes }: LotDocument,
): Promise<void> {
  const array = `{${lexemes.map((lexeme) => `"${lexeme}"`).join(',')}}`;
  await tx
    .insert(lotSearch)
    .values({
      ...{ lotId, labels, publishedAt, closingOrder, askingMinor, bidCount, seq },
      facets: charactersOf(labels),
      document: sql`setweight(to_tsvector('simple', ${title}), 'A') || to_tsvector('simple', ${other})
        || to_tsvector('english', ${english}) || array_to_tsvector(${array}::text[])`,
    })
    .onConflictDoNothing();
}

export async function insertWords(tx: Db, words: readonly SearchWord[]): Promise<void> {
  if (words.length === 0) return;
  await tx
    .insert(searchWord)
    .values([...words])
    .onConflictDoNothing();
}

/** What moves while a lot is sold. An older state changes nothing. */
export async function updateSearch(
  tx: Db,
  { lotId, closingOrder, askingMinor, bidCount, seq }: CatalogueRow,
  labels: number[],
): Promise<void> {
  await tx
    .update(lotSearch)
    .set({ labels, facets: charactersOf(labels), closingOrder, askingMinor, bidCount, seq })
    .where(and(eq(lotSearch.lotId, lotId), lt(lotSearch.seq, seq)));
}

/** Lots of the list that cannot be found yet, those of before there was a search; in the order of their ids. */
export async function unsearchable(db: Db, after: LotId | null, limit: number): Promise<LotId[]> {
  const rows = await db
    .select({ lotId: catalogueLot.lotId })
    .from(catalogueLot)
    .leftJoin(lotSearch, eq(lotSearch.lotId, catalogueLot.lotId))
    .where(and(isNull(lotSearch.lotId), after === null ? undefined : gt(catalogueLot.lotId, after)))
    .orderBy(catalogueLot.lotId)
    .limit(limit);
  return rows.map((row) => row.lotId as LotId);
}
