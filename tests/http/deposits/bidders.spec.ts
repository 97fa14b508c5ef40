import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import {
  identify,
  judicial,
  knownPerson,
  type NaturalPerson,
  newCourt,
  newPerson,
  onTheList,
  registerAs,
  residentId,
  wishFor,
} from '../../support/bidders.ts';
import { type House, openHouse, type Person, type Sellers } from '../../support/house.ts';
import { march } from '../../support/lot.ts';

/*
 * Who may bid where anyone lawful may (3-trading-rules §3.6): a lot that a court sells, from registration to hammer.
 */

let house: House;
let court: Sellers;
let lot: LotId;
let buyer: Person;
let zhang: NaturalPerson;
beforeAll(async () => {
  house = await openHouse(onTheList);
  court = await newCourt(house);
  lot = await house.publishLot(judicial, court);
  buyer = await house.newcomer('buyer', ['owner']);
  zhang = await knownPerson(house, '张三', 1);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const opensAt = later(march('31T10:00:00.000'), 8 * 24 * 60 * MINUTE);
const bid = ({ browser }: Pick<Person, 'browser'>, of: LotId, yuan: number) =>
  browser.post(`/api/v1/lots/${of}/bids`, {
    commandId: randomUUID(),
    amount: { amount: yuan * 100, currency: 'CNY' },
  });
const no = (status: number, code: string, facts?: object) => ({
  status,
  body: { code, ...(facts && { facts }) },
});
describe('saying who one is', () => {
  let serial = 0;
  it.each([
    [
      'a number that does not check',
      { kind: 'resident-id', number: '110105198001010011' },
      422,
      'bad-document',
    ],
    [
      'a passport of the mainland',
      { kind: 'passport', country: 'CN', number: 'E12345678', bornOn: '1980-01-01' },
      422,
      'bad-document',
    ],
    [
      'under 18',
      { kind: 'passport', country: 'DE', number: 'C01X0006H', bornOn: '2008-03-02' },
      422,
      'under-age',
    ],
    [
      'a country that is none',
      { kind: 'passport', country: 'Germany', number: 'C01X0006H', bornOn: '1980-01-01' },
      400,
      'malformed',
    ],
    [
      'a day that is none',
      { kind: 'passport', country: 'DE', number: 'C01X0006H', bornOn: '1980-02-30' },
      400,
      'malformed',
    ],
    ['nothing', {}, 400, 'malformed'],
  ])('is refused with %s', async (_what, document, status, code) => {
    const { browser } = await newPerson(house, '某人', 90 + ++serial);
    expect(await browser.post('/api/v1/identity', { name: '某人', document })).toMatchObject(
      no(status, code),
    );
    expect(await browser.get('/api/v1/identity')).toMatchObject({ body: { identity: null } });
  });

  it('says which number would check', async () => {
    const person = await newPerson(house, '某人', 120);
    const wrong = person.number.slice(0, -1) + (person.number.endsWith('1') ? '2' : '1');
    expect(await identify(person, { name: '某人', number: wrong })).toMatchObject({
      body: { faults: [{ pointer: '/document/number', reason: 'wrong-check', suggestion: person.number }] },
    });
  });

  it('is done once; the number is kept nowhere', async () => {
    expect(await zhang.browser.get('/api/v1/identity')).toMatchObject({
      body: { identity: { name: '张三', kind: 'resident-id', country: 'CN' } },
    });
    expect(await identify(zhang, { name: '李四', number: residentId(121) })).toMatchObject(
      no(409, 'identity-given'),
    );
    const [row] = await house.admin.sql<[{ text: string }]>`
      select string_agg(to_jsonb(i)::text, ' ') as text from person_identity i`;
    expect(row.text).not.toContain(zhang.number);
    expect(row.text).not.toContain('张三');
  });
});

describe('a lot that a court sells', () => {
  it('asks everybody who they are', async () => {
    const person = await newPerson(house, '王五', 2);
    expect(await person.browser.post(...wishFor(lot))).toMatchObject(no(409, 'identity-required'));
    await yes(identify(person, person));
    expect(await registerAs(person, lot)).toMatchObject({
      as: 'person',
      bidder: '王五',
      agent: null,
      barred: null,
    });
  });

  it('takes any organisation, through whoever binds it, and its people as themselves', async () => {
    expect(await buyer.browser.post(...wishFor(lot))).toMatchObject(no(409, 'identity-required'));
    await yes(identify(buyer, { name: '赵六', number: residentId(3) }));
    expect(await registerAs(buyer, lot)).toMatchObject({
      as: 'organisation',
      bidder: buyer.organisation.name,
    });
    const member = await house.newcomer('buyer', ['member']);
    await yes(identify(member, { name: '钱七', number: residentId(4) }));
    expect(await member.browser.post(...wishFor(lot))).toMatchObject(no(403, 'forbidden'));
    expect(await registerAs(member, lot, { as: 'person' })).toMatchObject({ as: 'person', bidder: '钱七' });
  });

  it('takes the creditor at whose request it is sold', async () => {
    const { seed } = house.modules.accounts;
    const owner = await newPerson(house, '孙八', 5);
    await seed.addMember(house.maker.organisation.id, owner.userId, ['owner']);
    await yes(
      owner.browser.post('/api/auth/organization/set-active', {
        organizationId: house.maker.organisation.id,
      }),
    );
    await yes(identify(owner, owner));
    const other = await house.publishLot(judicial, court);
    expect(await registerAs(owner, other)).toMatchObject({ as: 'organisation', barred: null });
  });

  it('bars the platform’s people as everywhere', async () => {
    await yes(identify(house.operator, { name: '沈未', number: residentId(6) }));
    const answer = await house.operator.browser.post(...wishFor(lot, { as: 'person' }));
    expect(answer).toMatchObject(no(409, 'barred', { ground: 'platform' }));
  });

  it('is bid on and bought by a person: masked in public, whole to itself and to the seller', async () => {
    const own = await house.publishLot(judicial, court);
    await house.confirm(await registerAs(zhang, own));
    await house.moveTo(opensAt);
    expect(await bid(zhang, own, 700_000)).toMatchObject({ status: 201 });
    await house.moveTo(later(opensAt, 24 * 60 * MINUTE));
    const confirmation = async ({ browser }: Pick<Person, 'browser'>) =>
      (await browser.get(`/api/v1/lots/${own}/confirmation`)).body;
    expect(await confirmation({ browser: house.watcher })).toMatchObject({
      ...{ scope: 'public', buyer: { name: '张某', creditCode: null } },
    });
    for (const side of [zhang, court.checker])
      expect(await confirmation(side)).toMatchObject({ scope: 'party', buyer: { name: '张三' } });
  });
});
