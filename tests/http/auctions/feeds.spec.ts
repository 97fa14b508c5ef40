import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../support/house.ts';
import { type Scene, setScene } from '../../support/scene.ts';

const ORIGIN = 'https://reassign.test';
let house: House;
let scene: Scene;
beforeAll(async () => {
  house = await openHouse({ environment: { PUBLIC_URL: ORIGIN } });
  scene = await setScene(house);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const get = (path: string) => house.app.inject(path);
const unfolded = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('the calendar file', () => {
  it('tells opening and end of every lot, in both languages', async () => {
    const { headers, body } = await get('/calendar.ics');
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    const lines = unfolded(body);
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(8);
    expect(lines).toContain(`UID:${scene.open}-closes@reassign.test`);
    expect(lines).toContain(`URL:${ORIGIN}/lots/${scene.open}`);
    const english = unfolded((await get('/en/calendar.ics')).body);
    expect(english).toContain(`URL:${ORIGIN}/en/lots/${scene.open}`);
    expect(english).toContain(`UID:${scene.open}-closes@reassign.test`);
  });

  it('of one lot has its own two moments', async () => {
    const { headers, body } = await get(`/lots/${scene.open}.ics`);
    expect(headers['content-disposition']).toBe('attachment; filename="SX-2026-000003.ics"');
    const lines = unfolded(body);
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual([
      'DTSTART:20260317T020000Z',
      'DTSTART:20260320T020000Z',
    ]);
  });

  it.each([
    ['/lots/019a0000-0000-7000-8000-00000000dead.ics', 404, 'unknown-lot'],
    ['/en/lots/019a0000-0000-7000-8000-00000000dead.ics', 404, 'unknown-lot'],
    ['/lots/1.ics', 400, 'malformed'],
    ['/lots/%00.ics', 400, 'malformed'],
    ['/sitemaps/0.xml', 400, 'malformed'],
    ['/sitemaps/x.xml', 400, 'malformed'],
    ['/sitemaps/2.xml', 404, 'not-found'],
  ])('%s is %i %s', async (path, status, code) => {
    const answer = await get(path);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });
});

describe('the feed of new lots', () => {
  it('has an entry a lot, newest first, each with an id that stays', async () => {
    const { headers, body } = await get('/feed.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect([...body.matchAll(/<id>urn:uuid:([^<]*)<\/id>/g)].map(([, id]) => id)).toEqual(
      [scene.sold, scene.unsold, scene.open, scene.notice].toSorted().toReversed(),
    );
    expect(body).toContain(`<id>${ORIGIN}/feed.atom</id>`);
    expect(body).toContain('<updated>2026-03-01T01:00:00.000Z</updated>');
    const english = (await get('/en/feed.atom')).body;
    expect(english).toContain('xml:lang="en-GB"');
    expect(english).toContain(`href="${ORIGIN}/en/lots/${scene.open}"`);
  });

  it('shows whatever a title holds as text', async () => {
    const evil = '<script>&"\u0001]]>';
    await house.admin.sql`update catalogue_lot set title = ${evil} where lot_id = ${scene.open}`;
    const { body } = await get('/feed.atom');
    await house.admin.sql`update catalogue_lot set title = 'a title' where lot_id = ${scene.open}`;
    expect(body).toContain('<title>&lt;script&gt;&amp;&quot;]]&gt; · SX-2026-000003</title>');
    expect(body).not.toContain('\u0001');
  });
});

describe('search engines', () => {
  it('are told every public page in both languages, each with its twin', async () => {
    const { headers, body } = await get('/sitemap.xml');
    expect(headers['content-type']).toBe('application/xml; charset=utf-8');
    const places = [...body.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => place);
    expect(places).toHaveLength((8 + 4) * 2);
    expect(places).toContain(`${ORIGIN}/en/lots/${scene.sold}`);
    expect(places).toContain(`${ORIGIN}/en`);
    expect(body).toContain(`hreflang="zh-CN" href="${ORIGIN}/lots/${scene.sold}"`);
    expect((await get('/sitemaps/1.xml')).statusCode).toBe(200);
  });

  it('are told where the sitemap is, and what is not for them', async () => {
    const { body } = await get('/robots.txt');
    expect(body).toContain(`Sitemap: ${ORIGIN}/sitemap.xml\n`);
    expect(body).toContain('Disallow: /api/\n');
    expect(body).toContain('Disallow: /en/operator\n');
    // A rule is the beginning of a path: none may begin a public one.
    const closed = [...body.matchAll(/^Disallow: (.*)$/gm)].map(([, path]) => path ?? '');
    const open = ['/lots', '/results', '/calendar', '/agencies', '/verify', '/about', '/rules'];
    expect(open.filter((path) => closed.some((prefix) => path.startsWith(prefix)))).toEqual([]);
  });
});
