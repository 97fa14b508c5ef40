import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { yes } from '../../support/bank-desk.ts';
import { asOrganisation, registerAs } from '../../support/bidders.ts';
import { type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { LiveClient } from '../../support/live-client.ts';

/* Sockets keep who bids; a mandate that is revoked is forgotten by each of them, also by one that does not follow the lot. */

let house: House;
let buyer: Person;
let lotId: LotId;
let requestId: string;
let following: LiveClient;
let sending: LiveClient;

beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  buyer = await house.newcomer('buyer', ['owner']);
  const [agency] = house.agencies;
  const registration = await registerAs(agency, lotId, { principal: asOrganisation(buyer) });
  requestId = registration.id;
  await yes(buyer.browser.post(`/api/v1/agent-requests/${requestId}/answer`, { isConfirmed: true }));
  await house.confirm(registration);
  await house.moveTo(opensAt);
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
  const headers = { cookie: agency.browser.cookie, origin: house.config.publicUrl };
  [following, sending] = [new LiveClient(address, headers), new LiveClient(address, headers)];
  for (const client of [following, sending]) await client.next('hello');
  await following.follow(lotId);
});
afterAll(async () => {
  for (const client of [following, sending]) client.socket.close();
  expect(house.faults).toEqual([]);
  await house.close();
});

const bid = (yuan: number) => ({
  ...{ t: 'bid', commandId: randomUUID(), lotId },
  amount: { amount: yuan * 100, currency: 'CNY' },
});

it('a bid under the mandate is taken from both', async () => {
  sending.send(bid(700_000));
  await sending.next('accepted');
  following.send(bid(710_000));
  expect(await following.next('refused')).toMatchObject({ problem: { code: 'already-leading' } });
});

it('after it is revoked none is, and who follows is told', async () => {
  await yes(buyer.browser.post(`/api/v1/agent-requests/${requestId}/revocation`, {}));
  expect(await following.next('you')).toMatchObject({ you: { standing: 'unconfirmed', bidderNumber: null } });
  for (const client of [following, sending]) {
    client.send(bid(720_000));
    expect(await client.next('refused')).toMatchObject({ problem: { code: 'not-registered' } });
  }
});
