import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import type { LotSort } from '@reassign/shared/auctions/search.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../../platform/db.ts';
import type { CatalogueRow } from '../repo.ts';
import { catalogueBank, catalogueLot, lotSearch } from '../tables.ts';
import type { PageEnd } from './cursor.ts';
import { countCharacters } from './labels.ts';

/*
 * Searching a million lots: words and labels are looked up together in one index, no more than some ten thousand hits
 * are looked at, and a page of very many hits is read from the sorted list.
 */

/** What a lot must have one of: labels, and for what ends soon also an end between two moments. */
export interface Condition {
  readonly labels: readonly number[];
  readonly ends?: readonly [Instant, Instant];
}

/** What lots are looked for. */
export interface Wish {
  /** `tsquery`. */
  readonly query: string | null;
  readonly conditions: readonly Condition[];
}

/** And how they are reached: in the index, or one lot checked after the other, the newest first. */
export interface Access extends Wish {
  readonly isLookedUp: boolean;
}

const array = (labels: readonly number[]): SQL => sql`${`{${labels.join(',')}}`}::int[]`;
const has = ({ labels }: Condition): SQL => sql`${lotSearch.labels} && ${array(labels)}`;
const endsBetween = ({ ends }: Condition): SQL =>
  ends === undefined ? sql`true` : sql`${lotSearch.closingOrder} between ${ends[0]} and ${ends[1]}`;
