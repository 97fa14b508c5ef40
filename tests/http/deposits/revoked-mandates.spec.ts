import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntryView, LotView } from '@reassign/shared/auctions/api.ts';
import type { AgentRequestList, RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../../support/bank-desk.ts';
import { asOrganisation, ownFor, registerAs } from '../../support/bidders.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

/* A principal may take back a mandate that it confirmed (民法典 art. 933): for what is to come, and for nothing that was bid. */

let house: House;
let buyer: Person;
let agency: Person;
beforeAll(async () => {
  house = await openHouse();
  buyer = await house.newcomer('buyer', ['owner']);
  [agency] = house.agencies;
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const cny = (yuan: number) => ({ amount: yuan * 100, currency: 'CNY' });
const no = (status: number, code: string) => ({ status, body: { code } });
const bid = ({ browser }: Person, lot: LotId, yuan: number, more: object = {}) =>
  browser.post(`/api/v1/lots/${lot}/bids`, { commandId: randomUUID(), amount: cny(yuan), ...more });
const answer = ({ browser }: Person, id: string) =>
  browser.post(`/api/v1/agent-requests/${id}/answer`, { isConfirmed: true });
const revoke = ({ browser }: Person, id: string) =>
  browser.post(`/api/v1/agent-requests/${id}/revocation`, {});
const requestOf = async (id: string) =>
  (await yes<AgentRequestList>(buyer.browser.get('/api/v1/agent-requests'))).items.find(
    (one) => one.id === id,
  );
const logOf = async (lot: LotId) =>
  (await yes<{ items: LogEntryView[] }>(house.watcher.get(`/api/v1/lots/${lot}/events`))).items;

/** The agency registers for the buyer, and its deposit is there. */
async function mandated(): Promise<{ lot: LotId; registration: RegistrationView }> {
  const lot = await house.publishLot();
  const registration = await registerAs(agency, lot, { principal: asOrganisation(buyer) });
  await house.confirm(registration);
  return { lot, registration };
}

describe('a mandate', () => {
  let early: LotId;

  it('is revoked once, by its principal alone, after it was confirmed', async () => {
    const { lot, registration } = await mandated();
    early = lot;
    const { id } = registration;
    expect(await revoke(buyer, id), 'nothing to revoke yet').toMatchObject(no(409, 'wrong-state'));
    await yes(answer(buyer, id));
    expect(await requestOf(id)).toMatchObject({ state: 'confirmed', isRevocable: true });
    for (const stranger of [agency, house.operator, house.agencies[1]])
      expect(await revoke(stranger, id)).toMatchObject(no(404, 'not-found'));
    expect(await revoke(buyer, randomUUID())).toMatchObject(no(404, 'not-found'));
    expect(await revoke(buyer, id)).toMatchObject({ status: 201, body: { state: 'revoked' } });
    expect(await requestOf(id)).toMatchObject({ state: 'revoked', isRevocable: false });
    expect(await ownFor(agency, lot)).toMatchObject({ agent: { state: 'revoked' } });
    expect(await revoke(buyer, id)).toMatchObject(no(409, 'wrong-state'));
    expect(await answer(buyer, id), 'nor confirmed again').toMatchObject(no(409, 'wrong-state'));
    const moves = await house.admin.sql`
      select what, actor from registration_move where registration_id = ${id} order by at`;
    expect([...moves]).toEqual([
      { what: 'agent-confirmed', actor: `registration:${id}` },
      { what: 'agent-revoked', actor: `registration:${id}` },
    ]);
  });

  it('that is revoked during the bidding leaves what was bid, the hidden maximum too, and takes no more', async () => {
    const { lot, registration } = await mandated();
    await yes(answer(buyer, registration.id));
    const rival = house.agencies[1];
    await house.admit(rival, lot);
    await house.moveTo(opensAt);
    expect(
      (await logOf(early)).filter(({ type }) => type === 'Registered'),
      'revoked before',
    ).toEqual([]);
    expect(await bid(agency, early, 700_000)).toMatchObject(no(409, 'not-registered'));

    await yes(bid(agency, lot, 700_000, { maximum: cny(800_000) }));
    await yes(revoke(buyer, registration.id));
    expect(await bid(agency, lot, 710_000, { maximum: cny(900_000) })).toMatchObject(
      no(409, 'not-registered'),
    );
    await yes(bid(rival, lot, 750_000));
    const { leader } = await yes<LotView>(house.watcher.get(`/api/v1/lots/${lot}`));
    expect(leader, 'the maximum overbids the rival').toBe((await ownFor(agency, lot))?.bidderNumber);

    await house.moveTo(closesAt);
    expect(await yes<LotView>(house.watcher.get(`/api/v1/lots/${lot}`))).toMatchObject({ phase: 'sold' });
    const sale = await yes(buyer.browser.get(`/api/v1/lots/${lot}/confirmation`));
    expect(sale, 'the principal bought').toMatchObject({
      reader: 'buyer',
      buyer: { name: buyer.organisation.name },
    });
  });

  it('is not revoked any more when the lot has ended', async () => {
    const lot = await house.publishLot({
      opensAt: '2026-05-08T10:00:00.000+08:00',
      closesAt: '2026-05-09T10:00:00.000+08:00',
    });
    const { id } = await registerAs(agency, lot, { principal: asOrganisation(buyer) });
    await yes(answer(buyer, id));
    await house.moveTo((Date.parse('2026-05-09T02:00:00.000Z') - 1) as typeof closesAt);
    expect(await requestOf(id)).toMatchObject({ isRevocable: true });
    await house.moveTo(Date.parse('2026-05-09T02:00:00.000Z') as typeof closesAt);
    expect(await requestOf(id)).toMatchObject({ state: 'confirmed', isRevocable: false });
    expect(await revoke(buyer, id)).toMatchObject(no(409, 'wrong-state'));
  });
});
