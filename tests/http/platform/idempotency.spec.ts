import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import {
  type Answer,
  codeOf,
  platformServer,
  type PlatformServer,
  signedIn,
} from '../../support/platform-server.ts';

let server: PlatformServer;
let handled = 0;
/** What the handler waits for. */
let gate: Promise<unknown> | null = null;

beforeAll(async () => {
  server = await platformServer();
  const config = { access: { signedIn: true }, idempotent: true } as const;
  server.app.post('/api/v1/acts', { config }, async ({ body }, reply) => {
    handled += 1;
    const act = handled;
    await gate;
    if ((body as { fail?: boolean }).fail === true) throw new Error('our fault');
    return reply.code(201).send({ act });
  });
});
beforeEach(() => {
  handled = 0;
  gate = null;
});
afterAll(() => server.stop());

const act = (key: string, payload: object = { x: 1 }): Promise<Answer> =>
  server.send('POST', '/api/v1/acts', { headers: { ...signedIn, 'idempotency-key': key }, payload });

describe('a repeated Idempotency-Key', () => {
  it('answers the same request as before and does nothing again', async () => {
    const first = await act('same');
    const second = await act('same');
    expect([second.statusCode, second.body, second.headers['idempotent-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ]);
    expect(handled).toBe(1);
  });

  it('refuses another body', async () => {
    await act('other');
    expect(codeOf(await act('other', { x: 2 }))).toBe('idempotency-mismatch');
  });

  it('does the work once for a hundred at the same time', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    gate = promise;
    const first = act('crowd');
    await expect.poll(() => handled).toBe(1);
    const crowd = await Promise.all(Array.from({ length: 100 }, () => act('crowd')));
    expect(new Set(crowd.map(codeOf))).toEqual(new Set(['busy']));
    resolve(undefined);
    expect((await first).body).toBe((await act('crowd')).body);
    expect(handled).toBe(1);
  });

  it('tries again what failed on our side', async () => {
    expect((await act('failed', { fail: true })).statusCode).toBe(500);
    await act('failed', { fail: true });
    expect(handled).toBe(2);
  });

  it('takes over after a minute from a server that died with the work, whose late answer is not kept', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    gate = promise;
    const dead = act('dead');
    await expect.poll(() => handled).toBe(1);
    gate = null;
    await server.clock.advance(MINUTE);
    expect(codeOf(await act('dead'))).toBe('busy');
    await server.clock.advance(1);
    expect((await act('dead')).json()).toEqual({ act: 2 });
    resolve(undefined);
    expect((await dead).json()).toEqual({ act: 1 });
    expect((await act('dead')).json()).toEqual({ act: 2 });
  });

  it('is forgotten after two days', async () => {
    await act('old');
    await server.clock.advance(3 * DAY);
    await expect.poll(async () => (await act('old')).json<{ act: number }>().act).toBe(2);
  });

  it('forgets old answers also as soon as the server starts: who starts daily never lives a day', async () => {
    const restarted = await platformServer();
    const { sql } = restarted.database;
    await sql`
      insert into idempotent_request (request, content_hash, claim, claimed_at)
      select decode(key, 'hex'), '', gen_random_uuid(), ${toRfc3339(restarted.clock.now())}::timestamptz - age::interval
      from (values ('01', '49 hours'), ('02', '47 hours')) as row(key, age)`;
    const left = () => sql`select encode(request, 'hex') as key from idempotent_request`;
    await restarted.app.ready();
    await expect.poll(left).toEqual([{ key: '02' }]);
    await restarted.stop();
  });
});

it('a key is visible ASCII of at most 128 characters', async () => {
  expect((await act('k'.repeat(128))).statusCode).toBe(201);
  expect((await act('k'.repeat(129))).statusCode).toBe(400);
  expect((await act('a b')).statusCode).toBe(400);
});

it('a route for strangers cannot be idempotent', () => {
  const config = { access: 'public', idempotent: true } as const;
  expect(() => server.app.post('/api/v1/strangers', { config }, () => ({}))).toThrow();
});
