import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DeclarationsView } from '@reassign/shared/deposits/declarations.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import { identify, judicial, newCourt, onTheList, registerAs, residentId } from '../../support/bidders.ts';
import { type House, openHouse, type Person, type Sellers } from '../../support/house.ts';

/* The executing creditor bids, and pays of the deposit what exceeds its claim (法释〔2016〕18号 art. 17). */

let house: House;
let court: Sellers;
let lot: LotId;
beforeAll(async () => {
  house = await openHouse(onTheList);
  court = await newCourt(house);
  lot = await house.publishLot(judicial, court);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const cny = (yuan: number) => ({ amount: yuan * 100, currency: 'CNY' });
let people = 0;
let spared: Person;
async function company(): Promise<Person> {
  const person = await house.newcomer('buyer', ['owner']);
  await yes(identify(person, { name: '法定代表人', number: residentId(700 + ++people) }));
  return person;
}
const declare = ({ organisation: { name, creditCode } }: Person, more: object) =>
  court.checker.browser.post(`/api/v1/lots/${lot}/relations`, {
    who: { kind: 'organisation', name, creditCode },
    ...{ ground: 'creditor', isRelative: false, reason: '申请执行人' },
    ...more,
  });

describe('an executing creditor', () => {
  it('pays what exceeds its claim; its court alone sees how high that is', async () => {
    const creditor = await company();
    await yes(declare(creditor, { claim: cny(69_999) }));
    const registration = await registerAs(creditor, lot);
    expect(registration.deposit).toMatchObject({
      ...{ status: 'requested', amount: cny(1), reducedFrom: cny(70_000) },
    });
    const path = `/api/v1/lots/${lot}/declarations`;
    const seen = await yes<DeclarationsView>(court.checker.browser.get(path));
    expect(seen.relations).toMatchObject([{ ground: 'creditor', claim: cny(69_999) }]);
    await house.confirm(registration);
  });

  it('pays nothing, waits for nobody and bids, where the claim covers the deposit', async () => {
    const creditor = (spared = await company());
    await yes(declare(creditor, { claim: cny(70_000) }));
    const registration = await registerAs(creditor, lot);
    expect(registration.deposit).toMatchObject({ status: 'held', amount: cny(0), reducedFrom: cny(70_000) });
    expect(registration.bidderNumber).toMatch(/^\d{6}$/);
    await house.moveTo(instant(Date.parse(judicial.opensAt ?? '')));
    const bid = { commandId: randomUUID(), amount: cny(700_000) };
    expect(await creditor.browser.post(`/api/v1/lots/${lot}/bids`, bid)).toMatchObject({ status: 201 });
  });

  it('is spared nothing without a claim; and nobody else is', async () => {
    const [creditor, stranger] = [await company(), await company()];
    await yes(declare(creditor, {}));
    for (const one of [creditor, stranger])
      expect((await registerAs(one, lot)).deposit).toMatchObject({ amount: cny(70_000), reducedFrom: null });
  });

  it.each([
    ['somebody who is none', { ground: 'debtor' }],
    ['a relative of one', { isRelative: true }],
  ])('alone has a claim, not %s', async (_, more) => {
    expect(await declare(await company(), { claim: cny(1), ...more })).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
  });

  it('that buys without a deposit owes the whole price, and nothing of it is the court’s before it is paid', async () => {
    await house.moveTo(instant(Date.parse(judicial.closesAt ?? '')));
    expect(await yes(spared.browser.get(`/api/v1/lots/${lot}/balance`))).toMatchObject({
      ...{ outstanding: cny(700_000), deposit: cny(0) },
    });
    expect(await yes(court.checker.browser.get(`/api/v1/lots/${lot}/settlement`))).toMatchObject({
      toCourt: [],
    });
    const due = await house.admin.sql`select amount_minor from bank_refund where lot_id = ${lot}`;
    expect([...due]).toEqual([]);
  });
});
