import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { closesAt, type House, openHouse, opensAt } from '../../support/house.ts';

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const confirmation = (browser = house.watcher) => browser.get(`/api/v1/lots/${lotId}/confirmation`);

describe('the sale confirmation', () => {
  it('does not exist before the hammer, for nobody', async () => {
    const amount = { amount: 700_000_00, currency: 'CNY' };
    await house.agencies[0].browser.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount });
    for (const { browser } of [house.maker, house.operator, ...house.agencies]) {
      expect(await confirmation(browser)).toMatchObject({ status: 404 });
    }
  });

  it('is full to the two parties and by name only to everybody else', async () => {
    await house.moveTo(closesAt);
    const buyer = house.agencies[0].organisation;
    const full = {
      scope: 'party',
      seller: house.maker.organisation.name,
      buyer: { name: buyer.name, creditCode: buyer.creditCode },
      hammer: { amount: 700_000_00, currency: 'CNY' },
      deposit: { amount: 70_000_00, currency: 'CNY' },
      premium: { amount: 14_000_00, currency: 'CNY' },
      balanceDue: { amount: 644_000_00, currency: 'CNY' },
    };
    expect((await confirmation(house.agencies[0].browser)).body).toMatchObject(full);
    expect((await confirmation(house.checker.browser)).body).toMatchObject(full);
    for (const browser of [house.watcher, house.operator.browser, house.agencies[1].browser]) {
      expect((await confirmation(browser)).body).toMatchObject({
        scope: 'public',
        number: 'CJ-SX-2026-000001',
        buyer: { name: buyer.name, creditCode: null },
        deposit: null,
        premium: null,
        balanceDue: null,
      });
    }
  });

  it('names the log that decided it', async () => {
    const { body } = await confirmation();
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/events` });
    const last = log.json<{ items: { seq: number; hash: string; type: string }[] }>().items.at(-1);
    expect(last).toMatchObject({ type: 'LotSold', seq: body['logSize'], hash: body['logHash'] });
  });

  it('applies the winner’s deposit and releases the others, each once', async () => {
    const statuses = await Promise.all(
      house.agencies.map(async ({ browser }) => {
        const { body } = await browser.get('/api/v1/registrations');
        return (body as { items: { deposit: { status: string } }[] }).items.map(
          ({ deposit }) => deposit.status,
        );
      }),
    );
    expect(statuses).toEqual([['applied'], ['released']]);
  });
});
