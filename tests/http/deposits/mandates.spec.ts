import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntryView } from '@reassign/shared/auctions/api.ts';
import type { AgentRequestList } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import {
  asOrganisation,
  identify,
  judicial,
  knownPerson,
  type NaturalPerson,
  newCourt,
  onTheList,
  registerAs,
  residentId,
  wishFor,
} from '../../support/bidders.ts';
import { type House, openHouse, type Person } from '../../support/house.ts';

/* How far an agent may go: its principal confirms cap and term, and no bid is accepted beyond them (3-trading-rules §3.4). */

const opensAt: Instant = instant(Date.parse(judicial.opensAt ?? ''));
const until = later(opensAt, 10 * MINUTE);
let house: House;
let lot: LotId;
let buyer: Person;
let agent: NaturalPerson;
let rival: NaturalPerson;
beforeAll(async () => {
  house = await openHouse(onTheList);
  lot = await house.publishLot(judicial, await newCourt(house));
  buyer = await house.newcomer('buyer', ['owner']);
  await yes(identify(buyer, { name: '赵六', number: residentId(900) }));
  agent = await knownPerson(house, '代理甲', 1);
  rival = await knownPerson(house, '竞买人', 2);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const cny = (fen: number) => ({ amount: fen, currency: 'CNY' });
const bid = ({ browser }: Pick<Person, 'browser'>, fen: number, more: object = {}) =>
  browser.post(`/api/v1/lots/${lot}/bids`, { commandId: randomUUID(), amount: cny(fen), ...more });
const beyond = { status: 409, body: { code: 'authority-exceeded' } };

describe('a mandate', () => {
  it('is confirmed with its limits', async () => {
    const principal = asOrganisation(buyer);
    const foreign = { cap: { amount: 1, currency: 'USD' } };
    expect(await agent.browser.post(...wishFor(lot, { principal, authority: foreign }))).toMatchObject({
      status: 409,
      body: { code: 'wrong-currency' },
    });
    const authority = { cap: cny(710_000_00), until: new Date(until).toISOString() };
    const registration = await registerAs(agent, lot, { principal, authority });
    expect(registration.agent).toMatchObject({ state: 'awaited', authority });
    const { items } = await yes<AgentRequestList>(buyer.browser.get('/api/v1/agent-requests'));
    expect(items).toMatchObject([{ agent: '代理甲', authority }]);
    await yes(buyer.browser.post(`/api/v1/agent-requests/${registration.id}/answer`, { isConfirmed: true }));
    await house.confirm(registration);
    await house.confirm(await registerAs(rival, lot));
  });

  it('binds each bid, and the hidden maximum too, to the fen', async () => {
    await house.moveTo(opensAt);
    expect(await bid(agent, 710_000_01)).toMatchObject(beyond);
    expect(await bid(agent, 710_000_00)).toMatchObject({ status: 201 });
    expect(await bid(rival, 715_000_00)).toMatchObject({ status: 201 });
    expect(await bid(agent, 720_000_00)).toMatchObject(beyond);
  });

  it('ends at its hour, to the millisecond; whoever bids for itself has no limits', async () => {
    await house.moveTo(until);
    expect(await bid(agent, 700_000_00)).toMatchObject(beyond);
    expect(await bid(rival, 720_000_00)).toMatchObject({ status: 409, body: { code: 'already-leading' } });
  });

  it('is nowhere in public', async () => {
    const { items } = await yes<{ items: LogEntryView[] }>(house.watcher.get(`/api/v1/lots/${lot}/events`));
    expect(items.find(({ type }) => type === 'Registered')?.body).not.toHaveProperty('authority');
  });
});
