import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { AgencyList, AgencyRecord } from '@reassign/shared/settlement/agencies.ts';
import { type House, openHouse } from '../../support/house.ts';
import { type Scene, setScene } from '../../support/scene.ts';

let house: House;
let scene: Scene;
beforeAll(async () => {
  house = await openHouse();
  scene = await setScene(house);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const list = async () => ((await house.watcher.get('/api/v1/agencies')).body as AgencyList).items;
const accredit = (id: string, accredited: boolean) =>
  house.operator.browser.put(`/api/v1/organisations/${id}/accreditation`, { accredited, reason: 'seen' });

describe('the agencies', () => {
  it('are the accredited ones, with what they bought, the busiest first', async () => {
    const [buyer, other] = [house.agencies[1].organisation, house.agencies[0].organisation];
    expect(await list()).toMatchObject([
      { id: buyer.id, name: buyer.name, won: 1, lastWonAt: '2026-03-18T02:00:00.000Z' },
      { id: other.id, name: other.name, won: 0, lastWonAt: null },
    ]);
    expect((await house.watcher.get(`/api/v1/agencies/${buyer.id}`)).body).toMatchObject({
      won: 1,
      purchases: [{ lotId: scene.sold, hammer: { amount: 72_000_000, currency: 'CNY' } }],
    });
  });

  it('say nothing of lots that run: neither who is registered nor under which number', async () => {
    const { body } = await house.watcher.get(`/api/v1/agencies/${house.agencies[0].organisation.id}`);
    expect((body as AgencyRecord).purchases).toEqual([]);
    expect(JSON.stringify([body, await list()])).not.toContain(scene.open);
  });

  it('leave the list with their accreditation, and come back with a new beginning', async () => {
    const { id } = house.agencies[0].organisation;
    await house.moveTo(later(house.clock.now(), MINUTE));
    await accredit(id, false);
    expect((await list()).map((agency) => agency.id)).not.toContain(id);
    expect(await house.watcher.get(`/api/v1/agencies/${id}`)).toMatchObject({ status: 404 });
    await house.moveTo(later(house.clock.now(), MINUTE));
    await accredit(id, true);
    const again = (await list()).find((agency) => agency.id === id);
    expect(again?.accreditedSince).toBe(new Date(house.clock.now()).toISOString());
    await accredit(id, true);
    const still = (await list()).find((agency) => agency.id === id);
    expect(still?.accreditedSince).toBe(again?.accreditedSince);
  });

  it.each(['019a0000-0000-7000-8000-00000000dead', 'bank'])('%s is none', async (name) => {
    const id = name === 'bank' ? house.maker.organisation.id : name;
    expect(await house.watcher.get(`/api/v1/agencies/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });
});
