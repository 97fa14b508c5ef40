import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotList, LotView } from '@reassign/shared/auctions/api.ts';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../server/platform/pages.ts';
import { ProblemError, problemHandlerPlugin } from '../../server/platform/problem-handler.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { sharedAnswersPlugin } from '../../server/platform/shared-answers.ts';
import { securityHeadersPlugin } from '../../server/platform/security-headers.ts';
import { answerEmptyLists } from '../support/empty-lists.ts';
import { bidEntry, LOT_ID, lotView, OPENS } from '../support/lot-views.ts';
import { stranger } from '../../web/accounts/stranger.ts';

const PUBLIC_URL = 'https://reassign.test';
const app = Fastify();

const somebody = { id: LOT_ID, name: '王小明', email: 'wang@example.test' };
const evil = '</script><script>alert(1)</script>$& <b>';
const lot: LotView = lotView({
  phase: 'open',
  seq: 3,
  title: evil,
  price: lotView().start,
  leader: '204417',
  bidCount: 1,
});

beforeAll(async () => {
  await buildWeb();
  await app.register(problemHandlerPlugin);
  await app.register(securityHeadersPlugin, { https: true });
  await app.register(sharedAnswersPlugin, {
    clock: { now: () => OPENS, monotonic: () => 0 },
    telemetry: createTelemetry(),
  });
  app.get('/api/v1/me', ({ headers }) => ({
    ...stranger,
    user: headers.cookie === 'who=wang' ? somebody : null,
  }));
  app.get('/api/v1/lots', (): LotList => ({
    items: [lot],
    nextCursor: null,
    total: { count: 1, isCapped: false },
    facets: [
      { group: 'phase', isCapped: false, values: ['open', 'sold'].map((value) => ({ value, count: 1 })) },
    ],
    match: 'every-lot',
    searchedFor: null,
    marks: {},
  }));
  answerEmptyLists(app);
  app.get('/api/v1/calendar', ({ query }) => {
    const { month = '2026-11' } = query as { month?: string };
    if (month === '2026-13') throw new ProblemError('malformed');
    const items = [{ at: lot.opensAt, what: 'opens', lot }];
    return { month, items: month === '2026-11' ? items : [], isCut: false };
  });
  app.get('/api/v1/lots/:id', ({ params }) => {
    const { id } = params as { id: string };
    if (id === 'broken') throw new Error('a fault of ours');
    if (id === 'down') throw new ProblemError('unavailable');
    if (id === 'private') throw new ProblemError('unauthenticated');
    if (id === 'not-an-id') throw new ProblemError('malformed');
    if (id !== LOT_ID) throw new ProblemError('unknown-lot');
    return lot;
  });
  app.get('/api/v1/lots/:id/events', () => ({ items: [bidEntry(3, '204417', 820_000)], seq: 3 }));
  await app.register(pagesPlugin, {
    clock: { now: () => OPENS },
    publicUrl: PUBLIC_URL,
    production: false,
  });
});
afterAll(() => app.close());

const ask = (url: string, cookie?: string) =>
  app.inject({ method: 'GET', url, headers: cookie === undefined ? {} : { cookie } });

