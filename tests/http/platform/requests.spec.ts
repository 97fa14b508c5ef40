import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bidInput } from '@reassign/shared/auctions/api.ts';
import { BODY_LIMIT_BYTES } from '../../../server/platform/limits.ts';
import { OutcomeUnknown } from '../../../server/platform/outcome-unknown.ts';
import { ProblemError } from '../../../server/platform/problem-handler.ts';
import { registeredRoutes } from '../../../server/platform/session.ts';
import {
  type Answer,
  codeOf,
  type Method,
  platformServer,
  type PlatformServer,
  signedIn,
} from '../../support/platform-server.ts';

let server: PlatformServer;
const lostConnection = (): never => {
  throw Object.assign(new Error('query failed'), { cause: { code: 'CONNECTION_CLOSED' } });
};

beforeAll(async () => {
  server = await platformServer({ requestsPerMinute: 200, bodyTimeoutMs: 100 });
  const { app } = server;
  const open = { config: { access: 'public' } } as const;
  app.post('/api/v1/bids', { ...open, schema: { body: bidInput } }, ({ body }) => body);
  app.get('/api/v1/notes/:id', { config: { access: { signedIn: true } } }, () => ({ ok: true }));
  app.get('/api/v1/lost', open, lostConnection);
  app.post('/api/v1/lost', open, lostConnection);
  app.post('/api/v1/doubted', open, () => {
    throw new OutcomeUnknown('the server warned');
  });
  app.get('/api/v1/refused', open, () => {
    throw new ProblemError('below-asking', { facts: { asking: 5 } });
  });
  app.get('/api/v1/broken', open, () => {
    throw new Error('planted-detail');
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => server.stop());

const openAndSlow = { config: { access: 'public', rateLimit: { max: 1, timeWindow: 60_000 } } } as const;
const json = { 'content-type': 'application/json' };
const postBid = (payload: string | Buffer, headers: Record<string, string> = json): Promise<Answer> =>
  server.send('POST', '/api/v1/bids', { headers, payload });

/** A bid with this JSON text as its amount. */
const bidOf = (amount: string, more = ''): string =>
  `{"commandId":"018f0000-0000-7000-8000-000000000009","amount":{"amount":${amount},"currency":"CNY"}${more}}`;

describe('bodies', () => {
  it('pass as they are', async () => {
    expect((await postBid(bidOf('5'))).json()).toMatchObject({ amount: { amount: 5, currency: 'CNY' } });
  });

  it.each([
    ['true for a number', bidOf('true')],
    ['null for a number', bidOf('null')],
    ['text for a number', bidOf('"5"')],
    ['a list for a number', bidOf('[5]')],
    ['a fraction', bidOf('1.5')],
    ['a negative', bidOf('-1')],
    ['too much', bidOf('10000000000001')],
    ['more than a number can hold', bidOf('9007199254740993')],
    ['an unknown field', bidOf('5', ',"role":"owner"')],
    ['the same key twice', bidOf('5', ',"confirmed":true,"confirmed":false')],
    ['the same key twice in another spelling', bidOf('5', ',"confirmed":true,"\\u0063onfirmed":false')],
    ['a prototype', bidOf('5', ',"__proto__":{"x":1}')],
    ['half a document', '{"amount":'],
    ['nothing', ''],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22])],
  ])('%s is malformed', async (_fault, payload) => {
    const answer = await postBid(payload);
    expect([answer.statusCode, codeOf(answer)]).toEqual([400, 'malformed']);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=gb18030',
    'multipart/form-data; boundary=x',
  ])('%s is not taken', async (type) => {
    expect((await postBid(bidOf('5'), { 'content-type': type })).statusCode).toBe(415);
  });

  it('are never decompressed', async () => {
    expect((await postBid(bidOf('5'), { ...json, 'content-encoding': 'gzip' })).statusCode).toBe(415);
  });

  it('over the limit are too large', async () => {
    const answer = await postBid(bidOf('5', ' '.repeat(BODY_LIMIT_BYTES)));
    expect([answer.statusCode, codeOf(answer)]).toEqual([413, 'too-large']);
  });

  it('name every fault by its pointer and never repeat a value', async () => {
    const answer = await postBid(
      '{"commandId":"planted","amount":{"amount":"planted","currency":"CNY"},"a/b":1}',
    );
    expect(answer.body).not.toContain('planted');
    expect(answer.json<{ faults: unknown }>().faults).toEqual([
      { pointer: '/commandId', reason: 'does not have the right form' },
      { pointer: '/amount/amount', reason: 'must be a number' },
      { pointer: '/a~1b', reason: 'is not a known field' },
    ]);
  });

  it('that trickle in are cut off', async () => {
    const { port } = server.app.server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const head = [
      'POST /api/v1/bids HTTP/1.1',
      'host: x',
      'content-type: application/json',
      'content-length: 100',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n{`);
    await new Promise((closed) => socket.once('close', closed).resume());
  });
});

describe('answers', () => {
  it('carry the content security policy to the letter, and an id for the log', async () => {
    const { headers } = await server.send('GET', '/livez');
    expect(headers['content-security-policy']).toBe(
      [
        "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;worker-src 'self'",
        "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
        "require-trusted-types-for 'script';trusted-types svelte-trusted-html reassign-worker",
      ].join(';'),
    );
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  it('to a foreign page are no', async () => {
    const headers = { ...signedIn, ...json, origin: 'https://evil.example' };
    const answer = await server.send('POST', '/api/v1/bids', { headers, payload: bidOf('5') });
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'foreign-origin']);
  });
});

describe('paths', () => {
  it('that do not exist are not found, and methods that do not exist are refused with those that do', async () => {
    expect((await server.send('GET', '/api/v1/nothing')).statusCode).toBe(404);
    const answer = await server.send('DELETE', '/api/v1/notes/7');
    expect([answer.statusCode, codeOf(answer)]).toEqual([405, 'method-not-allowed']);
    expect(answer.headers.allow?.toString().split(', ')).toContain('GET');
  });

  it('under /api/v1 declare who may call them, or the server does not start', async () => {
    const other = await platformServer();
    expect(() => other.app.get('/api/v1/open', () => ({}))).toThrow('GET /api/v1/open declares no access');
    await other.stop();
  });

  it('are listed with their access', () => {
    const access = { signedIn: true };
    expect(registeredRoutes(server.app)).toContainEqual({ method: 'GET', path: '/api/v1/notes/:id', access });
  });

  it('ask strangers to sign in', async () => {
    expect((await server.send('GET', '/api/v1/notes/7')).statusCode).toBe(401);
    expect((await server.send('GET', '/api/v1/notes/7', { headers: signedIn })).statusCode).toBe(200);
  });
});

describe('failures', () => {
  it('of a rule carry its code and facts', async () => {
    expect((await server.send('GET', '/api/v1/refused')).json()).toEqual({
      type: '/problems/below-asking',
      code: 'below-asking',
      title: 'Below the asking price',
      status: 409,
      facts: { asking: 5 },
    });
  });

  it('of ours show nothing but the id of the request', async () => {
    const answer = await server.send('GET', '/api/v1/broken');
    expect([answer.statusCode, codeOf(answer)]).toEqual([500, 'internal']);
    expect(answer.body).not.toContain('planted-detail');
    expect(answer.json()).toMatchObject({ facts: { requestId: answer.headers['x-request-id'] } });
  });

  it('of the connection leave a read unavailable and a write unknown', async () => {
    expect(codeOf(await server.send('GET', '/api/v1/lost'))).toBe('unavailable');
    const write = await server.send('POST', '/api/v1/lost');
    expect([codeOf(write), write.headers['retry-after']]).toEqual(['outcome-unknown', '1']);
    expect(codeOf(await server.send('POST', '/api/v1/doubted'))).toBe('outcome-unknown');
  });
});

describe('health', () => {
  it('is ready by a write that commits, and not with an uncertain clock', async () => {
    expect((await server.send('GET', '/livez')).statusCode).toBe(200);
    expect((await server.send('GET', '/readyz')).statusCode).toBe(200);
    server.clock.setCertain(false);
    expect(codeOf(await server.send('GET', '/readyz'))).toBe('unavailable');
    server.clock.setCertain(true);
  });

  it('counts requests by route, never by what was asked for', async () => {
    await server.send('GET', '/api/v1/notes/planted-7?q=planted', { headers: signedIn });
    const { body } = await server.send('GET', '/metrics');
    expect(body).toContain('route="/api/v1/notes/:id"');
    expect(body).not.toContain('planted');
  });
});

describe('an address', () => {
  it('that asks too often is told so, and how long to wait', async () => {
    const ask = (remoteAddress: string) => server.send('GET', '/api/v1/refused', { remoteAddress });
    for (let asked = 0; asked < 200; asked++) expect((await ask('10.1.1.1')).statusCode).toBe(409);
    const refused = await ask('10.1.1.1');
    expect([refused.statusCode, codeOf(refused)]).toEqual([429, 'rate-limited']);
    expect(refused.headers['retry-after']).toBeDefined();
    expect((await ask('10.1.1.2')).statusCode).toBe(409);
  });

  describe('that asks twice a minute at most', () => {
    let strict: PlatformServer;
    const ask = (url: string, headers: Record<string, string> = {}, method: Method = 'GET') =>
      strict.send(method, url, { headers }).then(({ statusCode }) => statusCode);
    beforeEach(async () => {
      strict = await platformServer({ requestsPerMinute: 2 });
      strict.app.get('/api/v1/notes/:id', { config: { access: { signedIn: true } } }, () => ({ ok: true }));
      strict.app.post('/api/v1/mails', openAndSlow, () => ({ ok: true }));
      await strict.app.listen({ port: 0, host: '127.0.0.1' });
    });
    afterEach(() => strict.stop());

    it.each([
      '/api/v1/notes/7',
      '/%61pi/v1/notes/7',
      'http://elsewhere.example/api/v1/notes/7',
      '/api/v1/nothing',
    ])('is told so under every spelling of a path: %s', async (target) => {
      await rawStatus(strict, target);
      await rawStatus(strict, target);
      expect(await rawStatus(strict, target)).toBe(429);
    });

    it('uses up its share also with what is refused for its session or its origin', async () => {
      expect(await ask('/api/v1/notes/7')).toBe(401);
      const foreign = { ...signedIn, origin: 'https://evil.example' };
      expect(await ask('/api/v1/mails', foreign, 'POST')).toBe(403);
      expect(await ask('/api/v1/notes/7')).toBe(429);
    });

    it('is held to what a route allows by itself, however the path is spelled', async () => {
      expect(await ask('/%61pi/v1/mails', signedIn, 'POST')).toBe(200);
      expect(await ask('/api/v1/mails', signedIn, 'POST')).toBe(429);
    });

    it('may ask for what is no part of the API', async () => {
      for (let asked = 0; asked < 4; asked++) expect(await ask('/livez')).toBe(200);
    });
  });
});

/** As it stands on the wire: a client library would tidy the target up first. */
function rawStatus({ app }: PlatformServer, target: string): Promise<number> {
  const { port } = app.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${target} HTTP/1.1\r\nhost: reassign.test\r\nconnection: close\r\n\r\n`);
    });
    socket.once('data', (data) => {
      resolve(Number(/^HTTP\/1.1 (\d+)/.exec(data.toString())?.[1]));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}
