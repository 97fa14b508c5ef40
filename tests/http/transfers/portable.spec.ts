import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PayInView, PortableView } from '@reassign/shared/deposits/portable/api.ts';
import type { PayoutList } from '@reassign/shared/transfers/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { ccb } from '../../support/bank-files.ts';
import { cny } from '../../support/listings.ts';
import { openTransferDesk, type TransferDesk } from '../../support/transfers.ts';

/* A portable deposit that a bank's statement brings, and that goes back by a payment file's payout. */

const PATH = '/api/v1/portable-deposit';
let desk: TransferDesk;
beforeAll(async () => {
  desk = await openTransferDesk();
});
afterAll(() => desk.close());

it('is matched by reference, payer and amount, and goes back to the account on the bank’s line', async () => {
  const [{ browser, organisation }] = desk.house.agencies;
  const wanted = { way: 'transfer', amount: cny(500_00), account: '6222020100112233445' };
  const { reference } = await yes<PayInView>(browser.post(`${PATH}/pay-ins`, wanted));
  const line = {
    id: desk.newId(),
    change: 500_00,
    name: organisation.name,
    remark: reference,
    account: '622848001234',
  };
  expect(await desk.taken(ccb([line]))).toMatchObject({ matched: 1, queued: 0 });
  expect(await desk.balanceOf('unmatched/bank/CNY')).toBe(0);
  const now = await yes<PortableView>(browser.post(`${PATH}/withdrawals`, { amount: cny(200_00) }));
  expect(now).toMatchObject({
    ...{ free: cny(300_00), withdrawals: [{ parts: [{ account: '1234', state: 'under-way' }] }] },
  });
  const { items } = await yes<PayoutList>(desk.first.browser.get('/api/v1/payouts?state=prepared'));
  expect(items).toMatchObject([
    { payee: { name: organisation.name, account: '622848001234' }, amount: cny(200_00), isOwn: false },
  ]);
  const [payout] = items;
  await yes(desk.first.browser.post(`/api/v1/payouts/${payout?.id ?? ''}/release`));
  await yes(desk.first.browser.post('/api/v1/payment-files'));
  const out = { id: desk.newId(), change: -200_00, name: organisation.name, remark: payout?.reference ?? '' };
  expect(await desk.taken(ccb([out]))).toMatchObject({ paidOut: 1 });
  expect((await yes<PortableView>(browser.get(PATH))).withdrawals).toMatchObject([
    { parts: [{ state: 'paid' }] },
  ]);
});

it('of somebody else’s money waits for two people, as any other', async () => {
  const [, { browser }] = desk.house.agencies;
  const wanted = { way: 'transfer', amount: cny(500_00), account: '6222020100112233445' };
  const { reference } = await yes<PayInView>(browser.post(`${PATH}/pay-ins`, wanted));
  const id = desk.newId();
  await desk.taken(ccb([{ id, change: 500_00, name: '路人', remark: reference }]));
  const line = await desk.lineOf(id);
  expect(line.outcome).toBe('third-party-payer');
  const path = `/api/v1/bank-lines/${line.id}`;
  await yes(desk.first.browser.post(`${path}/proposals`, { way: 'return', reason: '第三方代付' }));
  const answer = { isConfirmed: true };
  expect((await desk.first.browser.post(`${path}/answer`, answer)).body).toMatchObject({
    code: 'own-approval',
  });
  expect(await yes(desk.second.browser.post(`${path}/answer`, answer))).toEqual({ state: 'returned' });
  expect(await yes<PortableView>(browser.get(PATH))).toMatchObject({
    balance: cny(0),
    payIns: [{ reference }],
  });
});
