import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgentRequestList, RegistrationInput } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { yes } from '../../support/bank-desk.ts';
import {
  asOrganisation,
  asPerson,
  judicial,
  knownPerson,
  type NaturalPerson,
  newCourt,
  onTheList,
  registerAs,
} from '../../support/bidders.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

/* Whom somebody else bid for is the buyer: it sees its sale whole, and the price has to come in its name. */

let house: House;
let lot: LotId;
let ofCourt: LotId;
beforeAll(async () => {
  house = await openHouse(onTheList);
  lot = await house.publishLot();
  ofCourt = await house.publishLot(judicial, await newCourt(house));
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

type Browsing = Pick<NaturalPerson, 'browser'>;
const seenBy = async ({ browser }: Browsing, lotId: LotId) => ({
  reader: (await yes<ConfirmationView>(browser.get(`/api/v1/lots/${lotId}/confirmation`))).reader,
  balance: (await browser.get(`/api/v1/lots/${lotId}/balance`)).status,
});
const whole = { reader: 'buyer', balance: 200 };
const asEverybody = { reader: null, balance: 404 };

/** Registers for a principal that confirms, and buys at the start. */
async function buyFor(
  principal: NonNullable<RegistrationInput['principal']>,
  { agent, client }: Record<'agent' | 'client', Browsing>,
  { lotId, opens, closes }: { lotId: LotId; opens: Instant; closes: Instant },
): Promise<void> {
  const registration = await registerAs(agent, lotId, { principal });
  const path = `/api/v1/agent-requests/${registration.id}/answer`;
  await yes(client.browser.post(path, { isConfirmed: true }));
  await house.confirm(registration);
  await house.moveTo(opens);
  const bid = { commandId: randomUUID(), amount: { amount: 700_000_00, currency: 'CNY' } };
  await yes(agent.browser.post(`/api/v1/lots/${lotId}/bids`, bid));
  await house.moveTo(closes);
}

describe('a company for which an agency bought', () => {
  let buyer: Person;

  it('sees confirmation and balance, as the agency does; others see what is public', async () => {
    buyer = await house.newcomer('buyer', ['owner']);
    const [agency, other] = house.agencies;
    const sides = { agent: agency, client: buyer };
    await buyFor(asOrganisation(buyer), sides, { lotId: lot, opens: opensAt, closes: closesAt });
    expect(await seenBy(buyer, lot)).toEqual(whole);
    expect(await seenBy(agency, lot)).toEqual(whole);
    const { items } = await yes<AgentRequestList>(buyer.browser.get('/api/v1/agent-requests'));
    expect(items).toMatchObject([{ lotId: lot, hasWon: true, isRevocable: false }]);
    const member = await house.colleague(buyer, ['member']);
    const stranger = await house.newcomer('buyer', ['owner']);
    for (const reader of [member, stranger, other]) expect(await seenBy(reader, lot)).toEqual(asEverybody);
  });

  it('pays its price, by card or under its own name', async () => {
    const balance = await yes(buyer.browser.get(`/api/v1/lots/${lot}/balance`));
    expect(balance).toMatchObject({ mayPay: true, payerName: buyer.organisation.name });
    const pay = ({ browser }: Browsing) =>
      browser.post(`/api/v1/lots/${lot}/balance/payments`, { language: 'zh' });
    // Stripe is asked; nobody listens there in this house.
    expect(await pay(buyer)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await pay(await house.newcomer('buyer', ['owner']))).toMatchObject({ status: 404 });
  });

  it('is not known by a credit code that nobody looked at', async () => {
    await house.admin.sql`update organisation set accredited = false where id = ${buyer.organisation.id}`;
    expect(await seenBy(buyer, lot)).toEqual(asEverybody);
  });
});

describe('a person for whom an agent bought from a court', () => {
  it('sees its sale, and nobody else of its name does', async () => {
    const [agent, client] = [await knownPerson(house, '代理人', 1), await knownPerson(house, '委托人', 2)];
    const namesake = await knownPerson(house, '委托人', 3);
    const opens = instant(Date.parse(judicial.opensAt ?? ''));
    const closes = instant(Date.parse(judicial.closesAt ?? ''));
    await buyFor(asPerson(client), { agent, client }, { lotId: ofCourt, opens, closes });
    expect(await seenBy(client, ofCourt)).toEqual(whole);
    expect(await seenBy(namesake, ofCourt)).toEqual(asEverybody);
  });
});