const all = (conditions: readonly SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `);

export const conditionsOf = ({ query, conditions }: Wish): SQL =>
  all([
    ...(query === null ? [] : [sql`${lotSearch.document} @@ ${query}::tsquery`]),
    ...conditions.map((condition) => sql`${has(condition)} and ${endsBetween(condition)}`),
  ]);

/** For the statements of one search: plans that do not depend on an estimate, and room for a bitmap of every lot. */
export async function prepareSearch(tx: Db): Promise<void> {
  await tx.execute(sql`
    select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true),
      set_config('work_mem', '32MB', true), set_config('max_parallel_workers_per_gather', '0', true)`);
}

/** Rows that are looked at to learn how common a condition is. */
const SAMPLED = 600;

/** The share of lots that fulfil each wish, by a few blocks of the table; always the same ones. */
export async function shares(tx: Db, wishes: readonly Wish[]): Promise<number[]> {
  const counts = wishes.map((wish) => sql`count(*) filter (where ${conditionsOf(wish)})::int`);
  const [row] = await tx.execute<{ sampled: number; counts: number[] }>(sql`
    select count(*)::int as sampled, array[${sql.join(counts, sql`, `)}] as counts
    from lot_search tablesample system ((
      select least(100, 100 * ${SAMPLED} / greatest(reltuples, 1)) from pg_class where oid = 'lot_search'::regclass
    )) repeatable (1)`);
  const sampled = row?.sampled ?? 0;
  return wishes.map((_, index) => (sampled === 0 ? 0 : (row?.counts[index] ?? 0) / sampled));
}

export interface Hits {
  readonly count: number;
  /** How many hits have each label, the days left out. */
  readonly labels: ReadonlyMap<number, number>;
  /** When those end that still run and end soon. */
  readonly ends: readonly number[];
  /** The lots of the page that was asked for, when all hits were looked at. */
  readonly page: readonly string[];
}

export interface Counting {
  readonly most: number;
  /** Ends are told up to here. */
  readonly soon: readonly [Instant, Instant];
  /** Without it, hits are counted alone. */
  readonly labels: boolean;
  /** A page of the hits comes along: they are looked at anyway. */
  readonly paging: Paging | null;
}

/** Lots that are checked before the hits are looked up after all: common, but not among the new ones. */
const CHECKED = 80_000;

/** The newest lots, as many as are checked one after the other. */
export const newestLots = (since: SQL = sql`true`): SQL => sql`
  (select * from ${lotSearch} where ${since} order by published_at desc, lot_id desc limit ${CHECKED}) as lot_search`;

/** What hits are taken from, for `from`. */
export const hitsOf = (access: Access): SQL =>
  sql`${access.isLookedUp ? sql`${lotSearch}` : newestLots()} where ${conditionsOf(access)}`;

/** Counts at most so many hits. */
export async function countHits(tx: Db, access: Access, counting: Counting): Promise<Hits> {
  const { most, soon, labels, paging } = counting;
  const counted = labels
    ? sql`string_agg(facets, '') as facets, string_agg(closing_order::text, ' ')
        filter (where closing_order between ${soon[0]} and ${soon[1]}) as ends`
    : sql`null as facets, null as ends`;
  const page = paging
    ? sql`(select string_agg(lot_id::text, ' ' order by place) from (
        select lot_id, row_number() over (order by ${directed(orders[paging.sort])}) as place from hits
        where ${afterEnd(paging, sql`0::real`)} order by place limit ${paging.limit}) page)`
    : sql`null`;
  const key = sql.identifier(orders[paging?.sort ?? 'closing'].column);
  const [row] = await tx.execute<CountedRow>(sql`
    with hits as materialized (
      select lot_id, facets, closing_order${paging && orders[paging.sort].column !== 'closing_order' ? sql`, ${key}` : sql``}
      from ${hitsOf(access)} limit ${most}
    )
    select count(*)::int as count, ${counted}, ${page} as page from hits`);
  if (!access.isLookedUp && (row?.count ?? 0) < most)
    return countHits(tx, { ...access, isLookedUp: true }, counting);
  return {
    count: row?.count ?? 0,
    labels: countCharacters(row?.facets ?? ''),
    ends: row?.ends?.split(' ').map(Number) ?? [],
    page: row?.page?.split(' ') ?? [],
  };
}

type CountedRow = { count: number } & Record<'facets' | 'ends' | 'page', string | null>;

/** The list's rows of a page that came with its count. */
export const rowsOfPage = (tx: Db, paging: Paging, { page }: Hits): Promise<FoundLot[]> =>
  page.length === 0
    ? Promise.resolve([])
    : rowsOf(
        tx,
        paging,
        sql`select id::uuid as lot_id, 0 as rank, place from unnest(${`{${page.join(',')}}`}::text[])
          with ordinality page (id, place)`,
      );

interface Order {
  readonly column: 'closing_order' | 'published_at' | 'asking_minor' | 'bid_count';
  readonly isDescending?: true;
}

const orders: Readonly<Record<LotSort, Order>> = {
  relevance: { column: 'closing_order' },
  closing: { column: 'closing_order' },
  newest: { column: 'published_at', isDescending: true },
  'price-up': { column: 'asking_minor' },
  'price-down': { column: 'asking_minor', isDescending: true },
  bids: { column: 'bid_count', isDescending: true },
};

const keyOf = (row: CatalogueRow, sort: LotSort): number => {
  switch (orders[sort].column) {
    case 'closing_order':
      return row.closingOrder;
    case 'published_at':
      return row.publishedAt;
    case 'asking_minor':
      return row.askingMinor;
    case 'bid_count':
      return row.bidCount;
  }
};

export interface Paging {
  readonly sort: LotSort;
  /** Best matches first: only where there are few. */
  readonly isRanked: boolean;
  readonly after: PageEnd | null;
  readonly limit: number;
}

export interface FoundLot {
  readonly row: CatalogueRow;
  readonly end: PageEnd;
}

const directed = ({ column, isDescending }: Order): SQL => {
  const direction = isDescending ? sql`desc` : sql`asc`;
  return sql`${sql.identifier(column)} ${direction}, lot_id ${direction}`;
};

function afterEnd({ sort, isRanked, after }: Paging, rank: SQL): SQL {
  if (after === null) return sql`true`;
  const { column, isDescending } = orders[sort];
  const [first = '', second = ''] = after.keys;
  if (isRanked)
    return sql`(${rank}, closing_order, lot_id) > (${first}::real, ${second}::bigint, ${after.lotId}::uuid)`;
  const key =
    column === 'published_at'
      ? sql`${fromInstant(instant(Number(first)))}::timestamptz`
      : sql`${first}::bigint`;
  const comparison = isDescending ? sql`<` : sql`>`;
  return sql`(${sql.identifier(column)}, lot_id) ${comparison} (${key}, ${after.lotId}::uuid)`;
}

/** A page of few hits: they are collected, then sorted. */
export async function pageOfHits(tx: Db, wish: Wish, paging: Paging): Promise<FoundLot[]> {
  const { sort, isRanked, limit } = paging;
  const rank = isRanked ? sql`(-ts_rank(document, ${wish.query}::tsquery))` : sql`0::real`;
  const sorted = isRanked ? sql`rank, closing_order, lot_id` : directed(orders[sort]);
  const column = sql.identifier(orders[sort].column);
  return rowsOf(
    tx,
    paging,
    sql`select lot_id, rank, row_number() over (order by ${sorted}) as place
      from (select lot_id, ${rank} as rank, ${column} from ${lotSearch}
        where ${conditionsOf(wish)} and ${afterEnd(paging, rank)}
        order by ${sorted} limit ${limit}) sorted`,
  );
}

/** The list's rows of the lots that were found, in their order. */
async function rowsOf(tx: Db, { sort, isRanked }: Paging, found: SQL): Promise<FoundLot[]> {
  const rows = await tx
    .select({ ...getTableColumns(catalogueLot), rank: sql<number>`found.rank` })
    .from(sql`(${found}) found`)
    .innerJoin(catalogueLot, sql`${catalogueLot.lotId} = found.lot_id`)
    .orderBy(sql`found.place`);
  return rows.map(({ rank, ...row }) => {
    const keys = [...(isRanked ? [String(rank)] : []), String(keyOf(row, sort))];
    return { row, end: { keys, lotId: row.lotId } };
  });
}

/** Rows of the list that are looked at for one page before it is sorted after all. */
const LOOKED_THROUGH = 20_000;

/** What is known of the hits' own order: the list need not be looked through from its beginning. */
export interface Stretch {
  readonly closing?: readonly [number, number];
  readonly phases?: readonly string[];
  readonly asking?: readonly [number, number];
  readonly bids?: readonly [number, number];
}

/** A page of many hits: the list is looked through in its order. `null` when that took too long. */
export async function pageOfList(
  tx: Db,
  wish: Wish,
  paging: Paging,
  { closing, phases, asking, bids }: Stretch,
): Promise<FoundLot[] | null> {
  const { sort, limit } = paging;
  const order = orders[sort];
  const between = (column: SQL, range: readonly [number, number] | undefined): SQL[] =>
    range === undefined ? [] : [sql`${column} between ${range[0]}::bigint and ${range[1]}::bigint`];
  const stretch = all([
    ...between(sql`closing_order`, closing),
    ...between(sql`asking_minor`, asking),
    ...between(sql`bid_count`, bids),
    ...(phases === undefined ? [] : [sql`phase = any(${`{${phases.join(',')}}`}::text[])`]),
    afterEnd(paging, sql`0`),
  ]);
  const key = sql.identifier(order.column);
  const sorted = directed(order);
  const found = await rowsOf(
    tx,
    paging,
    sql`select lot_id, 0 as rank, row_number() over (order by ${sorted}) as place from (
      select l.lot_id, l.${key} from (
        select lot_id, ${key} from ${catalogueLot} where ${stretch} order by ${sorted} limit ${LOOKED_THROUGH}
      ) l cross join lateral (
        select from ${lotSearch} where ${lotSearch.lotId} = l.lot_id and ${conditionsOf(wish)} offset 0
      ) s order by ${sorted} limit ${limit}
    ) sorted`,
  );
  return found.length < limit ? null : found;
}

/** Whether any lot at all has these words and numbers. */
export async function isAnywhere(tx: Db, query: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from ${lotSearch} where ${lotSearch.document} @@ ${query}::tsquery limit 1`);
  return rows.length > 0;
}

export const listBanks = (db: Db): Promise<{ id: number; name: string }[]> => db.select().from(catalogueBank);
