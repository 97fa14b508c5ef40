import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant, later } from '@reassign/shared/kernel/instant.ts';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import type { BalanceView, PaymentReview, SettlementView } from '@reassign/shared/settlement/balance-api.ts';
import type { ConfirmationView } from '@reassign/shared/settlement/api.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { cny } from '../../support/listings.ts';

/*
 * A sale whose notice allows two parts, whole: what everybody reads, what the buyer is told, what a missed part does. Hammer
 * 700,000.00 and a premium of 14,000.00; three tenths by the fifth day, deposit 70,000.00.
 */

const instalments = [
  { shareBps: 3_000, days: 5 },
  { shareBps: 7_000, days: 60 },
];
const FIRST = 144_200_00;
const REST = 499_800_00;
/** 24:00 of the fifth and the sixtieth day after 18 March. */
const DUES = ['2026-03-23T16:00:00.000Z', '2026-05-17T16:00:00.000Z'];

let house: House;
let lotId: LotId;
let buyer: Person;
beforeAll(async () => {
  house = await openHouse();
  [buyer] = house.agencies;
  lotId = await house.publishLot({ paymentDays: 60, instalments });
  await house.admit(buyer, lotId);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const balance = () => yes<BalanceView>(buyer.browser.get(`/api/v1/lots/${lotId}/balance`));
async function pay(amount: number, key: string): Promise<void> {
  const { reference } = await balance();
  const from = { kind: 'cash', channel: 'bank', currency: CNY } as const;
  const came = { reference, amount: toMoney(cny(amount)), receivedAt: house.clock.now(), key, actor: 'test' };
  await house.admin.db.transaction((tx) => house.modules.sales.balances.receive(tx, { ...came, from }));
}

describe('a lot whose notice allows instalments', () => {
  it('says so to everybody, and another lot that the whole price is due in the usual days', async () => {
    const { notice } = await yes<LotView>(house.watcher.get(`/api/v1/lots/${lotId}`));
    expect(notice).toMatchObject({ paymentDays: 60, instalments });
    const whole = await house.publishLot();
    const other = await yes<LotView>(house.watcher.get(`/api/v1/lots/${whole}`));
    expect(other.notice.paymentDays).toBe(10);
    expect(other.notice).not.toHaveProperty('instalments');
  });

  it('takes no correction of it: that would be another offer', async () => {
    const changes = [{ pointer: '/paymentDays', before: '60', after: '90' }];
    const correction = { move: 'correct', changes, reason: '更正付款期限' };
    expect(await house.checker.browser.post(`/api/v1/lots/${lotId}/moves`, correction)).toMatchObject({
      status: 409,
      body: { code: 'material-change' },
    });
  });

  it('gives the buyer the dates with the confirmation, and nobody else', async () => {
    await house.moveTo(opensAt);
    const bid = { commandId: randomUUID(), amount: cny(700_000_00) };
    await yes(buyer.browser.post(`/api/v1/lots/${lotId}/bids`, bid));
    await house.moveTo(closesAt);
    await house.followed();
    const path = `/api/v1/lots/${lotId}/confirmation`;
    const payments = [
      { amount: cny(FIRST), dueAt: DUES[0] },
      { amount: cny(REST), dueAt: DUES[1] },
    ];
    expect(await yes<ConfirmationView>(buyer.browser.get(path))).toMatchObject({ payments });
    expect(await yes<ConfirmationView>(house.maker.browser.get(path))).toMatchObject({ payments });
    expect((await yes<ConfirmationView>(house.watcher.get(path))).payments).toBeNull();
    expect(await balance()).toMatchObject({
      ...{ dueNext: cny(FIRST), dueAt: DUES[0], outstanding: cny(FIRST + REST) },
      parts: [{ state: 'due' }, { state: 'open' }],
    });
  });

  it('waits for the second part when the first is there', async () => {
    await pay(FIRST, 'first');
    expect(await balance()).toMatchObject({
      ...{ phase: 'awaiting-payment', dueNext: cny(REST), dueAt: DUES[1] },
      parts: [{ state: 'paid' }, { state: 'due' }],
    });
  });

  it('is reviewed by two people when the second is missed, and done when it comes all the same', async () => {
    await house.moveTo(later(instant(Date.parse(DUES[1] ?? '')), 1));
    await house.modules.sales.balances.missOverdue();
    const { items } = await yes<{ items: PaymentReview[] }>(
      house.operator.browser.get('/api/v1/payment-reviews'),
    );
    expect(items).toMatchObject([
      { lotId, dueNext: cny(REST), parts: [{ state: 'paid' }, { state: 'late' }] },
    ]);
    await pay(REST, 'rest');
    const { phase, waterfall, held } = await yes<SettlementView>(
      house.maker.browser.get(`/api/v1/lots/${lotId}/settlement`),
    );
    expect({ phase, held }).toEqual({ phase: 'paid', held: cny(714_000_00) });
    expect(waterfall).not.toBeNull();
  });
});
