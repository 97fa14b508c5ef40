import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeView } from '@reassign/shared/accounts/api.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { buildWeb } from '@reassign/web/build.ts';
import { pagesPlugin } from '../../server/platform/pages.ts';
import { ProblemError, problemHandlerPlugin } from '../../server/platform/problem-handler.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { sharedAnswersPlugin } from '../../server/platform/shared-answers.ts';
import { securityHeadersPlugin } from '../../server/platform/security-headers.ts';
import { bidEntry, LOT_ID, lotView, OPENS } from '../support/lot-views.ts';

const PUBLIC_URL = 'https://reassign.test';
const app = Fastify();

const stranger: MeView = {
  user: null,
  organisation: null,
  roles: [],
  organisations: [],
  twoFactor: false,
  secondFactorRequired: false,
  demoAccounts: [],
};
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
  app.get('/api/v1/lots', () => ({ items: [lot], nextCursor: null }));
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
  await app.register(pagesPlugin, { clock: { now: () => OPENS }, publicUrl: PUBLIC_URL });
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
    expect(body).toContain('<link rel="alternate" hreflang="en-GB" href="https://reassign.test/en/lots"');
  });

  it('keeps the filter of its address in the form', async () => {
    const { body } = await ask('/lots?phase=open&q=%E7%94%B5%E6%B1%A0');
    expect(body).toMatch(/<option value="open" selected/);
    expect(body).toContain('value="电池"');
  });

  it('is linked to its one style sheet before anything is drawn, and holds no script of its own', async () => {
    const { body, headers } = await ask('/');
    expect(body).toMatch(/<link rel="stylesheet"[^>]* href="\/assets\/[^"]+\.css">/);
    const scripts = [...body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    expect(scripts.every((text) => text.includes('src="/assets/') || text.includes('application/json'))).toBe(
      true,
    );
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
    const asset = /src="(\/assets\/[^"]+\.js)"/.exec((await ask('/')).body)?.[1] ?? '';
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

  it('leaves what lies under /api/ and lost assets to problems', async () => {
    for (const url of ['/api/v1/nothing', '/assets/nothing.js']) {
      const { statusCode, headers } = await ask(url);
      expect([statusCode, headers['content-type']]).toEqual([404, 'application/problem+json']);
    }
  });
});
