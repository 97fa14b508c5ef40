import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CalendarView,
  NoticeList,
  ResultFigures,
  ResultList,
} from '@reassign/shared/auctions/market.ts';
import { type House, openHouse } from '../../support/house.ts';
import { type Scene, setScene } from '../../support/scene.ts';

let house: House;
let scene: Scene;
beforeAll(async () => {
  house = await openHouse();
  scene = await setScene(house);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

/** With a session, because these tests write into the catalogue behind the answers kept for strangers. */
const ask = async <Answer>(path: string) => (await house.maker.browser.get(`/api/v1/${path}`)).body as Answer;
const idsOf = async (query: string) => (await ask<ResultList>(`results${query}`)).items.map(({ id }) => id);

describe('results', () => {
  it.each([
    ['', ['sold', 'unsold']],
    ['?outcome=sold', ['sold']],
    ['?outcome=unsold', ['unsold']],
    ['?type=patent&month=2026-03', ['sold', 'unsold']],
    ['?type=trademark', []],
    ['?month=2026-02', []],
    ['?month=2026-04', []],
  ] as const)('%s are the ended lots of that kind alone', async (query, expected) => {
    expect((await idsOf(query)).sort()).toEqual(expected.map((name) => scene[name]).sort());
  });

  it('have figures: share sold, medians of price to appraisal and to start, turnover', async () => {
    const march = { sold: 1, unsold: 1, toAppraisalBps: 7200, toStartBps: 10286, turnoverFen: 72_000_000 };
    const nothing = { sold: 0, unsold: 0, toAppraisalBps: null, toStartBps: null, turnoverFen: 0 };
    expect(await ask<ResultFigures>('results/figures')).toEqual({
      all: march,
      byType: [
        { type: 'patent', ...march },
        { type: 'trademark', ...nothing },
        { type: 'copyright', ...nothing },
      ],
      byMonth: [{ month: '2026-03', ...march }],
    });
    expect(await ask<ResultFigures>('results/figures?month=2026-02')).toMatchObject({
      all: nothing,
      byMonth: [{ month: '2026-03', sold: 1 }],
    });
  });

  it('belong to the month in Shanghai, on both sides of its first moment', async () => {
    const end = async (at: string) =>
      house.admin.sql`update catalogue_lot set closes_at = ${at} where lot_id = ${scene.unsold}`;
    const [row] = await house.admin.sql<[{ at: string }]>`
      select closes_at as at from catalogue_lot where lot_id = ${scene.unsold}`;
    await end('2026-02-28T15:59:59.999Z');
    expect(await idsOf('?month=2026-02')).toEqual([scene.unsold]);
    await end('2026-02-28T16:00:00.000Z');
    expect(await idsOf('?month=2026-02')).toEqual([]);
    expect((await ask<ResultFigures>('results/figures')).byMonth).toHaveLength(1);
    await end(row.at);
  });

  it('go on from page to page without a gap', async () => {
    await house.admin.sql`
      insert into catalogue_lot
      select (r).* from (
        select jsonb_populate_record(lot, jsonb_build_object(
          'lot_id', overlay(lot.lot_id::text placing lpad(n::text, 12, '0') from 25),
          'number', 'copy ' || n, 'closes_at', lot.closes_at - n * interval '1 day')) as r
        from catalogue_lot lot, generate_series(1, 30) n where lot.lot_id = ${scene.sold}) copies`;
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const query: string = cursor === '' ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const page: ResultList = await ask(`results${query}`);
      seen.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }
    await house.admin.sql`delete from catalogue_lot where number like 'copy %'`;
    expect(seen).toHaveLength(32);
    expect(new Set(seen).size).toBe(32);
  });

  it('come as a file whose cells no spreadsheet runs', async () => {
    await house.admin
      .sql`update catalogue_lot set title = '=HYPERLINK("https://evil.example")' where lot_id = ${scene.sold}`;
    const { body, headers } = await house.app.inject('/api/v1/results.csv?outcome=sold');
    await house.admin.sql`update catalogue_lot set title = 'a title' where lot_id = ${scene.sold}`;
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toContain('attachment');
    const [head = '', row = '', rest] = body.split('\r\n');
    expect(head).toMatch(/^\ufeff"标的编号","名称"/);
    expect(row).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(row).toContain('"CNY","1000000.00","700000.00","720000.00","72.00","102.86","2"');
    expect(rest).toBe('');
    expect((await house.app.inject('/api/v1/results.csv?language=en')).body).toContain('"Lot number"');
  });
});

describe('the calendar', () => {
  it('has the openings and ends of a month in order of time', async () => {
    const { month, items, isCut } = await ask<CalendarView>('calendar?month=2026-03');
    const nameOf = (id: string) => Object.entries(scene).find(([, value]) => value === id)?.[0];
    expect([month, isCut]).toEqual(['2026-03', false]);
    expect(
      items.map(({ what, lot, at }) => `${at.slice(8, 10)} ${what} ${nameOf(lot.id) ?? ''}`).sort(),
    ).toEqual([
      '17 opens open',
      '17 opens sold',
      '17 opens unsold',
      '18 closes sold',
      '18 closes unsold',
      '20 closes open',
      '25 opens notice',
      '27 closes notice',
    ]);
    expect(items.map(({ at }) => at)).toEqual(items.map(({ at }) => at).toSorted());
  });

  it('is of this month when none is named', async () => {
    expect((await ask<CalendarView>('calendar')).month).toBe('2026-03');
    expect((await ask<CalendarView>('calendar?month=2027-01')).items).toEqual([]);
  });
});

describe('notices', () => {
  it('are the lots by their publication, newest first', async () => {
    const { items } = await ask<NoticeList>('notices');
    expect(items.map(({ lot }) => lot.id)).toEqual(
      [scene.sold, scene.unsold, scene.open, scene.notice].toSorted().toReversed(),
    );
    expect(items[0]).toMatchObject({ publishedAt: '2026-03-01T01:00:00.000Z' });
  });
});

describe('a question that makes no sense', () => {
  it.each([
    'results?month=2026-13',
    'results?month=2026-00',
    'results?month=1999-12',
    'results?month=',
    'results?month=2026-3',
    'results?type=land',
    'results?outcome=open',
    'results?cursor=abc',
    'results?sort=price',
    'results/figures?outcome=sold',
    'results.csv?language=fr',
    'calendar?month=2026-13',
    'calendar?month=2026-03-01',
    'calendar?month=2026-03&month=2026-04',
    'calendar?day=1',
  ])('%s is malformed', async (path) => {
    expect(await house.watcher.get(`/api/v1/${path}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
  });
});
