import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotList } from '@reassign/shared/auctions/api.ts';
import { lotSorts, toLotSearch, type LotParameters } from '@reassign/shared/auctions/search.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { fillSearch } from '../../../server/auctions/catalogue/indexing.ts';
import { type House, openHouse, opensAt } from '../../support/house.ts';
import { realPacing } from '../../../server/platform/pacing.ts';

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  await house.followed();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

async function list(parameters: LotParameters, cursor?: string): Promise<LotList> {
  const found = await house.modules.auctions.catalogue.list(toLotSearch(parameters), {
    cursor,
    facets: true,
  });
  if ('refusal' in found) throw new Error(found.refusal);
  return found;
}

/** So many more lots, alike but for number, price and end. */
async function multiply(count: number): Promise<void> {
  const { sql } = house.admin;
  await sql`
    insert into catalogue_lot
    select made.* from catalogue_lot l, generate_series(1, ${count}) n, lateral jsonb_populate_record(l, jsonb_build_object(
      'lot_id', gen_random_uuid(), 'number', 'M-' || n, 'asking_minor', l.asking_minor + n % 7,
      'closing_order', l.closing_order + n % 11, 'published_at', l.published_at + n % 5 * interval '1 minute',
      'bid_count', n % 3)) made
    where l.lot_id = ${lotId}`;
  await sql`
    insert into lot_search
    select c.lot_id, s.document, s.labels, s.facets, c.published_at, c.closing_order, c.asking_minor, c.bid_count, 1
    from lot_search s, catalogue_lot c where s.lot_id = ${lotId} and c.number like 'M-%'
    on conflict do nothing`;
}

const sortKeys = {
  relevance: 'closing_order',
  closing: 'closing_order',
  newest: 'published_at desc',
  'price-up': 'asking_minor',
  'price-down': 'asking_minor desc',
  bids: 'bid_count desc',
} as const;

async function walk(parameters: LotParameters): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await list(parameters, cursor);
    seen.push(...items.map(({ id }) => id));
    if (nextCursor === null || seen.length > 200) return seen;
    cursor = nextCursor;
  }
}

describe('what lots are found by', () => {
  it('is filled in for lots of before there was a search', async () => {
    await house.admin.sql`delete from lot_search`;
    expect((await list({})).total.count).toBe(0);
    const refresh = (id: LotId): Promise<void> => house.modules.auctions.refreshCatalogue(id);
    const { db } = house.admin;
    const stop = fillSearch({ db, pacing: realPacing, refresh, report: (error) => house.faults.push(error) });
    await stop();
    expect((await list({ q: '隔膜' })).items.map(({ id }) => id)).toEqual([lotId]);
  });

  it('moves with the lot, its words and lasting labels staying', async () => {
    const before = await list({ q: '隔膜', phase: 'notice', type: 'patent' });
    expect(before.total.count).toBe(1);
    await house.moveTo(opensAt);
    expect((await list({ q: '隔膜', phase: 'notice' })).total.count).toBe(0);
    expect((await list({ q: '隔膜', phase: 'open', type: 'patent', within: '24h' })).total.count).toBe(1);
  });

  it('is updated in place by a bid that stays in its band', async () => {
    for (const step of [1, -1])
      await house.admin.sql`
        update lot_search set asking_minor = asking_minor + ${step}, bid_count = bid_count + ${step}
        where lot_id = ${lotId}`;
    await house.admin.sql`select pg_stat_force_next_flush()`;
    const [stat] = await house.admin.sql<{ hot: number }[]>`
      select n_tup_hot_upd::int as hot from pg_stat_user_tables where relname = 'lot_search'`;
    expect(stat?.hot).toBeGreaterThan(0);
  });
});

describe('a long list', () => {
  beforeAll(() => multiply(60));

  it.each(lotSorts)('ordered by %s is walked through, each lot once and in its order', async (sort) => {
    const seen = await walk({ q: '隔膜', sort });
    const key = sortKeys[sort];
    const rows = await house.admin.sql.unsafe<{ lot_id: string }[]>(
      `select lot_id from catalogue_lot order by ${key}, lot_id ${key.endsWith('desc') ? 'desc' : ''}`,
    );
    if (sort === 'relevance') expect(seen.toSorted()).toEqual(rows.map(({ lot_id: id }) => id).toSorted());
    else expect(seen).toEqual(rows.map(({ lot_id: id }) => id));
  });

  it('refuses a cursor of another search', async () => {
    const { nextCursor } = await list({ q: '隔膜' });
    await expect(list({ q: '隔膜', sort: 'bids' }, nextCursor ?? '')).rejects.toThrow('foreign-cursor');
  });
});

describe('very many hits', () => {
  beforeAll(async () => {
    await house.admin.sql`set statement_timeout = 0`;
    await house.admin.sql`delete from catalogue_lot where number like 'M-%'`;
    await house.admin.sql`delete from lot_search where lot_id <> ${lotId}`;
    await multiply(9_999);
    await house.admin.sql`analyze lot_search`;
  }, 60_000);

  it('are counted exactly up to 10,000', async () => {
    const { total, facets } = await list({ q: '隔膜' });
    expect(total).toEqual({ count: 10_000, isCapped: false });
    expect(facets?.find(({ group }) => group === 'type')).toEqual({
      group: 'type',
      isCapped: false,
      values: [{ value: 'patent', count: 10_000 }],
    });
  });

  it.each(lotSorts)('and are 10,000 and more from there on, a page of them ordered by %s', async (sort) => {
    await house.admin.sql`
      insert into lot_search select gen_random_uuid(), document, labels, facets, published_at, closing_order,
      asking_minor, bid_count, seq from lot_search where lot_id = ${lotId} and ${sort === 'relevance'}`;
    const { total, items, nextCursor } = await list({ q: '隔膜', type: 'patent', sort });
    expect(total).toEqual({ count: 10_000, isCapped: true });
    expect(items).toHaveLength(24);
    expect(nextCursor).not.toBeNull();
  });
});
