import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Browser } from '../../support/browser.ts';
import { closesAt, type House, openHouse, opensAt } from '../../support/house.ts';
import { LiveClient } from '../../support/live-client.ts';

let house: House;
let lotId: LotId;
let address: string;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  address = await house.app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const open = (headers: Record<string, string> = {}): LiveClient => new LiveClient(address, headers);

const as = (browser?: Browser): LiveClient =>
  open(browser ? { cookie: browser.cookie, origin: house.config.publicUrl } : {});

async function connected(browser?: Browser): Promise<LiveClient> {
  const client = as(browser);
  await client.next('hello');
  return client;
}

const bidOf = (yuan: number, more = {}) => ({
  t: 'bid',
  commandId: randomUUID(),
  lotId,
  amount: { amount: yuan * 100, currency: 'CNY' },
  ...more,
});

const upgradeStatus = async (headers: Record<string, string>): Promise<number> => {
  const { socket } = open(headers);
  const [, response] = (await once(socket, 'unexpected-response')) as [
    unknown,
    { statusCode: number; destroy(): void },
  ];
  response.destroy();
  return response.statusCode;
};

describe('the upgrade', () => {
  it.each(['https://evil.example', 'null', 'http://127.0.0.1:8080.evil.example', 'http://localhost:9999'])(
    'with a cookie from %s is refused',
    async (origin) => {
      const { cookie } = house.agencies[0].browser;
      expect(await upgradeStatus({ cookie, origin })).toBe(403);
    },
  );

  it('with a cookie and no origin is refused; without a cookie it is an anonymous reader', async () => {
    expect(await upgradeStatus({ cookie: house.agencies[0].browser.cookie })).toBe(403);
    const client = as();
    expect(await client.next('hello')).toMatchObject({ canBid: false, protocol: 1 });
    client.socket.close();
  });
});

describe('before the opening', () => {
  it('tells a broker its standing, and the change when the deposit is confirmed, to its own sockets only', async () => {
    const [own, other] = [
      await connected(house.agencies[0].browser),
      await connected(house.agencies[1].browser),
    ];
    own.send({ t: 'follow', lotId });
    expect(await own.next('snapshot')).toMatchObject({ lotId, lot: { phase: 'notice' } });
    expect(await own.next('you')).toMatchObject({ you: { standing: 'stranger', bidderNumber: null } });
    await other.follow(lotId);
    const registration = await house.register(house.agencies[0], lotId);
    expect(await own.next('you')).toMatchObject({ you: { standing: 'deposit-open' } });
    await house.confirm(registration);
    expect(await own.next('you')).toMatchObject({
      you: { standing: 'bidder', bidderNumber: expect.stringMatching(/^\d{6}$/) as string },
    });
    expect(other.heard.filter(({ t }) => t === 'you')).toEqual([]);
    await house.admit(house.agencies[1], lotId);
    own.socket.close();
    other.socket.close();
  });

  it('refuses a bid', async () => {
    const client = await connected(house.agencies[0].browser);
    client.send(bidOf(700_000));
    expect(await client.next('refused')).toMatchObject({ problem: { code: 'lot-not-open' } });
    client.socket.close();
  });
});

describe('the open room', () => {
  let [a, b, watcher]: LiveClient[] = [];
  beforeAll(async () => {
    await house.moveTo(opensAt);
    [a, b, watcher] = [
      await connected(house.agencies[0].browser),
      await connected(house.agencies[1].browser),
      await connected(),
    ];
    for (const client of [a, b, watcher]) await client.follow(lotId);
  });

  it('accepts a bid after its commit, and everybody sees it', async () => {
    const command = bidOf(700_000);
    a?.send(command);
    const accepted = await a?.next('accepted');
    expect(accepted).toMatchObject({
      commandId: command.commandId,
      lotId,
      receipt: { lot: lotId, seq: accepted?.seq },
    });
    expect(await watcher?.next('event')).toMatchObject({ seq: accepted?.seq, type: 'BidAccepted' });
    expect(await b?.next('event')).toMatchObject({ seq: accepted?.seq });
  });

  it('refuses with what would be accepted', async () => {
    b?.send(bidOf(704_999));
    expect(await b?.next('refused')).toMatchObject({
      problem: { code: 'below-asking', facts: { asking: { amount: 705_000_00, currency: 'CNY' } } },
    });
  });

  it('answers the same command alike, and another amount under its id as a mismatch', async () => {
    const command = bidOf(705_000);
    b?.send(command);
    b?.send(command);
    const [first, second] = [await b?.next('accepted'), await b?.next('accepted')];
    expect(second).toEqual(first);
    b?.send({ ...command, amount: { amount: 900_000_00, currency: 'CNY' } });
    expect(await b?.next('refused')).toMatchObject({ problem: { code: 'idempotency-mismatch' } });
  });

  it('lets an anonymous watcher look and not bid, and a frame recorded from a bidder not be replayed', async () => {
    watcher?.send(bidOf(710_000));
    expect(await watcher?.next('refused')).toMatchObject({ problem: { code: 'unauthenticated' } });
    const bank = await connected(house.checker.browser);
    bank.send(bidOf(710_000));
    expect(await bank.next('refused')).toMatchObject({ problem: { code: 'forbidden' } });
    bank.socket.close();
  });

  it.each([
    ['no JSON', 'bid 710000'],
    ['another kind of frame', { t: 'withdraw', lotId: 'x' }],
    ['an extra property', bidOf(710_000, { bidderNumber: '1' })],
    ['a string amount', bidOf(710_000, { amount: { amount: '71000000', currency: 'CNY' } })],
    ['a fraction', bidOf(710_000, { amount: { amount: 0.5, currency: 'CNY' } })],
    ['a list', [1, 2, 3]],
  ])('answers %s as malformed and lives on', async (_what, frame) => {
    a?.send(frame);
    expect(await a?.next('problem')).toMatchObject({ problem: { code: 'malformed' } });
    a?.send({ t: 'ping', n: 7 });
    expect(await a?.next('pong')).toEqual({ t: 'pong', n: 7, serverTime: house.clock.now() });
  });

  it('closes on a frame over 4 KiB', async () => {
    const client = await connected(house.agencies[0].browser);
    client.send({ t: 'ping', n: 1, filler: 'x'.repeat(4_096) });
    const [code] = (await once(client.socket, 'close')) as [number];
    expect(code).toBe(1009);
  });

  it('knows no foreign lot', async () => {
    a?.send({ t: 'follow', lotId: '019a0000-0000-7000-8000-000000000000' });
    expect(await a?.next('problem')).toMatchObject({ problem: { code: 'unknown-lot' } });
  });

  it('resumes after the seq that a client has, without a gap', async () => {
    const late = await connected();
    late.send({ t: 'follow', lotId, after: 4 });
    const seqs = [await late.next('event'), await late.next('event')].map(({ seq }) => seq);
    expect(seqs).toEqual([5, 6]);
    late.socket.close();
  });

  it('closes the sockets of a session that ends, with 1008', async () => {
    const client = await connected(house.agencies[1].browser);
    const closed = once(client.socket, 'close') as Promise<[number]>;
    await house.agencies[1].browser.post('/api/auth/sign-out');
    expect((await closed)[0]).toBe(1008);
  });

  it('hears the hammer', async () => {
    await house.moveTo(closesAt);
    const types: string[] = [];
    while (types.at(-1) !== 'LotSold') types.push((await watcher?.next('event'))?.type ?? '');
    expect(types.slice(-2)).toEqual(['LotClosed', 'LotSold']);
  });
});
