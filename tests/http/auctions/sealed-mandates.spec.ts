import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { yes } from '../../support/bank-desk.ts';
import { asOrganisation, registerAs } from '../../support/bidders.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import {
  give,
  type Keeper,
  sealedFor,
  sealedListing,
  sendSealed,
  shareIn,
  threeKeepers,
} from '../../support/keepers.ts';

/* What an agency may bid under seal for its buyer is asked when bids are opened (3-trading-rules §3.3): before, nobody can. */

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' }) as Money;
const cap = yuan(800_000);

let house: House;
let keepers: readonly [Keeper, Keeper, Keeper];
let buyer: Person;
beforeAll(async () => {
  house = await openHouse();
  keepers = await threeKeepers(house);
  buyer = await house.newcomer('buyer', ['owner']);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

/** The number of an agency that bids for the buyer, up to the cap. */
async function admitAgent(agency: Person, lot: LotId): Promise<string> {
  const registration = await registerAs(agency, lot, {
    principal: asOrganisation(buyer),
    authority: { cap },
  });
  await yes(buyer.browser.post(`/api/v1/agent-requests/${registration.id}/answer`, { isConfirmed: true }));
  await house.confirm(registration);
  const { items } = await yes<{ items: RegistrationView[] }>(agency.browser.get('/api/v1/registrations'));
  return items.find(({ id }) => id === registration.id)?.bidderNumber ?? '';
}

describe('a bid under seal for a buyer', () => {
  it('counts up to the cap of the mandate, and not a fen above it', async () => {
    const [within, beyond] = [
      await house.publishLot(sealedListing(keepers)),
      await house.publishLot(sealedListing(keepers)),
    ];
    const [agency] = house.agencies;
    const numbers = [await admitAgent(agency, within), await admitAgent(agency, beyond)] as const;
    await house.moveTo(opensAt);
    await yes(sendSealed(agency, within, await sealedFor(house, within, numbers[0], cap)));
    const above = { ...cap, amount: cap.amount + 1 } as Money;
    await yes(sendSealed(agency, beyond, await sealedFor(house, beyond, numbers[1], above)));
    await house.moveTo(closesAt);
    for (const lot of [within, beyond])
      for (const keeper of keepers.slice(0, 2)) await yes(give(keeper, lot, await shareIn(keeper, lot)));
    const opened = async (lot: LotId) => (await house.watcher.get(`/api/v1/lots/${lot}/events`)).body;
    expect(await opened(within)).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ type: 'LotSold' })]) as unknown,
    });
    const items = (await opened(beyond))['items'] as { type: string; body: unknown }[];
    expect(items.find(({ type }) => type === 'SealedBidsOpened')?.body).toMatchObject({
      bids: [{ fault: 'authority-exceeded' }],
    });
    expect(items.map(({ type }) => type)).toContain('LotUnsold');
  });
});
