import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { LiveClient } from '../../support/live-client.ts';

let house: House;
let lotId: LotId;
let a: LiveClient;
let aAgain: LiveClient;
let b: LiveClient;
let watcher: LiveClient;

beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
  const join = async (person?: Person): Promise<LiveClient> => {
    const headers = person ? { cookie: person.browser.cookie, origin: house.config.publicUrl } : {};
    const client = new LiveClient(address, headers);
    await client.next('hello');
    await client.follow(lotId);
    return client;
  };
  const [first, second] = house.agencies;
  [a, aAgain, b, watcher] = [await join(first), await join(first), await join(second), await join()];
});
afterAll(async () => {
  for (const client of [a, aAgain, b, watcher]) client.socket.close();
  expect(house.faults).toEqual([]);
  await house.close();
});

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
const bid = (amount: number, more: object = {}) => ({
  ...{ t: 'bid', commandId: randomUUID(), lotId, amount: yuan(amount) },
  ...more,
});
const FAR = 812_345;

it('a maximum is told to every socket of its organisation, and to nobody else', async () => {
  a.send(bid(700_000, { maximum: yuan(FAR) }));
  expect(await a.next('accepted')).toMatchObject({ isLeading: true });
  for (const own of [a, aAgain]) expect(await own.next('you')).toMatchObject({ you: { maximum: yuan(FAR) } });
  expect(await b.next('event')).toMatchObject({ type: 'BidAccepted' });
  const set = await b.next('event');
  expect(set).toMatchObject({ type: 'MaximumSet' });
  expect(Object.keys(set.body).toSorted()).toEqual(['bidderNumber', 'commitment']);
  for (const other of [b, watcher]) expect(JSON.stringify(other.heard)).not.toContain(String(FAR * 100));
});

it('whoever bids below it is told that it does not lead, and sees why', async () => {
  b.send(bid(710_000));
  expect(await b.next('accepted')).toMatchObject({ isLeading: false });
  expect([await b.next('event'), await b.next('event')]).toMatchObject([
    { type: 'BidAccepted' },
    { type: 'AutomaticBid', body: { amount: yuan(715_000) } },
  ]);
});

it('a maximum below its own bid is no frame', async () => {
  b.send(bid(720_000, { maximum: yuan(719_999) }));
  expect(await b.next('problem')).toMatchObject({ problem: { code: 'malformed' } });
});

it('who follows again is told its own maximum again', async () => {
  a.heard.splice(0);
  a.send({ t: 'follow', lotId });
  expect(await a.next('you')).toMatchObject({ you: { maximum: yuan(FAR) } });
});
