import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LotParameters, toLotSearch } from '@reassign/shared/auctions/search.ts';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { createCatalogue } from '../../../server/auctions/catalogue/service.ts';
import { insertSearch, listSearches } from '../../../server/auctions/saved-searches/repo.ts';
import { type House, openHouse } from '../../support/house.ts';

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

const newUser = (): Promise<UserId> =>
  house.modules.accounts.seed.createUser({ name: '某人', email: `${randomUUID()}@nowhere.example` });
const rowOf = (userId: UserId, query: string) => {
  const now = house.clock.now();
  return { id: randomUUID(), userId, name: 'x', query, createdAt: now, seenAt: now };
};

describe('the table of saved searches', () => {
  it('holds each query of a person once, however long it is', async () => {
    const { db } = house.admin;
    const [one, other] = [await newUser(), await newUser()];
    const long = `q=${randomUUID().repeat(200)}`;
    await insertSearch(db, rowOf(one, long));
    await insertSearch(db, rowOf(one, `${long}a`));
    await insertSearch(db, rowOf(other, long));
    await expect(insertSearch(db, rowOf(one, long))).rejects.toMatchObject({ cause: { code: '23505' } });
  });

  it('loses those of an account that goes', async () => {
    const { db, sql } = house.admin;
    const one = await newUser();
    await insertSearch(db, rowOf(one, 'phase=open'));
    await sql`delete from "user" where id = ${one}`;
    expect(await listSearches(db, one)).toEqual([]);
  });
});

/** So many lots more like the first, one published a minute after it or after `from`, the next one two minutes … */
async function multiply(count: number, from = 0): Promise<void> {
  await house.admin.sql`
    insert into lot_search
    select gen_random_uuid(), document, labels, facets, published_at + (${from} + n) * interval '1 minute', closing_order,
      asking_minor, bid_count, seq
    from lot_search, generate_series(1, ${count}) n where lot_id = ${lotId}`;
  await house.admin.sql`analyze lot_search`;
}

/** Of which the words are rare among the others. */
async function addOthers(count: number): Promise<void> {
  await house.admin.sql`
    insert into lot_search
    select gen_random_uuid(), 'nothing'::tsvector, '{}', '', published_at - n * interval '1 minute', closing_order,
      asking_minor, bid_count, seq
    from lot_search, generate_series(1, ${count}) n where lot_id = ${lotId}`;
  await house.admin.sql`analyze lot_search`;
}

async function publishedAt(): Promise<Instant> {
  const [row] = await house.admin.sql<[{ at: string }]>`
    select (extract(epoch from published_at) * 1000)::bigint as at from lot_search where lot_id = ${lotId}`;
  return instant(Number(row.at));
}

async function matches(parameters: LotParameters, since: Instant) {
  const watched = [{ search: toLotSearch(parameters), since }];
  const [counted] = await house.modules.auctions.catalogue.countMatches(watched);
  return [counted?.all.count, counted?.all.isCapped, counted?.fresh.count, counted?.fresh.isCapped];
}

describe('lots that match a saved search', () => {
  it('are new from the millisecond after the search was seen', async () => {
    const at = await publishedAt();
    expect(await matches({ q: '隔膜' }, at)).toEqual([1, false, 0, false]);
    expect(await matches({ q: '隔膜' }, later(at, -1))).toEqual([1, false, 1, false]);
  });

  describe('when they are very many', () => {
    let first: Instant;
    beforeAll(async () => {
      await house.admin.sql`set statement_timeout = 0`;
      first = await publishedAt();
      await multiply(9_999);
    }, 60_000);

    it('are counted exactly up to 10,000', async () => {
      expect(await matches({ q: '隔膜' }, later(first, -1))).toEqual([10_000, false, 10_000, false]);
    });

    it('and are 10,000 and more from there on, the new ones still exact', async () => {
      await multiply(1);
      expect(await matches({ q: '隔膜' }, later(first, -1))).toEqual([10_000, true, 10_000, true]);
      expect(await matches({ q: '隔膜' }, later(first, 9_990 * MINUTE))).toEqual([10_000, true, 9, false]);
      expect(await matches({}, later(first, 9_990 * MINUTE))).toEqual([10_000, true, 9, false]);
    });

    it('also when they are looked up, because most lots are others', async () => {
      await addOthers(60_000);
      await multiply(1, 20_000);
      expect(await matches({ q: '隔膜' }, later(first, 9_990 * MINUTE))).toEqual([10_000, true, 10, false]);
    }, 60_000);
  });

  it('are left out when there is no time to count them', async () => {
    let at = 0;
    // Each look at the clock is a second later.
    const catalogue = createCatalogue(house.admin.db, {
      now: () => house.clock.now(),
      monotonic: () => (at += 1_000),
    });
    const watched = ['隔膜', '电池', '茶具'].map((q) => ({
      search: toLotSearch({ q }),
      since: house.clock.now(),
    }));
    const counted = await catalogue.countMatches(watched);
    expect(counted).toEqual([null, null, null]);
  });
});