describe('a page', () => {
  it.each([
    ['/', 'zh-CN', '正在竞价'],
    ['/en', 'en-GB', 'Open now'],
    ['/lots', 'zh-CN', '筛选'],
    ['/en/lots', 'en-GB', 'Filter'],
    ['/results', 'zh-CN', '尚无已结束的标的'],
    ['/calendar?month=2026-11', 'zh-CN', '2026年11月'],
    ['/en/calendar?month=2026-12', 'en-GB', 'Nothing opens or ends this month.'],
    ['/agencies', 'zh-CN', '尚无认证机构'],
    ['/verify', 'zh-CN', '选择或拖入日志文件'],
    ['/about', 'zh-CN', '费用'],
    ['/rules', 'zh-CN', '不少于 15 日'],
    ['/en/rules', 'en-GB', '5% to 20% of the start'],
    ['/rules/judicial', 'zh-CN', '法释〔2016〕18号 12'],
    ['/en/rules/civil-2020?version=1', 'en-GB', '5% or more of the appraisal'],
    [`/lots/${LOT_ID}`, 'zh-CN', '¥830,000'],
    [`/en/lots/${LOT_ID}/live`, 'en-GB', 'Asking price'],
  ])('%s arrives whole in %s', async (url, lang, text) => {
    lot.asking = { amount: 83_000_000, currency: 'CNY' };
    const { statusCode, headers, body } = await ask(url);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain(`<html lang="${lang}">`);
    expect(body).toContain(text);
  });

  /** What people read: no markup, no data. */
  const wordsOf = async (url: string): Promise<string> =>
    (await ask(url)).body.replaceAll(/<script[^]*?<\/script>|<style[^]*?<\/style>|<[^>]*>/g, ' ');

  it.each([`/lots/${LOT_ID}`, `/lots/${LOT_ID}/live`])(
    '%s of a `bidding` lot says online bidding, never 拍卖; where a court sells it says so',
    async (path) => {
      const [chinese, english] = [await wordsOf(path), await wordsOf(`/en${path}`)];
      expect(chinese).not.toContain('拍卖');
      expect(english).not.toMatch(/auction/i);
      if (path.endsWith('live')) return;
      expect(chinese).toContain('网络竞价');
      expect(english).toMatch(/online bidding/i);
      lot.route = 'judicial';
      expect(await wordsOf(path)).toContain('网络司法拍卖');
      lot.route = 'bidding';
    },
  );

  it('of a lot with several rights says what each comes to, and which rounds follow', async () => {
    const words = (await wordsOf(`/lots/${LOT_ID}`)).replaceAll(/\s+/g, ' ');
    expect(words).toContain('按评估价分摊的当前价');
    // 820,000.00 by 860,000 : 211,000 : 100,000.
    for (const share of ['¥602,220.32', '¥147,754.06', '¥70,025.62']) expect(words).toContain(share);
    expect(words).toContain('未公布后续轮次');
    const { notice } = lot;
    const times = { opensAt: '2026-12-15T02:00:00.000Z', closesAt: '2026-12-16T02:00:00.000Z' };
    const start = { amount: 65_600_000, currency: 'CNY' };
    lot.notice = { ...notice, ladder: [{ format: 'english', start, ...times }] };
    expect(await wordsOf(`/lots/${LOT_ID}`)).toContain('第 2 轮 · 加价竞价 · ¥656,000');
    lot.notice = notice;
  });

  it.each([
    ['/problems/below-asking', '出价低于当前应价，请按最新价格重新出价。'],
    ['/en/problems/below-asking', 'The bid is below the asking price. Please bid again at the latest price.'],
  ])('%s says in words what the type of a problem means', async (url, text) => {
    const { statusCode, body } = await ask(url);
    expect(statusCode).toBe(200);
    expect(body).toContain(`<title>${text} · `);
    expect(body).toContain('below-asking</code>');
  });

  it.each(['/problems/no-such-code', '/problems/toString'])('%s is nothing', async (url) => {
    const { statusCode, body } = await ask(url);
    expect(statusCode).toBe(404);
    expect(body).toContain('<title>没有这个页面 · 质转</title>');
  });

  it('says which of its words are Chinese in an English page', async () => {
    lot.title = '云岭';
    const { body } = await ask('/en/lots');
    lot.title = evil;
    expect(body).toContain('<span lang="zh-CN">云岭</span>');
  });

  it('names itself in both languages', async () => {
    const { body } = await ask('/en/lots?phase=open');
    expect(body).toContain('<link rel="canonical" href="https://reassign.test/en/lots"');
    expect(body).toContain('<link rel="alternate" hreflang="zh-CN" href="https://reassign.test/lots"');
    expect(body).toContain('<link rel="alternate" hreflang="en" href="https://reassign.test/en/lots"');
    expect(body).toContain('<link rel="alternate" hreflang="x-default" href="https://reassign.test/lots"');
  });

  it('keeps the filter of its address in the form', async () => {
    const { body } = await ask('/lots?phase=open&q=%E7%94%B5%E6%B1%A0');
    expect(body).toMatch(/<input type="checkbox"[^>]* value="open"[^>]* checked/);
    expect(body).not.toMatch(/<input type="checkbox"[^>]* value="sold"[^>]* checked/);
    expect(body).toContain('value="电池"');
  });

  it('is linked to its one style sheet before anything is drawn, and holds no script of its own', async () => {
    const { body, headers } = await ask('/');
    expect(body).toMatch(/<link rel="stylesheet"[^>]* href="\/assets\/[^"]+\.css">/);
    const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    // Data of these kinds is never run.
    const isData = (text: string) => /type="application\/(?:ld\+)?json"/.test(text);
    expect(scripts.every((text) => text.includes('src="/assets/') || isData(text))).toBe(true);
    expect(headers['content-security-policy']).toContain("script-src 'self'");
  });

  it('shows whatever a title holds as text, also in the data it brings along', async () => {
    const { body } = await ask(`/lots/${LOT_ID}`);
    expect(body).not.toContain('<script>alert');
    expect(body).not.toContain('<b>');
    expect(body).toContain('$&amp;');
    const boot = /<script type="application\/json" id="boot">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    expect(JSON.parse(boot)).toMatchObject({ data: { lot: { title: evil } }, renderedAt: OPENS });
  });

  it('tells whoever shows a link to it what it is, and where the feed is', async () => {
    const { body } = await ask('/en/calendar?month=2026-11');
    expect(body).toContain('<meta property="og:url" content="https://reassign.test/en/calendar"');
    expect(body).toContain('<meta property="og:image" content="https://reassign.test/share.png"');
    expect(body).toContain('<meta property="og:locale" content="en_GB"');
    expect(body).toContain('type="application/atom+xml"');
    const image = await ask('/share.png');
    expect([image.statusCode, image.headers['content-type']]).toEqual([200, 'image/png']);
  });

  it('of a lot says for machines what is sold, whatever its title holds', async () => {
    const { body } = await ask(`/en/lots/${LOT_ID}`);
    const text = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '';
    const data = JSON.parse(text) as { '@graph': object[] };
    expect(data['@graph'][0]).toMatchObject({
      '@type': 'Product',
      name: evil,
      sku: lot.number,
      url: `https://reassign.test/en/lots/${LOT_ID}`,
      offers: { priceCurrency: 'CNY', availability: 'https://schema.org/InStock' },
    });
  });

  it('for signed-in people is not for search engines', async () => {
    const { body } = await ask('/account', 'who=wang');
    expect(body).toContain('<meta name="robots" content="noindex"');
    expect(body).not.toContain('rel="canonical"');
  });

  it('is asked again each time, and kept by nobody once it is personal', async () => {
    expect((await ask('/')).headers).toMatchObject({
      'cache-control': 'public, max-age=0, must-revalidate',
      vary: 'accept-encoding, cookie',
    });
    expect((await ask('/', 'who=wang')).headers['cache-control']).toBe('private, no-store');
  });

  it('has assets that never change', async () => {
    const asset = /href="(\/assets\/[^"]+\.css)"/.exec((await ask('/')).body)?.[1] ?? '';
    expect((await ask(asset)).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('has assets compressed beforehand, as the visitor likes them', async () => {
    const asset = /src="(\/assets\/index-[^"]+\.js)"/.exec((await ask('/')).body)?.[1] ?? '';
    const take = (encoding: string) =>
      app.inject({ method: 'GET', url: asset, headers: { 'accept-encoding': encoding } });
    const [plain, br, gzip] = [
      await take('identity'),
      await take('gzip, br'),
      await take('gzip;q=0.5, br;q=0'),
    ];
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect([br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip']);
    expect(br.headers).toMatchObject({
      vary: 'accept-encoding',
      'content-type': 'application/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(br.rawPayload).equals(plain.rawPayload)).toBe(true);
    expect(gunzipSync(gzip.rawPayload).equals(plain.rawPayload)).toBe(true);
  });
});

describe('a page that is not', () => {
  it.each([
    ['/nothing', 404, '没有这个页面'],
    ['/en/nothing', 404, 'There is no such page'],
    ['/calendar?month=2026-13', 404, '没有这个页面'],
    ['/verify?lot=0190e8c4-7a00-7000-8000-00000000ffff', 404, '没有这个页面'],
    ['/lots/0190e8c4-7a00-7000-8000-00000000ffff', 404, '没有这个页面'],
    ['/en/lots/not-an-id', 404, 'There is no such page'],
    ['/lots/broken', 500, '页面暂时无法打开'],
    ['/en/lots/down', 503, 'cannot be shown just now'],
  ])('%s says so with %i', async (url, status, text) => {
    const { statusCode, body, headers } = await ask(url);
    expect(statusCode).toBe(status);
    expect(body).toContain(text);
    expect(body).toContain('noindex');
    expect(body).not.toContain('a fault of ours');
    expect(headers['cache-control']).toBe('private, no-store');
  });

  it('sends strangers to sign in, and back in their language', async () => {
    const { statusCode, headers } = await ask('/en/lots/private?x=1');
    expect(statusCode).toBe(303);
    expect(headers.location).toBe('/en/sign-in?next=%2Fen%2Flots%2Fprivate%3Fx%3D1');
  });

  it('leads everybody on to their desk, and strangers to sign in first', async () => {
    const [known, unknown] = await Promise.all([ask('/en/desk', 'who=wang'), ask('/en/desk')]);
    expect([known.statusCode, known.headers.location]).toEqual([303, '/en/lots']);
    expect([unknown.statusCode, unknown.headers.location]).toEqual([303, '/en/sign-in?next=%2Fen%2Fdesk']);
  });

  it('leaves what lies under /api/ and lost assets to problems', async () => {
    for (const url of ['/api/v1/nothing', '/assets/nothing.js']) {
      const { statusCode, headers } = await ask(url);
      expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json']);
    }
  });
});
