import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LogEntryView, LotView } from '@reassign/shared/auctions/api.ts';
import type { AgentRequestList, ReviewList } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, type Instant, instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import {
  asOrganisation,
  asPerson,
  identify,
  judicial,
  knownPerson,
  type NaturalPerson,
  newCourt,
  newPerson,
  onTheList,
  ownFor,
  registerAs,
  residentId,
  wishFor,
} from '../../support/bidders.ts';
import { type House, openHouse, type Person, type Sellers } from '../../support/house.ts';

/*
 * Agents, relations, priority purchasers and letters of intent on lots that a court sells, before the opening and after it.
 */

const opensAt: Instant = instant(Date.parse(judicial.opensAt ?? ''));
let house: House;
let court: Sellers;
let buyer: Person;
beforeAll(async () => {
  house = await openHouse(onTheList);
  court = await newCourt(house);
  buyer = await house.newcomer('buyer', ['owner']);
  await yes(identify(buyer, { name: '赵六', number: residentId(900) }));
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const no = (status: number, code: string, facts?: object) => ({
  status,
  body: { code, ...(facts && { facts }) },
});
const barred = (ground: string) => no(409, 'barred', { ground });
const bid = ({ browser }: Pick<Person, 'browser'>, lot: LotId, yuan: number) =>
  browser.post(`/api/v1/lots/${lot}/bids`, {
    commandId: randomUUID(),
    amount: { amount: yuan * 100, currency: 'CNY' },
  });
const logOf = async (lot: LotId) =>
  (await yes<{ items: LogEntryView[] }>(house.watcher.get(`/api/v1/lots/${lot}/events`))).items;
const declare = (lot: LotId, what: string, body: object) =>
  court.checker.browser.post(`/api/v1/lots/${lot}/${what}`, body);
const relation = (who: object, ground = 'court', isRelative = false) => ({
  ...{ who, ground, isRelative, reason: '依申报' },
});
const priority = (who: object, rank: number) => ({ who, rank, ground: 'co-owner', reason: '共有人' });
const requestsOf = async ({ browser }: Pick<Person, 'browser'>, lot: LotId) =>
  (await yes<AgentRequestList>(browser.get('/api/v1/agent-requests'))).items.filter(
    ({ lotId }) => lotId === lot,
  );
const answer = ({ browser }: Pick<Person, 'browser'>, id: string, isConfirmed = true) =>
  browser.post(`/api/v1/agent-requests/${id}/answer`, { isConfirmed });
let serial = 0;
const someone = (name = '某人') => knownPerson(house, name, ++serial);
const admitted = async (who: Pick<NaturalPerson, 'browser'>, lot: LotId) => {
  await house.confirm(await registerAs(who, lot));
};

describe('an agent', () => {
  it('bids only once its principal confirmed it, before the opening', async () => {
    const lot = await house.publishLot(judicial, court);
    const [agent, late] = [await someone('代理甲'), await someone('代理乙')];
    const client = await someone('委托人');
    const registration = await registerAs(agent, lot, { principal: asOrganisation(buyer) });
    expect(registration).toMatchObject({
      bidder: buyer.organisation.name,
      agent: { state: 'awaited', until: new Date(opensAt).toISOString() },
    });
    const other = await registerAs(late, lot, { principal: asPerson(client) });
    for (const one of [registration, other]) await house.confirm(one);

    const [request] = await requestsOf(buyer, lot);
    expect(request).toMatchObject({ agent: '代理甲', state: 'awaited' });
    expect(await requestsOf(client, lot)).toMatchObject([{ agent: '代理乙' }]);
    // To everybody else it is not there.
    expect(await answer(client, registration.id)).toMatchObject(no(404, 'not-found'));
    expect(await answer(agent, registration.id)).toMatchObject(no(404, 'not-found'));
    expect(await answer(buyer, registration.id)).toMatchObject({ status: 201, body: { state: 'confirmed' } });
    expect(await answer(buyer, registration.id, false)).toMatchObject(no(409, 'wrong-state'));

    await house.moveTo(opensAt);
    expect((await logOf(lot)).filter(({ type }) => type === 'Registered')).toHaveLength(1);
    expect(await answer(client, other.id)).toMatchObject(no(409, 'agent-too-late'));
    expect(await bid(late, lot, 700_000)).toMatchObject(no(409, 'not-registered'));
    expect(await bid(agent, lot, 700_000)).toMatchObject({ status: 201 });
    const newcomer = await someone();
    const [path, body] = wishFor(lot, { principal: asPerson({ name: '某', number: residentId(901) }) });
    expect(await newcomer.browser.post(path, body)).toMatchObject(no(409, 'agent-too-late'));
  });
});

describe('nobody bids against itself', () => {
  it('not under two accounts, nor through an agent beside oneself, nor for two', async () => {
    const lot = await newLot();
    const one = await someone('一人');
    const twin = await newPerson(house, '一人', ++serial);
    await yes(identify(twin, one));
    await registerAs(one, lot);
    expect(await twin.browser.post(...wishFor(lot))).toMatchObject(barred('same-bidder'));
    const agent = await someone('代理');
    expect(await agent.browser.post(...wishFor(lot, { principal: asPerson(one) }))).toMatchObject(
      barred('same-bidder'),
    );
    await registerAs(agent, lot, { principal: asOrganisation(buyer) });
    expect(await buyer.browser.post(...wishFor(lot))).toMatchObject(barred('same-bidder'));
    expect(await agent.browser.post(...wishFor(lot))).toMatchObject(barred('mandate-and-own-account'));
    const second = { principal: asPerson({ name: '另一人', number: residentId(902) }) };
    const [path, body] = wishFor(lot, second);
    expect(await agent.browser.post(path, body)).toMatchObject(barred('two-mandates'));
  });

  it('whoever withdrew is free to come as somebody else; its money goes straight back', async () => {
    const lot = await newLot();
    const one = await someone('撤回');
    const registration = await registerAs(one, lot);
    const stranger = await someone();
    const path = `/api/v1/registrations/${registration.id}/withdrawal`;
    expect(await stranger.browser.post(path, {})).toMatchObject(no(404, 'not-found'));
    expect(await one.browser.post(path, {})).toMatchObject({ status: 201 });
    expect(await ownFor(one, lot)).toBeUndefined();
    expect(await one.browser.post(path, {})).toMatchObject(no(404, 'not-found'));
    await house.confirm(registration);
    const [row] = await house.admin.sql<[{ status: string }]>`
      select status from deposit where reference = ${registration.deposit.reference}`;
    expect(row.status).toBe('released');
    const again = await registerAs(one, lot, { principal: asOrganisation(buyer) });
    expect(again.id).not.toBe(registration.id);
    await house.confirm(again);
    expect(await one.browser.post(`/api/v1/registrations/${again.id}/withdrawal`, {})).toMatchObject(
      no(409, 'wrong-state'),
    );
  });
});

/** A lot that opens after its notice, whatever day it is by now. */
async function newLot(): Promise<LotId> {
  const from = later(opensAt, Math.max(0, house.clock.now() - opensAt) + 33 * DAY);
  const until = later(from, DAY);
  const times = { opensAt: new Date(from).toISOString(), closesAt: new Date(until).toISOString() };
  return house.publishLot({ ...judicial, ...times }, court);
}
const opensOf = (lot: LotView) => instant(Date.parse(lot.opensAt));
const viewOf = (lot: LotId) => yes<LotView>(house.watcher.get(`/api/v1/lots/${lot}`));

describe('who was declared not to be allowed to bid', () => {
  it.each([
    ['a stranger to the case', 'nonsense', 400, 'malformed'],
    ['the platform', 'platform', 400, 'malformed'],
  ])('is not %s', async (_what, ground, status, code) => {
    const lot = await newLot();
    expect(await declare(lot, 'relations', relation(asOrganisation(buyer), ground))).toMatchObject(
      no(status, code),
    );
  });

  it('is named by a number that checks', async () => {
    const lot = await newLot();
    const wrong = { kind: 'organisation', name: '某公司', creditCode: '91140100MA0K00013A' };
    expect(await declare(lot, 'relations', relation(wrong))).toMatchObject({
      status: 422,
      body: { code: 'bad-credit-code', faults: [{ pointer: '/who/creditCode' }] },
    });
    const nobody = asPerson({ name: '某', number: '110105198001010011' });
    expect(await declare(lot, 'relations', relation(nobody))).toMatchObject({
      status: 422,
      body: { code: 'bad-document', faults: [{ pointer: '/who/document/number' }] },
    });
  });

  it('cannot register; a slip taken back before the opening sets the wrong one free', async () => {
    const lot = await newLot();
    const clerk = await someone('书记员');
    const daughter = await someone('其女');
    const { id } = await yes<{ id: string }>(declare(lot, 'relations', relation(asPerson(clerk))));
    await yes(declare(lot, 'relations', relation(asPerson(daughter), 'court', true)));
    expect(await clerk.browser.post(...wishFor(lot))).toMatchObject(barred('court'));
    expect(await daughter.browser.post(...wishFor(lot))).toMatchObject(barred('near-relative'));
    await yes(declare(lot, `declarations/${id}/withdrawal`, {}));
    expect(await registerAs(clerk, lot)).toMatchObject({ barred: null });
    expect(await declare(lot, `declarations/${id}/withdrawal`, {})).toMatchObject(no(404, 'not-found'));
  });

  it('and is registered already: is not let in; and is in the log: is barred there, by its number', async () => {
    const lot = await newLot();
    const [before, after, other] = [await someone(), await someone(), await someone()];
    for (const one of [before, after, other]) await admitted(one, lot);
    await yes(declare(lot, 'relations', relation(asPerson(before), 'auxiliary')));
    expect(await ownFor(before, lot)).toMatchObject({ barred: 'auxiliary' });
    await house.moveTo(opensOf(await viewOf(lot)));
    expect((await logOf(lot)).filter(({ type }) => type === 'Registered')).toHaveLength(2);
    expect(await bid(before, lot, 700_000)).toMatchObject(barred('auxiliary'));

    expect(await bid(after, lot, 700_000)).toMatchObject({ status: 201 });
    await yes(declare(lot, 'relations', relation(asPerson(after), 'court')));
    await house.modules.auctions.settled();
    const { bidderNumber } = (await ownFor(after, lot)) ?? {};
    const last = (await logOf(lot)).slice(-2);
    expect(last).toMatchObject([
      { type: 'BidderBarred', body: { actor: { role: 'platform' }, bidderNumber, ground: 'court' } },
      { type: 'LotPaused', body: { cause: 'leader-voided' } },
    ]);
    expect(JSON.stringify(last)).not.toContain(after.number);
    expect(await bid(after, lot, 710_000)).toMatchObject(no(409, 'lot-not-open'));
  });
});

describe('priority purchasers', () => {
  it('are named before the opening, go first at the same price, and the answer tells nothing of them', async () => {
    const lot = await newLot();
    const [first, second, plain] = [await someone(), await someone(), await someone()];
    const { body: toRegistered } = await declare(lot, 'priority-purchasers', priority(asPerson(first), 1));
    for (const one of [first, second, plain]) await admitted(one, lot);
    const { body: toUnknown } = await declare(lot, 'priority-purchasers', priority(asPerson(second), 2));
    expect(Object.keys(toUnknown as object)).toEqual(Object.keys(toRegistered as object));
    expect(await declare(lot, 'priority-purchasers', priority(asPerson(first), 3))).toMatchObject(
      no(409, 'already-named'),
    );
    expect(await declare(lot, 'priority-purchasers', priority(asPerson(plain), 100))).toMatchObject(
      no(400, 'malformed'),
    );
    expect(await ownFor(first, lot)).toMatchObject({ rank: 1 });
    expect(await ownFor(plain, lot)).toMatchObject({ rank: null });

    await house.moveTo(opensOf(await viewOf(lot)));
    const { priority: places } = await viewOf(lot);
    expect(places.map(({ place }) => place).sort()).toEqual([1, 2]);
    expect(await bid(plain, lot, 700_000)).toMatchObject({ status: 201 });
    expect(await bid(second, lot, 700_000)).toMatchObject({ status: 201 });
    expect(await bid(first, lot, 700_000)).toMatchObject({ status: 201 });
    expect(await bid(second, lot, 700_000)).toMatchObject(no(409, 'below-asking'));
    expect(await declare(lot, 'priority-purchasers', priority(asPerson(plain), 1))).toMatchObject(
      no(409, 'declared-too-late'),
    );
    const { body } = await court.maker.browser.get(`/api/v1/lots/${lot}/declarations`);
    expect(body).toMatchObject({ priorities: [{ rank: 1, name: first.name, kind: 'person' }, { rank: 2 }] });
    expect(JSON.stringify(body)).not.toContain(first.number);
  });
});

describe('a bidder abroad', () => {
  const passport = { kind: 'passport', country: 'DE', number: 'C01X0006H', bornOn: '1980-05-06' };
  const reviews = async () => (await yes<ReviewList>(house.operator.browser.get('/api/v1/reviews'))).items;
  it('bids for restricted technology once a person has seen its letter; never for prohibited', async () => {
    const lot = await newLot();
    const abroad = await newPerson(house, 'Erika', ++serial);
    await yes(abroad.browser.post('/api/v1/identity', { name: 'Erika Mustermann', document: passport }));
    const letter = { number: 'YX-2026-1', item: '183506x' };
    // Until the catalogue is looked up no letter fits.
    expect(await abroad.browser.post(...wishFor(lot, { letter }))).toMatchObject(
      barred('restricted-technology'),
    );
    await yes(declare(lot, 'technology', { control: 'prohibited', item: '183506X' }));
    expect(await abroad.browser.post(...wishFor(lot, { letter }))).toMatchObject(
      barred('prohibited-technology'),
    );
    await yes(declare(lot, 'technology', { control: 'restricted', item: '183506X' }));
    expect(await abroad.browser.post(...wishFor(lot))).toMatchObject(barred('restricted-technology'));
    const registration = await registerAs(abroad, lot, { letter });
    expect(registration).toMatchObject({ review: 'awaited' });
    await house.confirm(registration);

    const [review] = await reviews();
    expect(review).toEqual({
      ...{ id: review?.id, name: 'Erika Mustermann', country: 'DE', letter: 'YX-2026-1', item: '183506x' },
    });
    const shown = JSON.stringify(review);
    for (const tie of [lot, registration.id, (await ownFor(abroad, lot))?.bidderNumber ?? ''])
      expect(shown).not.toContain(tie);
    await house.moveTo(opensOf(await viewOf(lot)));
    expect(await bid(abroad, lot, 700_000)).toMatchObject(no(409, 'not-registered'));
    const path = `/api/v1/reviews/${review?.id ?? ''}/decision`;
    expect(await house.operator.browser.post(path, { isPassed: true, reason: '' })).toMatchObject(
      no(400, 'malformed'),
    );
    await yes(house.operator.browser.post(path, { isPassed: true, reason: '已核对原件' }));
    expect(await house.operator.browser.post(path, { isPassed: false, reason: '再看' })).toMatchObject(
      no(409, 'wrong-state'),
    );
    expect(await reviews()).toEqual([]);
    await house.moveTo(later(opensOf(await viewOf(lot)), MINUTE));
    expect(await bid(abroad, lot, 700_000)).toMatchObject({ status: 201 });
  });
});
