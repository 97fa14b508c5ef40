import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { faultsOf } from '../../support/ledger.ts';
import { yuan } from '../../support/lot.ts';
import { booksOf, openTill, type OpenTill } from '../../support/payments.ts';
import {
  BALANCE,
  buyer,
  fenOf,
  laterSales,
  openSales,
  type Sales,
  type SoldLot,
} from '../../support/sales.ts';

/* A balance by card, through the official SDK and the stand-in for Stripe. */

let till: OpenTill;
let sales: Sales;
beforeAll(async () => {
  const takers = laterSales();
  till = await openTill({ balances: takers.balances });
  sales = openSales(till);
  takers.is(sales.money);
});
afterAll(async () => {
  expect(till.faults).toEqual([]);
  expect(await faultsOf(till.admin)).toEqual([]);
  await till.close();
});

const DEPOSIT = 1_000_000;
const view = ({ lot }: SoldLot) => sales.money.desk.balance(lot, buyer(1));

async function opened({ lot }: SoldLot) {
  const payment = await sales.money.desk.pay(lot, buyer(1), 'zh');
  assert(typeof payment !== 'string', 'what is outstanding can be paid');
  return payment;
}

describe('a balance by card', () => {
  it('is all that is outstanding, and in escrow when Stripe has it, told once or twice', async () => {
    const sale = await sales.sell();
    await till.decide(await opened(sale), 'pay');
    await till.settle();
    expect(await view(sale)).toMatchObject({
      ...{ phase: 'paid', received: BALANCE, payment: { status: 'paid', refund: null } },
      receipts: [{ channel: 'stripe', amount: BALANCE, taken: BALANCE }],
    });
    expect(await booksOf(till, sale.lot)).toEqual({
      escrow: DEPOSIT + BALANCE.amount,
      'refund-due': DEPOSIT,
    });
    expect(await sales.money.desk.pay(sale.lot, buyer(1), 'zh')).toBe('wrong-state');
  });

  it('is what is due next, where the notice allows parts', async () => {
    const instalments = [
      { shareBps: 3_000, days: 10 },
      { shareBps: 7_000, days: 40 },
    ];
    const inParts = openSales(till, { payment: { paymentDays: 40, instalments } });
    const sale = await inParts.sell();
    await till.decide(await opened(sale), 'pay');
    await till.settle();
    expect(await view(sale)).toMatchObject({
      ...{ phase: 'awaiting-payment', received: yuan(26_720), dueNext: yuan(85_680) },
      payment: { status: 'paid' },
      receipts: [{ channel: 'stripe', amount: yuan(26_720), taken: yuan(26_720) }],
    });
  });

  it('goes back by the card as far as a transfer was faster', async () => {
    const sale = await sales.sell();
    const payment = await opened(sale);
    await sales.transfer(sale, yuan(2_400));
    await till.decide(payment, 'pay');
    await till.settle();
    expect(await view(sale)).toMatchObject({
      phase: 'paid',
      payment: { refund: { status: 'paid', amount: yuan(2_400) } },
    });
    expect(await booksOf(till, sale.lot)).toEqual({
      escrow: DEPOSIT + BALANCE.amount,
      'refund-due': DEPOSIT,
    });
  });

  it('goes back whole when the sale is annulled', async () => {
    const sale = await sales.sell();
    await till.decide(await opened(sale), 'pay');
    await sales.annul(sale);
    await till.settle();
    expect(await view(sale)).toMatchObject({
      phase: 'void',
      payment: { refund: { status: 'paid', amount: BALANCE } },
    });
    expect(await booksOf(till, sale.lot)).toEqual({ 'refund-due': 2 * DEPOSIT });
  });

  it('is not chargeable above eight digits, which is told before', async () => {
    const dear = openSales(till, { hammer: yuan(999_999) });
    const sale = await dear.sell();
    expect((await dear.money.desk.balance(sale.lot, buyer(1)))?.online).toMatchObject({
      obstacle: 'above-limit',
      limit: fenOf(99_999_999),
    });
    expect(await dear.money.desk.pay(sale.lot, buyer(1), 'zh')).toBe('above-charge-limit');
    const { outstanding } = (await dear.money.desk.balance(sale.lot, buyer(1))) ?? {};
    assert(outstanding, 'a balance is there');
    await dear.transfer(sale, fenOf(outstanding.amount - 99_999_999));
    expect((await dear.money.desk.balance(sale.lot, buyer(1)))?.online.obstacle).toBeNull();
  });

  it('is nobody’s to pay but the buyer’s', async () => {
    const sale = await sales.sell();
    expect(await sales.money.desk.pay(sale.lot, buyer(2), 'zh')).toBe('not-found');
  });
});
