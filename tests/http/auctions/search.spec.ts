import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FacetView, LotList } from '@reassign/shared/auctions/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import { type House, openHouse } from '../../support/house.ts';

let house: House;
const lots: Record<'battery' | 'bus' | 'formula' | 'long' | 'tea', LotId> = {} as never;
const titles = {
  battery: '锂离子电池隔膜发明专利',
  bus: 'Battery management system for electric buses',
  formula: '=HYPERLINK("http://x.test","表格")',
  long: 'x'.repeat(500),
  tea: '陶瓷茶具（云冈纹）',
} as const;
type Name = keyof typeof titles;

beforeAll(async () => {
  house = await openHouse();
  for (const name of Object.keys(titles) as Name[])
    lots[name] = await house.publishLot({ title: titles[name], description: '' });
  await house.followed();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

async function search(query: string | Record<string, string>): Promise<LotList> {
  const { status, body } = await house.watcher.get(`/api/v1/lots?${String(new URLSearchParams(query))}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as LotList;
}
const names = ({ items }: LotList): string[] =>
  items.map(({ id }) => Object.keys(lots).find((name) => lots[name as Name] === id) ?? id).toSorted();
const found = async (q: string): Promise<string[]> => names(await search({ q }));
const numberOf = async (name: Name): Promise<string> =>
  (await search('')).items.find(({ id }) => id === lots[name])?.rights[0]?.number ?? '';

describe('a search', () => {
  it.each([
    ['a word inside a longer one', '电池 隔膜 发明', ['battery']],
    ['a word of an owner', '晋创', ['battery', 'bus', 'formula', 'long', 'tea']],
    ['English in another form', 'managing batteries', ['bus']],
    ['half a title without a blank', 'x'.repeat(100), ['long']],
    ['a class', 'H01M', ['battery', 'bus', 'formula', 'long', 'tea']],
    ['words that are in different lots', '茶具 电池 management', []],
    ['a word that English leaves out', 'for', ['bus']],
  ])('by %s', async (_what, q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it.each([
    ['as it is', (number: string) => number],
    ['as a patent', (number: string) => `ZL${number}`],
    ['with its office apart', (number: string) => `CN ${number}`],
    ['without its check digit', (number: string) => number.slice(0, -2)],
    ['with blanks', (number: string) => number.replace(/^(\d{4})(\d)(\d+)/, '$1 $2 $3')],
    [
      'in full-width digits',
      (number: string) => number.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    ],
    [
      'with the wrong check digit',
      (number: string) => `${number.slice(0, -1)}${(Number(number.slice(-1)) + 1) % 10}`,
    ],
  ])('by a right number %s', async (_how, written) => {
    expect(await found(written(await numberOf('tea')))).toContain('tea');
  });

  it('by its own number, also the end of it alone', async () => {
    const { items } = await search('');
    const { id, number } = items[0] ?? { id: '', number: '' };
    for (const typed of [number, number.toLowerCase(), number.replaceAll('-', ' '), number.slice(-6)])
      expect((await search({ q: typed })).items[0]?.id, typed).toBe(id);
  });

  it.each([
    ['batery', 'battery', ['bus']],
    ['隔膜发名专利', '隔膜发明专利', ['battery']],
    ['锂离孑', '锂离子', ['battery', 'bus', 'formula', 'long', 'tea']],
    ['锂离孑电池', '锂离子电池', ['battery', 'bus', 'formula', 'long', 'tea']],
  ])('of %s, which no lot has, takes %s', async (q, meant, expected) => {
    const list = await search({ q });
    expect([list.match, list.searchedFor]).toEqual(['similar', meant]);
    expect(names(list)).toEqual(expected);
  });

  it('says what to mark', async () => {
    const { marks } = await search({ q: '电池' });
    expect(marks[lots.battery]).toMatchObject({ title: [[3, 5]], number: [] });
    const english = await search({ q: 'batteries' });
    expect(english.marks[lots.bus]?.title).toEqual([[0, 7]]);
  });
});

const facet = ({ facets }: LotList, group: FacetView['group']): Record<string, number> =>
  Object.fromEntries(
    (facets?.find((each) => each.group === group)?.values ?? []).map(({ value, count }) => [value, count]),
  );

describe('facets', () => {
  it('count every lot, and come when asked for', async () => {
    expect((await search('')).facets).toBeNull();
    const list = await search('facets=true');
    expect(list.total).toEqual({ count: 5, isCapped: false });
    expect(facet(list, 'phase')).toEqual({ notice: 5 });
    expect(facet(list, 'class')).toEqual({ H: 5 });
    expect(facet(list, 'province')).toEqual({ '14': 5 });
    expect(facet(list, 'price')).toEqual({ '500k-1m': 5 });
    expect(facet(list, 'bank')).toEqual({ [house.maker.organisation.name]: 5 });
    expect(facet(list, 'within')).toEqual({ '30d': 5 });
  });

  it('of a group with a selection are counted as if it had none', async () => {
    const list = await search('facets=true&phase=open&type=patent&type=trademark');
    expect(list.total.count).toBe(0);
    expect(facet(list, 'phase')).toEqual({ notice: 5, open: 0 });
    expect(facet(list, 'type')).toEqual({ patent: 0, trademark: 0 });
  });

  it.each(['closing', 'newest', 'price-up', 'price-down', 'bids', 'relevance'])(
    'go with the order %s',
    async (sort) => {
      expect((await search({ sort, q: '晋创', within: '30d', price: '500k-1m' })).items).toHaveLength(5);
    },
  );
});

/** What nobody should send, and what comes back: a problem that says where, or an answer. */
const odd: [what: string, query: string | Record<string, string>, status: 200 | 400, pointer?: string][] = [
  ['10,000 characters', { q: 'a'.repeat(10_000) }, 400, '?q'],
  ['200 characters', { q: '电'.repeat(200) }, 200],
  ['NUL', 'q=a%00b', 400, '?q'],
  ['half a character', 'q=%ED%A0%80', 200],
  ['operators', { q: `& | ! <-> :* ( ) 'a' "b"` }, 200],
  ['a quote and a backslash', { q: `'\\''; \\` }, 200],
  ['emoji', { q: '🔋🔋👩‍🔬' }, 200],
  ['only stop words', { q: 'the of and 的 了' }, 200],
  ['SQL', { q: `'; drop table lot_search; --` }, 200],
  ['HTML', { q: '<script>alert(1)</script>' }, 200],
  ['a per cent sign and an underscore', { q: '%_%' }, 200],
  ['a word named null', { q: 'null' }, 200],
  ['an unknown parameter', 'colour=red', 400, '?colour'],
  ['an unknown value', 'type=ship', 400, '?type'],
  ['an unknown value among known ones', 'type=patent&type=ship', 400, '?type'],
  ['an unknown province', 'province=99', 400, '?province'],
  ['two times until the close', 'within=24h&within=7d', 400, '?within'],
  ['an unknown order', 'sort=best', 400, '?sort'],
  ['an unknown bank', { bank: `' or 1=1` }, 400, '?bank'],
  ['a cursor that is none', 'cursor=abc', 400, '?cursor'],
  ['two questions', 'q=a&q=b', 400, '?q'],
];

describe('odd input', () => {
  it.each(odd.map(([what, query, status, pointer]) => ({ what, query, status, pointer })))(
    '$what',
    async (asked) => {
      const path = `/api/v1/lots?${String(new URLSearchParams(asked.query))}`;
      const { status, body } = await house.watcher.get(path);
      expect(status, JSON.stringify(body)).toBe(asked.status);
      if (asked.pointer === undefined) return;
      const { code, faults = [] } = body as unknown as Problem;
      expect(code).toBe('malformed');
      expect(faults[0]?.pointer.split('/', 1)[0]).toBe(asked.pointer);
    },
  );

  it('says what a value may be', async () => {
    const { body } = await house.watcher.get('/api/v1/lots?type=ship');
    expect((body as unknown as Problem).faults?.[0]?.reason).toBe(
      'must be one of patent, trademark, copyright',
    );
  });

  it('without a word or a number finds nothing, and says so', async () => {
    expect(await search({ q: '🔋!?' })).toMatchObject({ match: 'nothing-to-find', items: [] });
  });
});

describe('the table', () => {
  it('is the list, and nothing in it is computed', async () => {
    const { headers, body } = await house.app.inject('/api/v1/lots.csv?sort=newest');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const rows = body.split('\r\n').filter((row) => row !== '');
    expect(rows).toHaveLength(6);
    expect(rows[0]?.startsWith('\uFEFF标的编号,名称,')).toBe(true);
    expect(body).toContain(`"'=HYPERLINK(""http://x.test"",""表格"")"`);
    expect(body).not.toMatch(/(?:^|,)"?=/m);
  });

  it('refuses what the list refuses', async () => {
    expect((await house.app.inject('/api/v1/lots.csv?type=ship')).statusCode).toBe(400);
    expect((await house.app.inject('/api/v1/lots.csv?bank=x')).statusCode).toBe(400);
  });
});
