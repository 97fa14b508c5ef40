import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import type { CaseView, ListingInput, ListingView } from '@reassign/shared/listings/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { identify, residentId, wishFor } from '../../support/bidders.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import {
  appraisalOf,
  caseInput,
  circumstances,
  cny,
  listingInput,
  patent,
  pledgeOf,
} from '../../support/listings.ts';

/* A house's auction with its auctioneer, and an enforcement court that lists by itself. */

let house: House;
let court: { readonly maker: Person; readonly checker: Person };
let auctioneer: Person;
beforeAll(async () => {
  house = await openHouse({ environment: { COURT_LIST_SINCE: '2026-01-01' } });
  const both = await house.newcomer('court', ['maker', 'checker']);
  court = { maker: both, checker: await house.colleague(both, ['checker']) };
  auctioneer = await house.newcomer('auction-house', ['auctioneer']);
  // Where anyone may bid, whoever bids says first who it is.
  await yes(identify(house.agencies[0], { name: '陈一诺', number: residentId(1) }));
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const reason = '公开说明的理由';
const move = ({ browser }: Person, lotId: LotId, body: object) =>
  browser.post(`/api/v1/lots/${lotId}/moves`, { reason, ...body });
const lotOf = async (lotId: LotId) => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const confirmationOf = (lotId: LotId, browser = house.watcher) =>
  browser.get(`/api/v1/lots/${lotId}/confirmation`);

async function sell(lotId: LotId): Promise<void> {
  const bid = { commandId: randomUUID(), amount: cny(700_000_00) };
  expect(await house.agencies[0].browser.post(`/api/v1/lots/${lotId}/bids`, bid)).toMatchObject({
    status: 201,
  });
}

describe('an auction that a house conducts', () => {
  let lotId: LotId;
  let ofTheHouse: object;
  beforeAll(async () => {
    const consignment = {
      ...{ house: auctioneer.organisation.name, creditCode: auctioneer.organisation.creditCode },
      ...{ licence: '甲-1', auctioneer: '张三', auctioneerLicence: '乙-1', contractSignedOn: '2026-03-01' },
    };
    const viewing = { from: '2026-03-10', until: '2026-03-12' };
    lotId = await house.publishLot({ route: 'auction', papers: { consignment }, viewing });
    await yes(identify(auctioneer, { name: '张三', number: residentId(2) }));
    ofTheHouse = await auctioneer.browser.post(...wishFor(lotId, { as: 'person' }));
    await house.admit(house.agencies[0], lotId);
    await house.moveTo(opensAt);
    await sell(lotId);
    await house.moveTo(closesAt);
  });

  it('is not bid for by people of the house (拍卖法 22)', async () => {
    expect(ofTheHouse).toMatchObject({
      status: 409,
      body: { code: 'barred', facts: { ground: 'auctioneer' } },
    });
  });

  it('knocks down, and waits for its auctioneer: the confirmation is the parties’ alone', async () => {
    expect(await lotOf(lotId)).toMatchObject({ phase: 'sold', stage: 'awaiting-confirmation' });
    expect(await confirmationOf(lotId)).toMatchObject({ status: 404 });
    expect((await confirmationOf(lotId, house.checker.browser)).body).toMatchObject({
      ...{ stage: 'awaiting-confirmation', balanceDue: null, priceGoesTo: 'house-or-escrow' },
    });
  });
  it('is confirmed by an auctioneer of the house in its papers and nobody else', async () => {
    // Of the same name: what tells houses apart is their code.
    const other = await house.newcomer('auction-house', ['auctioneer'], auctioneer.organisation.name);
    expect(await move(other, lotId, { move: 'confirm-sale' })).toMatchObject({ status: 404 });
    for (const person of [house.checker, house.operator])
      expect(await move(person, lotId, { move: 'confirm-sale' })).toMatchObject({
        body: { code: 'not-your-move' },
      });
    expect(await move(auctioneer, lotId, { move: 'pause', cause: 'other' })).toMatchObject({ status: 409 });
    expect(await move(auctioneer, lotId, { move: 'confirm-sale' })).toMatchObject({ status: 201 });
    expect(await move(auctioneer, lotId, { move: 'confirm-sale' })).toMatchObject({
      body: { code: 'nothing-changes' },
    });
    await house.followed();
    expect(await lotOf(lotId)).toMatchObject({ stage: 'confirmed' });
    expect((await confirmationOf(lotId)).body).toMatchObject({ stage: 'confirmed', route: 'auction' });
  });
  it('is annulled, and everything it began is undone: confirmation, balance, deposit, right', async () => {
    expect(await move(house.operator, lotId, { move: 'annul', cause: 'barred-buyer' })).toMatchObject({
      status: 201,
    });
    await house.followed();
    expect((await confirmationOf(lotId, house.checker.browser)).body).toMatchObject({
      ...{ stage: 'void', balanceDue: null, voided: { reason } },
    });
    const { body } = await house.agencies[0].browser.get('/api/v1/registrations');
    const refund = { at: expect.any(String), dueAt: expect.any(String) };
    expect(body).toMatchObject({ items: [{ lotId, deposit: { status: 'released', refund } }] });
    const [row] = await house.admin
      .sql`select count(*)::int as count from right_on_sale where lot_id = ${lotId}`;
    expect(row).toMatchObject({ count: 0 });
    const { body: agencies } = await house.watcher.get(
      `/api/v1/agencies/${house.agencies[0].organisation.id}`,
    );
    expect(agencies).toMatchObject({ won: 0, purchases: [] });
  });
});

describe('an enforcement court', () => {
  const courtDates = { opensAt: later(closesAt, 35 * DAY), closesAt: later(closesAt, 36 * DAY) };
  const times = {
    opensAt: new Date(courtDates.opensAt).toISOString(),
    closesAt: new Date(courtDates.closesAt).toISOString(),
  };

  async function draft(
    { browser, organisation }: Person,
    change: Partial<ListingInput>,
  ): Promise<ListingView> {
    const made = await yes<CaseView>(browser.post('/api/v1/cases', caseInput()));
    const path = `/api/v1/cases/${made.id}/rights`;
    const { rights } = await yes<CaseView>(browser.post(path, { rights: [patent()] }));
    const rightId = rights[0]?.id ?? '';
    await yes(browser.put(`${path}/${rightId}/pledge`, pledgeOf(house.maker.organisation)));
    await yes(browser.put(`${path}/${rightId}/appraisal`, appraisalOf(1_000_000_00)));
    await yes(browser.put(`${path}/${rightId}/circumstances`, circumstances));
    const courtOrder = {
      court: organisation.name,
      ...{ caseNumber: '（2026）晋01执1号', ruledOn: '2026-03-01', platformChosenOn: '2026-03-01' },
    };
    const terms = { route: 'judicial' as const, papers: { courtOrder }, ...times, ...change };
    return yes<ListingView>(browser.post('/api/v1/listings', listingInput(made.id, [rightId], terms)));
  }
  const step = ({ browser }: Person, { id, revision }: ListingView, name: string) =>
    yes<ListingView>(
      browser.send('POST', `/api/v1/listings/${id}/${name}`, undefined, {
        headers: { 'if-match': `"${String(revision)}"` },
      }),
    );

  it('lists and publishes by its own two people, under its own word; a bank may not for it', async () => {
    expect((await draft(house.maker, {})).gates.map(({ gate }) => gate)).toEqual(['seller-not-of-route']);
    expect((await draft(court.maker, { route: 'bidding', papers: {} })).gates).toMatchObject([
      { gate: 'seller-not-of-route' },
      { gate: 'pledge-not-of-seller' },
    ]);
    const written = await draft(court.maker, {});
    expect(written.gates).toEqual([]);
    const approved = await step(court.checker, await step(court.maker, written, 'submit'), 'approve');
    const lotId = (await step(court.checker, approved, 'publish')).lotId as LotId;
    expect(await lotOf(lotId)).toMatchObject({ route: 'judicial', bank: court.maker.organisation.name });
    expect(await move(house.operator, lotId, { move: 'withdraw', cause: 'other' })).toMatchObject({
      body: { code: 'not-your-move' },
    });
    expect(await move(house.checker, lotId, { move: 'withdraw', cause: 'other' })).toMatchObject({
      status: 404,
    });
    expect(await move(court.checker, lotId, { move: 'withdraw', cause: 'court-order' })).toMatchObject({
      status: 201,
    });
  });
});
