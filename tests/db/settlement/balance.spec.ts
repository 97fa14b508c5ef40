import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, DAY, dayOf, later, startOfDay } from '@reassign/shared/kernel/instant.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';
import {
  BALANCE,
  banker,
  buyer,
  dueAt,
  fenOf,
  officers,
  openSales,
  type Sales,
  type SoldLot,
} from '../../support/sales.ts';

/* What is due with a sale, and the money that comes for it. */

let open: OpenDeposits;
let sales: Sales;
beforeAll(async () => {
  open = await openDeposits();
  sales = openSales(open);
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const view = ({ lot }: SoldLot, who = buyer(1)) => sales.money.desk.balance(lot, who);
const books = ({ lot }: SoldLot) => booksOf(open, lot);
const DEPOSIT = 1_000_000;

describe('with the confirmation', () => {
  it('the balance is due: price and premium less deposit, by 24:00 of the tenth day after', async () => {
    const sale = await sales.sell();
    expect(await view(sale)).toMatchObject({
      phase: 'awaiting-payment',
      amount: BALANCE,
      outstanding: BALANCE,
      deposit: yuan(10_000),
      premium: yuan(2_400),
      dueAt: '2026-03-28T16:00:00.000Z',
      payerName: '代理机构1',
      mayPay: true,
    });
    expect((await view(sale))?.reference).toMatch(/^CJK[0-9A-Z]{11}$/);
    expect(await books(sale)).toEqual({ escrow: DEPOSIT, 'refund-due': DEPOSIT });
  });

  it('and only with it, where an auctioneer confirms the hammer', async () => {
    const house = openSales(open, { rules: auction });
    const sale = await house.sell();
    expect(await house.money.desk.balance(sale.lot, buyer(1))).toBeNull();
    const at = later(closesAt, 3 * DAY);
    for (let told = 0; told < 2; told++) await house.confirmHammer(sale, at);
    const expected = new Date(startOfDay(addDays(dayOf(at), 11))).toISOString();
    expect((await house.money.desk.balance(sale.lot, buyer(1)))?.dueAt).toBe(expected);
  });

  it('once, however often the hammer is told', async () => {
    const sale = await sales.sell();
    const before = await view(sale);
    const again = openSales(open);
    expect(await again.money.desk.balance(sale.lot, buyer(1))).toEqual(before);
  });

  it.each([
    ['the bidder that lost', () => buyer(2)],
    ['the seller', () => banker],
    ['an officer of the operator', () => officers[0]],
  ])('it is nothing to %s', async (_who, who) => {
    expect(await view(await sales.sell(), who())).toBeNull();
  });

  it('it is the seller’s and the operator’s to see where it stands', async () => {
    const { lot } = await sales.sell();
    for (const who of [banker, officers[0]])
      expect(await sales.money.desk.settlement(lot, who as typeof banker)).toMatchObject({
        held: yuan(10_000),
      });
    for (const who of [buyer(1), buyer(2)]) expect(await sales.money.desk.settlement(lot, who)).toBeNull();
  });
});

describe('money that comes', () => {
  it('goes into escrow, and the balance is paid with its last fen', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, fenOf(BALANCE.amount - 1));
    expect(await view(sale)).toMatchObject({ phase: 'awaiting-payment', outstanding: fenOf(1) });
    await sales.transfer(sale, fenOf(1));
    expect(await view(sale)).toMatchObject({ phase: 'paid', outstanding: fenOf(0), received: BALANCE });
    expect(await books(sale)).toEqual({ escrow: DEPOSIT + BALANCE.amount, 'refund-due': DEPOSIT });
  });

  it('a fen too much goes back, and so does everything after', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, fenOf(BALANCE.amount + 1));
    await sales.transfer(sale, yuan(5));
    expect(await view(sale)).toMatchObject({ phase: 'paid', received: BALANCE });
    expect(await books(sale)).toEqual({ escrow: DEPOSIT + BALANCE.amount, 'refund-due': DEPOSIT + 501 });
  });

  it('is booked once under its key, told again or at the same time', async () => {
    const sale = await sales.sell();
    const key = `test:${sale.lot}:once`;
    await Promise.all(
      Array.from({ length: 4 }, () => sales.transfer(sale, yuan(100), { key, receivedAt: closesAt })),
    );
    expect(await view(sale)).toMatchObject({ received: yuan(100), receipts: [{ amount: yuan(100) }] });
  });

  it('from many sides at once is never more than is due', async () => {
    const sale = await sales.sell();
    await Promise.all(Array.from({ length: 6 }, () => sales.transfer(sale, yuan(30_000))));
    expect(await view(sale)).toMatchObject({ phase: 'paid', received: BALANCE });
    expect(await books(sale)).toEqual({
      escrow: DEPOSIT + BALANCE.amount,
      'refund-due': DEPOSIT + 18_000_000 - BALANCE.amount,
    });
  });

  it('of a court’s sale is the court’s (法释〔2016〕18号 25), with no premium on it', async () => {
    const court = openSales(open, { rules: judicial });
    const sale = await court.sell();
    await court.transfer(sale, yuan(110_000));
    expect(await court.phase(sale)).toBe('paid');
    expect(await books(sale)).toEqual({ court: 12_000_000, 'refund-due': DEPOSIT });
  });

  it('is expected by its reference and in the buyer’s name until it is there', async () => {
    const sale = await sales.sell();
    const { reference = '' } = (await view(sale)) ?? {};
    const expected = () => sales.money.balances.openPayments([reference, 'CJK00000000000']);
    expect(await expected()).toEqual([
      { reference, amount: BALANCE, payerName: '代理机构1', takesParts: true },
    ]);
    await sales.transfer(sale, yuan(400));
    expect(await expected()).toMatchObject([{ amount: yuan(112_000) }]);
    await sales.transfer(sale, yuan(112_000));
    expect(await expected()).toEqual([]);
  });

  it('for nothing that is known, or in other money, is left where it lies', async () => {
    const sale = await sales.sell();
    const { reference = '' } = (await view(sale)) ?? {};
    const from = { kind: 'cash', channel: 'bank', currency: BALANCE.currency } as const;
    const receipt = {
      reference,
      amount: BALANCE,
      receivedAt: closesAt,
      from,
      key: 'test:nowhere',
      actor: 'test',
    };
    const give = (change: object) =>
      open.app.db.transaction((tx) => sales.money.balances.receive(tx, { ...receipt, ...change }));
    expect(await give({ reference: 'CJK00000000000' })).toMatchObject({ ok: false, refusal: 'not-found' });
    const dollars = { amount: 1, currency: 'USD' };
    expect(await give({ amount: dollars })).toMatchObject({ ok: false, refusal: 'wrong-currency' });
    expect(await view(sale)).toMatchObject({ received: fenOf(0) });
  });
});

