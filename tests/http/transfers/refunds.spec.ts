import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BankRefundList, BankRefundView, PayoutBatchView } from '@reassign/shared/transfers/api.ts';
import { unknownId } from '../../support/api-scene.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

/* Money that goes back by the bank, over HTTP: whatever is wrong about a request changes nothing, and is said by its code. */

let house: House;
let first: Person;
let second: Person;
/** Whose account nobody knows: two deposits that were confirmed by hand, of a lot that nobody bought. */
let waiting: readonly BankRefundView[];
beforeAll(async () => {
  house = await openHouse();
  first = house.operator;
  second = await house.colleague(first, ['officer']);
  const lotId = await house.publishLot();
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
  await house.moveTo(closesAt);
  await house.followed();
  waiting = await listed();
  expect(waiting).toHaveLength(2);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const listed = async () =>
  (await yes<BankRefundList>(first.browser.get('/api/v1/bank-refunds'))).items.toSorted((a, b) =>
    a.payer < b.payer ? -1 : 1,
  );
const refundAt = (nth: number): BankRefundView => {
  const found = waiting[nth];
  if (!found) throw new Error('two refunds wait');
  return found;
};
const accountOf = ({ payer }: BankRefundView) => ({
  ...{ holder: payer, account: '6222000011112222', bank: '', bankCode: '', reason: '来函' },
});

describe('an account for a refund is not taken', () => {
  const send = (id: string, change: object, by = first) =>
    by.browser.post(`/api/v1/bank-refunds/${id}/account`, { ...accountOf(refundAt(0)), ...change });

  it.each<[string, string | null, object, number, string]>([
    ['for a refund that is none', unknownId, {}, 404, 'not-found'],
    ['for an id that is none', 'x', {}, 400, 'malformed'],
    ['of somebody else than paid', null, { holder: '别的公司' }, 409, 'third-party-payee'],
    ['of nobody', null, { holder: ' ' }, 409, 'third-party-payee'],
    ['without its number', null, { account: undefined }, 400, 'malformed'],
    ['with a number that is none', null, { account: '12' }, 400, 'malformed'],
    ['with a bank code that is none', null, { bankCode: '1' }, 400, 'malformed'],
    ['without a reason', null, { reason: '' }, 400, 'malformed'],
    ['with a member too many', null, { amount: { amount: 1, currency: 'CNY' } }, 400, 'malformed'],
  ])('%s', async (_what, id, change, status, code) => {
    const answer = await send(id ?? refundAt(0).id, change);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect(await listed()).toEqual(waiting);
  });

  it.each<[string, () => Person]>([
    ['its payer', () => house.agencies[0]],
    ['the bank that sold', () => house.maker],
  ])('from %s', async (_who, who) => {
    expect((await send(refundAt(0).id, {}, who())).status).toBe(403);
    expect(await listed()).toEqual(waiting);
  });
});

describe('two people', () => {
  const answer = (nth: number, by: Person, isConfirmed = true) =>
    by.browser.post(`/api/v1/bank-refunds/${refundAt(nth).id}/answer`, { isConfirmed });
  const state = (nth: number, by: Person) =>
    by.browser.post(`/api/v1/bank-refunds/${refundAt(nth).id}/account`, accountOf(refundAt(nth)));

  it('confirm an account that was stated, the one after the other, once', async () => {
    expect((await answer(0, second)).body).toMatchObject({ code: 'wrong-state' });
    await yes(state(0, first));
    expect((await state(0, second)).body).toMatchObject({ code: 'wrong-state' });
    expect((await answer(0, first)).body).toMatchObject({ code: 'own-approval' });
    expect((await first.browser.post(`/api/v1/bank-refunds/${unknownId}/answer`, {})).status).toBe(400);
    const answers = await Promise.all([answer(0, second), answer(0, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await state(0, first)).body).toMatchObject({ code: 'wrong-state' });
    expect((await listed()).map(({ id }) => id)).toEqual([refundAt(1).id]);
  });

  it('may take an account back, and state another one', async () => {
    await yes(state(1, first));
    expect(await yes(answer(1, first, false))).toEqual({ state: 'waiting' });
    await yes(state(1, second));
    expect(await yes(answer(1, first))).toEqual({ state: 'prepared' });
  });

  it('release a batch, never the one that collected it, and nothing twice', async () => {
    const { browser } = second;
    const batch = await yes<PayoutBatchView>(browser.post('/api/v1/payout-batches', {}));
    expect(batch).toMatchObject({ payouts: 2, isOwn: true });
    const release = (by: Person, id = batch.id) =>
      by.browser.post(`/api/v1/payout-batches/${id}/release`, {});
    expect((await release(second)).body).toMatchObject({ code: 'own-approval' });
    expect((await release(first, unknownId)).body).toMatchObject({ code: 'not-found' });
    expect((await release(house.maker)).status).toBe(403);
    expect((await release(first)).status).toBe(201);
    expect((await release(first)).body).toMatchObject({ code: 'nothing-released' });
    expect((await browser.post('/api/v1/payout-batches', {})).status).toBe(409);
  });

  it('are not enough for what goes back by itself: no payout of it is prepared by hand', async () => {
    const [row] = await house.admin.sql<[{ code: string }]>`
      select code from ledger_account where kind = 'refund-due' limit 1`;
    const payout = {
      ...{ from: row.code, amount: { amount: 1, currency: 'CNY' }, purpose: '退款' },
      payee: { name: refundAt(0).payer, account: '6222000011112222', bank: '', bankCode: '' },
    };
    expect((await first.browser.post('/api/v1/payouts', payout)).body).toMatchObject({ code: 'not-payable' });
  });
});

describe('a refund that no card knows', () => {
  it.each(['retry', 'to-bank'])('is not followed up: %s', async (what) => {
    const path = `/api/v1/payment-refunds/${unknownId}/${what}`;
    expect((await first.browser.post(path, {})).body).toMatchObject({ code: 'not-found' });
    expect((await first.browser.post(path, { amount: 1 })).status).toBe(400);
  });
});
