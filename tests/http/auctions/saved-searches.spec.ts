import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ListedSearch, SavedSearchView } from '@reassign/shared/auctions/saved-search-api.ts';
import { MOST_SAVED_SEARCHES } from '@reassign/shared/auctions/saved-search.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import { type House, openHouse, type Person } from '../../support/house.ts';

const path = '/api/v1/saved-searches';

let house: House;
let one: Person;
let other: Person;
beforeAll(async () => {
  house = await openHouse();
  [one, other] = house.agencies;
  await house.publishLot({ title: '一种虚构的烘干塔' });
  await house.followed();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const save = ({ browser }: Person, query: string, name = '电池') => browser.post(path, { name, query });
const saved = (person: Person, query: string, name?: string) =>
  yes<SavedSearchView>(save(person, query, name));
const list = async ({ browser }: Person, query = ''): Promise<ListedSearch[]> =>
  (await yes<{ items: ListedSearch[] }>(browser.get(path + query))).items;
const refused = async (answer: Promise<{ body: object }>): Promise<Problem> => (await answer).body as Problem;
const forget = () => house.admin.sql`delete from saved_search`;

describe('a saved search', () => {
  it('is kept in its normal form and belongs to who saved it', async () => {
    const view = await saved(one, 'type=trademark&q=+%E7%94%B5%E6%B1%A0&type=patent&sort=relevance', '我的');
    expect(view).toMatchObject({ name: '我的', query: 'q=%E7%94%B5%E6%B1%A0&type=patent&type=trademark' });
    expect(await list(one)).toEqual([{ ...view, matches: null }]);
    expect(await list(other)).toEqual([]);
  });

  it('is refused a second time, however it is written, and says which it is', async () => {
    const id = (await list(one))[0]?.id ?? '';
    const again = await refused(
      save(one, 'type=patent&type=trademark&q=%E7%94%B5%E6%B1%A0&facets=true', 'x'),
    );
    expect(again).toMatchObject({ status: 409, code: 'already-saved', facts: { id } });
    await saved(other, 'type=patent&type=trademark&q=%E7%94%B5%E6%B1%A0');
  });

  it('is renamed and removed by its person', async () => {
    const { id, query } = await saved(one, 'phase=open');
    const at = `${path}/${id}`;
    const renamed = await yes<SavedSearchView>(one.browser.send('PATCH', at, { name: '正在竞价' }));
    expect(renamed).toMatchObject({ id, query, name: '正在竞价' });
    expect(await yes(one.browser.send('DELETE', at))).toEqual({ status: 'done' });
    expect((await one.browser.send('DELETE', at)).status).toBe(404);
    expect((await list(one)).map((item) => item.id)).not.toContain(id);
  });

  it.each([
    ['PATCH', '', { name: 'x' }],
    ['DELETE', '', undefined],
    ['POST', '/seen', undefined],
  ] as const)('of somebody else is not there: %s', async (method, rest, body) => {
    const id = (await list(one))[0]?.id ?? '';
    const before = await list(one);
    expect((await other.browser.send(method, `${path}/${id}${rest}`, body)).status).toBe(404);
    expect(await list(one)).toEqual(before);
  });

  it('is saved once when its answer was lost and it is sent again with its key', async () => {
    const send = () =>
      one.browser.send(
        'POST',
        path,
        { name: 'x', query: 'phase=sold' },
        { headers: { 'idempotency-key': 'k' } },
      );
    const first = await send();
    expect(first.status).toBe(201);
    expect(await send()).toEqual(first);
  });
});

describe('what is refused', () => {
  it.each(['type=ship', 'colour=red', 'view=grid', 'within=24h&within=7d', 'q=a%00b', 'bank=x', 'sort=best'])(
    'of %s is what the list refuses, in the same words',
    async (query) => {
      const { status, body } = await house.watcher.get(`/api/v1/lots?${query}`);
      expect(status).toBe(400);
      expect(await save(one, query)).toMatchObject({ status, body });
    },
  );

  it.each([
    ['no name', '', 400],
    ['blanks', ' ', 400],
    ['a blank before it', ' x', 400],
    ['80 characters', 'x'.repeat(80), 201],
    ['81 characters', 'x'.repeat(81), 400],
  ])('of a name with %s', async (_what, name, status) => {
    await forget();
    expect((await save(one, 'phase=sold', name)).status).toBe(status);
  });

  it('is the search after the fiftieth, also of several at once', async () => {
    await forget();
    const queries = Array.from({ length: MOST_SAVED_SEARCHES - 1 }, (_, index) => `q=${String(index)}`);
    for (const query of queries) await saved(one, query);
    const answers = await Promise.all(['a', 'b', 'c'].map((text) => save(one, `q=${text}`)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(await refused(save(one, 'q=d'))).toMatchObject({ code: 'too-many-saved' });
    expect(await list(one)).toHaveLength(MOST_SAVED_SEARCHES);
    await saved(other, 'q=d');
  });
});

describe('lots that match', () => {
  const counts = async () => (await list(one, '?matches=true')).map(({ name, matches }) => [name, matches]);
  const exactly = (count: number) => ({ count, isCapped: false });

  it('are counted, and those apart that were published since the search was last opened', async () => {
    await forget();
    const { id } = await saved(one, 'q=%E7%83%98%E5%B9%B2', '烘干');
    await house.clock.advance(1);
    await saved(one, 'q=%F0%9F%94%8B', '表情');
    await house.clock.advance(1);
    await saved(one, '', '全部');
    expect(await counts()).toEqual([
      ['全部', { all: exactly(1), fresh: exactly(0) }],
      ['表情', { all: exactly(0), fresh: exactly(0) }],
      ['烘干', { all: exactly(1), fresh: exactly(0) }],
    ]);
    await house.clock.advance(MINUTE);
    await house.publishLot({ title: '一种虚构的烘干机' });
    await house.publishLot({ title: '陶瓷茶具', description: '' });
    await house.followed();
    expect(await counts()).toEqual([
      ['全部', { all: exactly(3), fresh: exactly(2) }],
      ['表情', { all: exactly(0), fresh: exactly(0) }],
      ['烘干', { all: exactly(2), fresh: exactly(1) }],
    ]);
    await house.clock.advance(MINUTE);
    await yes(one.browser.post(`${path}/${id}/seen`));
    expect((await counts())[2]).toEqual(['烘干', { all: exactly(2), fresh: exactly(0) }]);
  });
});
