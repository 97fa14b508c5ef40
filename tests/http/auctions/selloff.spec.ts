import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { cny, march } from '../../support/listings.ts';

/* 变卖 over HTTP: nobody bids in the round before; then its price stands still until somebody takes it. */

const held = later(march('31T10:00:00.000'), 10 * DAY);
/** Day 60, 24:00; the day of the opening does not count (3-trading-rules §3.2). */
const heldUntil = later(march('31T00:00:00.000'), 71 * DAY);
const taken = later(held, 20 * DAY);

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  const times = { opensAt: toRfc3339(held), closesAt: toRfc3339(heldUntil) };
  lotId = await house.publishLot({ ladder: [{ format: 'selloff', start: cny(700_000_00), ...times }] });
  await house.moveTo(opensAt);
  await house.moveTo(closesAt);
  await house.moveTo(later(closesAt, MINUTE));
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(held);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const lot = async () => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const bid = ({ browser }: Person, amount: number) =>
  browser.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount: cny(amount) });

describe('a sell-off', () => {
  it('holds the price of the round before open, until day 60', async () => {
    expect(await lot()).toMatchObject({
      ...{ phase: 'open', round: 2, offer: { format: 'selloff' }, course: { step: 'held-open' } },
      ...{ asking: cny(700_000_00), price: null, closesAt: toRfc3339(heldUntil) },
    });
    await house.moveTo(taken);
    expect(await bid(house.agencies[0], 699_999_99)).toMatchObject({
      status: 409,
      body: { code: 'below-start', facts: { asking: cny(700_000_00) } },
    });
    expect(await lot()).toMatchObject({ course: { step: 'held-open' }, closesAt: toRfc3339(heldUntil) });
  });

  it('starts 24 hours of rising bids with the first bid at the price', async () => {
    expect(await bid(house.agencies[0], 700_000_00)).toMatchObject({
      status: 201,
      body: { isLeading: true },
    });
    expect(await lot()).toMatchObject({
      ...{ course: { step: 'rising' }, closesAt: toRfc3339(later(taken, DAY)) },
      ...{ price: cny(700_000_00), asking: cny(705_000_00) },
    });
  });

  it('is overbid by the increment, extends, and sells to the highest', async () => {
    expect(await bid(house.agencies[1], 704_999_99)).toMatchObject({
      status: 409,
      body: { code: 'below-asking' },
    });
    const last = later(taken, DAY - 1);
    await house.moveTo(last);
    expect(await bid(house.agencies[1], 705_000_00)).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ closesAt: toRfc3339(later(last, 5 * MINUTE)) });
    await house.moveTo(later(last, 5 * MINUTE));
    expect(await lot()).toMatchObject({ phase: 'sold', price: cny(705_000_00), stage: 'confirmed' });
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    expect(verifyLog(log.body.trimEnd().split('\n'))).toMatchObject({ ok: true, format: 'selloff' });
  });

  it('is confirmed as a sell-off, whatever the route of its lot', async () => {
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}/confirmation`);
    expect(body).toMatchObject({ stage: 'confirmed', route: 'selloff' });
    expect(await lot()).toMatchObject({ route: 'bidding' });
  });
});
