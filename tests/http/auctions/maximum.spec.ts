import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { type House, openHouse, opensAt, type Person } from '../../support/house.ts';

/* A maximum bid over HTTP: what its owner is told, and that nobody else is told anything. */

let house: House;
let lotId: LotId;
const lines: string[] = [];
beforeAll(async () => {
  house = await openHouse({
    environment: { LOG_LEVEL: 'trace' },
    logTo: {
      write: (line) => {
        lines.push(line);
      },
    },
  });
  lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
const wish = (amount: number, maximum?: number) => ({
  commandId: randomUUID(),
  amount: yuan(amount),
  ...(maximum !== undefined && { maximum: yuan(maximum) }),
});
const bid = ({ browser }: Person, body: object) => browser.post(`/api/v1/lots/${lotId}/bids`, body);
const maximumOf = async ({ browser }: Pick<Person, 'browser'>) =>
  (await browser.get(`/api/v1/lots/${lotId}/maximum`)).body;
const everythingPublic = async (): Promise<string> => {
  const paths = [
    ...['', '/events', '/log', '/checkpoint', '/notice'].map((path) => `/api/v1/lots/${lotId}${path}`),
    ...['/api/v1/lots', '/api/v1/lots.csv', '/api/v1/notices', '/api/v1/results'],
  ];
  const answers = await Promise.all(paths.map((url) => house.app.inject({ url })));
  return answers.map(({ body }) => body).join('\n');
};

/** Not a round number, so that nothing else says it by chance. */
const FAR = 812_345;

describe('a maximum bid', () => {
  it('leads at its amount, and is told to its own organisation only', async () => {
    const [a, b] = house.agencies;
    const answer = await bid(a, wish(700_000, FAR));
    expect(answer).toMatchObject({ status: 201, body: { isLeading: true } });
    expect(await maximumOf(a)).toEqual({ maximum: yuan(FAR) });
    expect(await maximumOf(b)).toEqual({ maximum: null });
    expect(await house.watcher.get(`/api/v1/lots/${lotId}/maximum`)).toMatchObject({ status: 401 });
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}`);
    expect(body).toMatchObject({ price: yuan(700_000), asking: yuan(705_000), bidCount: 1 });
  });

  it('stands in no public answer and in no line of the server’s log, nor does its salt', async () => {
    const { sealed } = (await house.modules.auctions.sequencer.view(lotId))?.state ?? {};
    const [hidden] = sealed && 'maxima' in sealed ? [...sealed.maxima.values()] : [];
    expect(hidden?.amount).toEqual(yuan(FAR));
    const open = (await everythingPublic()) + lines.join('\n');
    expect(open).toContain('MaximumSet');
    expect(open).not.toContain(String(FAR * 100));
    expect(open).not.toContain(hidden?.salt);
    expect(open).not.toContain('"sealed":');
  });

  it('answers whoever bids below it, who is told that it does not lead', async () => {
    const [a, b] = house.agencies;
    expect(await bid(b, wish(710_000))).toMatchObject({ status: 201, body: { isLeading: false } });
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}`);
    expect(body).toMatchObject({ price: yuan(715_000), bidCount: 3 });
    expect(await maximumOf(a)).toEqual({ maximum: yuan(FAR) });
  });

  it('is raised by its owner without moving the price, and the same command raises it once', async () => {
    const [a] = house.agencies;
    const raise = wish(715_000, FAR + 1);
    const first = await bid(a, raise);
    expect(first).toMatchObject({ status: 201, body: { isLeading: true } });
    expect((await bid(a, raise)).body).toEqual(first.body);
    expect(await bid(a, { ...raise, maximum: yuan(FAR + 2) })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-mismatch' },
    });
    expect(await maximumOf(a)).toEqual({ maximum: yuan(FAR + 1) });
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}`);
    expect(body).toMatchObject({ price: yuan(715_000), bidCount: 3 });
  });

  it.each([
    ['below its own bid', () => wish(720_000, 719_999), 400],
    ['in text', () => ({ ...wish(720_000), maximum: { amount: '1', currency: 'CNY' } }), 400],
    ['over ten times the asking price', () => wish(720_000, 7_200_001), 409],
  ])('is refused %s', async (_, body, status) => {
    expect(await bid(house.agencies[1], body())).toMatchObject({ status });
  });

  it('is opened once it is beaten, and the log verifies', async () => {
    const [a, b] = house.agencies;
    expect(await bid(b, wish(720_000, 900_000))).toMatchObject({ status: 201, body: { isLeading: true } });
    expect(await maximumOf(a)).toEqual({ maximum: null });
    expect(await maximumOf(b)).toEqual({ maximum: yuan(900_000) });
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    expect(log.body).toContain(String((FAR + 1) * 100));
    expect(verifyLog(log.body.trimEnd().split('\n'))).toMatchObject({ ok: true, bidCount: 5 });
  });
});