describe('a sale that is annulled', () => {
  it('gives back what was paid, once, and takes nothing any more', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, yuan(50_000));
    for (let told = 0; told < 2; told++) await sales.annul(sale);
    await sales.transfer(sale, yuan(7));
    expect(await view(sale)).toMatchObject({ phase: 'void', outstanding: fenOf(0), mayPay: false });
    expect(await books(sale)).toEqual({ 'refund-due': 2 * DEPOSIT + 5_000_700 });
  });

  it('though the whole price was there', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, BALANCE);
    await sales.annul(sale);
    expect(await books(sale)).toEqual({ 'refund-due': 2 * DEPOSIT + BALANCE.amount });
  });
});

// The clock does not go back: what is sold for these was sold before.
describe('the deadline', () => {
  let onTime: SoldLot;
  let late: SoldLot;
  let overdue: SoldLot;
  beforeAll(async () => {
    [onTime, late, overdue] = [await sales.sell(), await sales.sell(), await sales.sell()];
    await sales.miss(dueAt);
  });

  it('is not missed on its last instant', async () => {
    for (const sale of [onTime, late, overdue]) expect(await sales.phase(sale)).toBe('awaiting-payment');
  });

  it('is kept by money that was in the account by then, whenever we hear of it', async () => {
    await open.clock.advanceTo(later(dueAt, 1));
    await sales.transfer(onTime, BALANCE, { receivedAt: dueAt });
    await sales.transfer(late, BALANCE, { receivedAt: later(dueAt, 1) });
    expect((await view(onTime))?.history.map(({ type }) => type)).toEqual(['BalancePaid']);
    expect((await view(late))?.history.map(({ type }) => type)).toEqual(['DeadlineMissed', 'BalancePaid']);
  });

  it('is missed one millisecond later, and the payment still taken', async () => {
    await sales.miss();
    expect(await sales.phase(overdue)).toBe('in-review');
    await sales.transfer(overdue, BALANCE);
    expect(await sales.phase(overdue)).toBe('paid');
  });
});
