import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, type House, openHouse, opensAt } from '../../support/house.ts';
import { cny, march } from '../../support/listings.ts';

/* A plan of two rounds, published whole: the platform runs it, nobody else touches it. */

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  const rung = {
    format: 'english' as const,
    start: cny(560_000_00),
    opensAt: '2026-04-10T10:00:00.000+08:00',
    closesAt: '2026-04-11T10:00:00.000+08:00',
  };
  lotId = await house.publishLot({ ladder: [rung] });
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const lot = async () => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const april = (day: number) => later(march('31T10:00:00.000'), day * DAY);

describe('a published ladder', () => {
  it('goes on to its next round when nobody bid, at the published price and time', async () => {
    await house.moveTo(opensAt);
    expect(await lot()).toMatchObject({ phase: 'open', round: 1 });
    await house.moveTo(closesAt);
    expect(await lot()).toMatchObject({
      ...{ phase: 'notice', round: 2, start: cny(560_000_00), nextRounds: [] },
      ...{ opensAt: '2026-04-10T02:00:00.000Z', closesAt: '2026-04-11T02:00:00.000Z' },
      failedRounds: [{ round: 1, start: cny(700_000_00), reason: 'no-bid' }],
    });
  });
  it('opens and sells it without a hand, and its log verifies', async () => {
    const [agency] = house.agencies;
    // A deposit that is asked for at the very end of a round is that round's.
    await house.moveTo(later(closesAt, MINUTE));
    await house.admit(agency, lotId);
    await house.moveTo(april(10));
    expect(await lot()).toMatchObject({ phase: 'open', round: 2 });
    const bid = { commandId: randomUUID(), amount: cny(560_000_00) };
    expect(await agency.browser.post(`/api/v1/lots/${lotId}/bids`, bid)).toMatchObject({ status: 201 });
    await house.moveTo(april(11));
    expect(await lot()).toMatchObject({ phase: 'sold', round: 2, stage: 'confirmed' });
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    expect(verifyLog(log.body.split('\n').slice(0, -1))).toMatchObject({ ok: true });
  });
});
