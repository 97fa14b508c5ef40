import { randomUUID } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildWeb } from '@reassign/web/build.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, SECOND } from '@reassign/shared/kernel/instant.ts';
import { pagesPlugin } from '../../../server/platform/pages.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

let house: House;
let lotId: LotId;
let bidder: Person;
beforeAll(async () => {
  await buildWeb();
  house = await openHouse({}, (app, clock) =>
    app.register(pagesPlugin, { clock, publicUrl: 'http://127.0.0.1:8080', production: false }),
  );
  bidder = house.agencies[0];
  lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const ask = (url: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  house.app.inject({ method, url, headers });
const lotPath = () => `/api/v1/lots/${lotId}`;
const tagOf = async (url: string): Promise<string> => (await ask(url)).headers.etag ?? '';
const bid = ({ browser }: Person, amountYuan: number) =>
  browser.post(`${lotPath()}/bids`, {
    commandId: randomUUID(),
    amount: { amount: amountYuan * 100, currency: 'CNY' },
  });
/** Every public address that shows the lot. */
const addresses = () =>
  [
    ['/api/v1/lots', lotPath()],
    ['/', '/lots', '/en/lots?phase=open', `/lots/${lotId}`, `/en/lots/${lotId}/live`],
  ] as const;
const everyAddress = () => addresses().flat();

describe('a stranger', () => {
  it('hears that nothing has changed', async () => {
    for (const url of everyAddress()) {
      const first = await ask(url);
      const etag = first.headers.etag ?? '';
      expect([url, first.statusCode, etag]).toEqual([url, 200, expect.stringMatching(/^"[\w-]{22}"$/)]);
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await ask(url, { 'if-none-match': known });
        expect([url, known, again.statusCode, again.body]).toEqual([url, known, 304, '']);
        expect(again.headers).toMatchObject({ etag, vary: 'accept-encoding, cookie' });
      }
      expect((await ask(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    }
  });

  it('is told to ask each time, and what the answer depends on', async () => {
    for (const url of everyAddress()) {
      // The first was made for this visitor, the second was kept: they say the same.
      for (const { headers } of [await ask(url), await ask(url)])
        expect(headers).toMatchObject({
          'cache-control': 'public, max-age=0, must-revalidate',
          vary: 'accept-encoding, cookie',
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining("script-src 'self'") as string,
        });
    }
  });

  it('gets the same head without the body', async () => {
    for (const url of everyAddress()) {
      const whole = await ask(url);
      const head = await ask(url, {}, 'HEAD');
      expect(head.body).toBe('');
      const { etag, 'content-length': length } = whole.headers;
      expect(head.headers).toMatchObject({ etag, 'content-length': length });
    }
  });

  it('gets it as compressed as wished, each form with a tag of its own', async () => {
    // The list with its one lot is too short to gain by it.
    for (const url of everyAddress().slice(1)) {
      const { body, headers: plain } = await ask(url);
      const br = await ask(url, { 'accept-encoding': 'gzip, deflate, br' });
      const gzip = await ask(url, { 'accept-encoding': 'br;q=0, gzip;q=0.5' });
      expect(brotliDecompressSync(br.rawPayload).toString()).toBe(body);
      expect(gunzipSync(gzip.rawPayload).toString()).toBe(body);
      expect([br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip']);
      expect(new Set([plain, br.headers, gzip.headers].map(({ etag }) => etag)).size).toBe(3);
      const again = await ask(url, {
        'accept-encoding': 'br',
        'if-none-match': br.headers.etag ?? '',
      });
      expect(again.statusCode).toBe(304);
    }
  });

  it('learns the time of the server from a page that was kept', async () => {
    await ask('/');
    await house.clock.advanceTo(later(house.clock.now(), 3_000));
    const { headers } = await ask('/');
    expect(headers['server-timing']).toBe(`now;dur=${String(house.clock.now())}`);
  });
});

describe('somebody who is signed in', () => {
  it('never gets what is kept for strangers, and strangers never what is theirs', async () => {
    const { email } = bidder;
    for (const url of addresses()[1]) {
      const etag = await tagOf(url);
      const own = await ask(url, { cookie: bidder.browser.cookie, 'if-none-match': etag });
      expect([url, own.statusCode]).toEqual([url, 200]);
      expect(own.body).toContain(email);
      expect(own.headers['cache-control']).toBe('private, no-store');
      expect(own.headers.etag).toBeUndefined();
      const stranger = await ask(url);
      expect(stranger.body).not.toContain(email);
      expect(stranger.headers.etag).toBe(etag);
    }
  });

  it('gets pages uncompressed: their length would tell of what they hold', async () => {
    const { headers } = await ask('/lots', {
      cookie: bidder.browser.cookie,
      'accept-encoding': 'br, gzip',
    });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it.each(['', 'a=b', 'reassign.session_token=forged', '=', 'theme=dark; reassign.session_token='])(
    'is whoever sends a cookie, also the cookie %j',
    async (cookie) => {
      const etag = await tagOf(`/lots/${lotId}`);
      const page = await ask(`/lots/${lotId}`, { cookie, 'if-none-match': etag });
      expect([page.statusCode, page.headers.etag]).toEqual([200, undefined]);
      const lot = await ask(lotPath(), { cookie });
      expect([lot.headers.etag, lot.headers['cache-control']]).toEqual([undefined, 'private, no-store']);
    },
  );

  it.each([{ authorization: 'Bearer x' }, { 'x-api-key': 'x' }])(
    'is whoever shows a key: %j',
    async (headers) => {
      await ask(lotPath());
      expect((await ask(lotPath(), headers)).headers.etag).toBeUndefined();
    },
  );
});

describe('what is not kept', () => {
  it.each([
    '/api/v1/lots/018f0000-0000-7000-8000-00000000dead',
    '/lots/018f0000-0000-7000-8000-00000000dead',
    '/no-such-page',
    '/api/v1/lots?phase=blessed',
    '/agency',
    '/mailbox',
    '/reset-password?token=secret',
    '/lots?phase=open&phase=open',
    '/lots?=x',
    `/lots?q=${'a'.repeat(400)}`,
    '//lots',
    '/lots/',
    '/%6cots',
  ])('%s', async (url) => {
    await ask(url);
    const { headers } = await ask(url);
    expect(headers.etag).toBeUndefined();
  });

  it('two orders of one query are one answer', async () => {
    const one = await ask('/api/v1/lots?phase=notice&type=patent');
    const other = await ask('/api/v1/lots?type=patent&phase=notice');
    expect(other.headers.etag).toBe(one.headers.etag);
  });
});

describe('on the wire', () => {
  it('answers leave before the framework with the same head and bytes', async () => {
    const origin = await house.app.listen({ port: 0, host: '127.0.0.1' });
    const own = (headers: object): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(headers).filter(
          ([name]) => !['date', 'connection', 'keep-alive', 'x-request-id'].includes(name),
        ),
      );
    for (const url of everyAddress()) {
      for (const encoding of ['identity', 'br']) {
        const inside = await ask(url, { 'accept-encoding': encoding });
        const outside = await fetch(origin + url, { headers: { 'accept-encoding': encoding } });
        expect([url, own(Object.fromEntries(outside.headers))]).toEqual([url, own(inside.headers)]);
        expect(await outside.text()).toBe((await ask(url)).body);
      }
      const { etag = '' } = (await ask(url)).headers;
      const known = await fetch(origin + url, {
        headers: { 'if-none-match': etag, 'accept-encoding': 'identity' },
      });
      expect([known.status, known.headers.get('etag')]).toEqual([304, etag]);
      const head = await fetch(origin + url, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } });
      expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
    }
    const somebody = await fetch(`${origin}/lots`, { headers: { cookie: bidder.browser.cookie } });
    expect(await somebody.text()).toContain(bidder.email);
    expect((await ask('/metrics')).body).toMatch(/^kept_answers [1-9]/m);
  });
});

describe('a lot that moves on', () => {
  // Never more than ten seconds between the reads: older answers would not be used anyway.
  it('is open everywhere at once', async () => {
    await house.moveTo(later(opensAt, -5 * SECOND));
    await Promise.all(everyAddress().map((url) => ask(url)));
    await house.moveTo(opensAt);
    expect((await ask(lotPath())).json()).toMatchObject({ phase: 'open' });
    for (const url of ['/lots', '/']) expect((await ask(url)).body).toContain('"phase":"open"');
  });

  it('shows every bid as soon as it is acknowledged, under another tag', async () => {
    const shown = [lotPath(), `/lots/${lotId}`, `/en/lots/${lotId}/live`];
    for (let amount = 700_000; amount < 900_000; amount += 20_000) {
      const before = await Promise.all(shown.map(tagOf));
      // In turns: nobody outbids themselves.
      const agency = house.agencies[(amount / 20_000) % 2 === 0 ? 0 : 1];
      expect((await bid(agency, amount)).status).toBe(201);
      for (const [index, url] of shown.entries()) {
        const { statusCode, headers, body } = await ask(url, { 'if-none-match': before[index] ?? '' });
        expect([statusCode, headers.etag === before[index]]).toEqual([200, false]);
        expect(body).toContain(`"price":{"amount":${String(amount * 100)},"currency":"CNY"}`);
      }
    }
  });

  it('shows its price in the lists once the catalogue has it', async () => {
    await house.followed();
    for (const url of ['/api/v1/lots', '/', '/lots'])
      expect((await ask(url)).body).toContain('"price":{"amount":88000000,"currency":"CNY"}');
  });

  it('is sold at once after the hammer', async () => {
    await house.moveTo(later(closesAt, -5 * SECOND));
    await Promise.all(everyAddress().map((url) => ask(url)));
    await house.moveTo(closesAt);
    for (const url of [lotPath(), `/lots/${lotId}`, `/en/lots/${lotId}/live`, '/', '/lots', '/api/v1/lots'])
      expect([url, (await ask(url)).body]).toEqual([url, expect.stringContaining('"phase":"sold"')]);
    expect((await ask('/api/v1/lots?phase=open')).json()).toMatchObject({ items: [] });
  });
});
