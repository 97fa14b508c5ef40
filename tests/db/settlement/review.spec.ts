import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { DAY, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { auction } from '@reassign/shared/listings/profiles/auction.ts';
import { civil2020 } from '@reassign/shared/listings/profiles/civil-2020.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';
import {
  BALANCE,
  banker,
  buyer,
  byDefault,
  dueAt,
  fenOf,
  judges,
  officers,
  openSales,
  type Sales,
  type SoldLot,
} from '../../support/sales.ts';

/* A missed deadline is decided by two people, and what they decide is done to the money in the same transaction. */

let open: OpenDeposits;
let sales: Sales;
let court: Sales;
let house: Sales;
let civil: Sales;
const lots: SoldLot[] = [];
let courtLot: SoldLot;
let houseLot: SoldLot;
let civilLot: SoldLot;
beforeAll(async () => {
  open = await openDeposits();
  sales = openSales(open);
  [court, house, civil] = [judicial, auction, civil2020].map((rules) => openSales(open, { rules })) as [
    Sales,
    Sales,
    Sales,
  ];
  for (let nth = 0; nth < 9; nth++) lots.push(await sales.sell());
  courtLot = await court.sell();
  for (const [of, keep] of [
    [house, (sale: SoldLot) => (houseLot = sale)],
    [civil, (sale: SoldLot) => (civilLot = sale)],
  ] as const) {
    const sale = keep(await of.sell());
    await of.confirmHammer(sale, closesAt);
  }
  for (const lot of lots) await sales.transfer(lot, yuan(1_000));
  await sales.miss();
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const next = (): SoldLot => {
  const sale = lots.pop();
  if (!sale) throw new Error('sell more of them');
  return sale;
};
const DEPOSIT = 1_000_000;
const books = ({ lot }: SoldLot) => booksOf(open, lot);
const [first, second] = officers as [Principal, Principal];
const grace = { kind: 'grace', until: later(dueAt, DAY) } as const;

describe('the default', () => {
  it('is done by nobody alone', async () => {
    const sale = next();
    expect(await sales.confirm(sale)).toEqual({ ok: false, refusal: 'nothing-proposed' });
    await sales.propose(sale, byDefault());
    expect(await sales.confirm(sale, first)).toEqual({ ok: false, refusal: 'own-approval' });
    expect(await sales.phase(sale)).toBe('in-review');
    expect(await books(sale)).toEqual({ escrow: DEPOSIT + 100_000, 'refund-due': DEPOSIT });
  });

  it('confirmed by another, forfeits the deposit, covers costs, keeps the rest for the gap and returns what else was paid', async () => {
    const sale = next();
    await sales.propose(sale, byDefault({ costs: yuan(3_000), commissions: yuan(0) }));
    expect(await sales.confirm(sale)).toEqual({ ok: true });
    expect(await books(sale)).toEqual({
      'sale-cost': 300_000,
      forfeit: DEPOSIT - 300_000,
      'refund-due': DEPOSIT + 100_000,
    });
    const told = (await sales.money.desk.balance(sale.lot, buyer(1)))?.defaulted;
    expect(told).toMatchObject({
      deposit: yuan(10_000),
      returned: yuan(1_000),
      isBarred: true,
      runnerUp: 'as-published',
      forfeit: { kind: 'awaiting-resale', stillHeld: yuan(7_000) },
    });
    expect((await sales.money.desk.settlement(sale.lot, banker))?.defaulted).toEqual(told);
    const moves = await open.movesOf(sale.lot);
    expect(moves.filter(({ status }) => status === 'forfeited')).toHaveLength(1);
  });

  it('told twice, happens once', async () => {
    const sale = next();
    await sales.propose(sale, byDefault());
    const answers = await Promise.all(
      [second, officers[2] as Principal].map((who) => sales.confirm(sale, who)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await books(sale)).toEqual({ forfeit: DEPOSIT, 'refund-due': DEPOSIT + 100_000 });
  });

  it('ends the payment: what comes later goes back', async () => {
    const sale = next();
    await sales.propose(sale, byDefault());
    await sales.confirm(sale);
    await sales.transfer(sale, yuan(500));
    expect(await books(sale)).toEqual({ forfeit: DEPOSIT, 'refund-due': DEPOSIT + 150_000 });
    await sales.annul(sale);
    expect(await books(sale)).toEqual({ forfeit: DEPOSIT, 'refund-due': DEPOSIT + 150_000 });
  });

  it('bars the buyer from the next lot of the same right, where the profile says so', async () => {
    const sale = next();
    expect(await sales.money.defaultersOf([sale.lot])).toEqual([]);
    await sales.propose(sale, byDefault());
    await sales.confirm(sale);
    expect(await sales.money.defaultersOf([sale.lot])).toEqual([{ creditCode: 'CODE1', person: null }]);
    expect(await sales.money.defaultersOf([])).toEqual([]);
  });

  it('in an auction covers both commissions first and bars nobody (拍卖法 39)', async () => {
    await house.propose(houseLot, byDefault({ costs: yuan(0), commissions: yuan(2_000) }));
    expect(await house.confirm(houseLot)).toEqual({ ok: true });
    expect(await books(houseLot)).toMatchObject({ 'sale-cost': 200_000, forfeit: DEPOSIT - 200_000 });
    expect(await house.money.defaultersOf([houseLot.lot])).toEqual([]);
    const told = (await house.money.desk.balance(houseLot.lot, buyer(1)))?.defaulted;
    expect(told).toMatchObject({ isBarred: false, runnerUp: 'not-by-rules' });
  });
});

describe('who decides', () => {
  it('is the court about its own sales, and no officer of the platform', async () => {
    expect(await court.propose(courtLot, byDefault(), first)).toEqual({ ok: false, refusal: 'not-found' });
    const [one, other] = judges as [Principal, Principal];
    expect(
      await court.propose(courtLot, byDefault({ costs: yuan(3_000), commissions: yuan(0) }), one),
    ).toEqual({
      ok: true,
    });
    expect(await court.confirm(courtLot, second)).toEqual({ ok: false, refusal: 'not-found' });
    expect(await court.confirm(courtLot, other)).toEqual({ ok: true });
    // The deposit stays the court's.
    expect(await books(courtLot)).toEqual({ court: DEPOSIT, 'refund-due': DEPOSIT });
  });

  it('by the law of 2020 is the court, too', async () => {
    expect(await civil.propose(civilLot, byDefault(), first)).toEqual({ ok: false, refusal: 'not-found' });
    expect(await civil.propose(civilLot, byDefault(), judges[0])).toEqual({ ok: true });
  });

  it.each([
    ['the bank', () => banker],
    ['the buyer', () => buyer(1)],
    ['a court that sells nothing here', () => judges[0] as Principal],
  ])('is not %s about a bank’s sale', async (_who, who) => {
    const sale = lots[0] as SoldLot;
    expect(await sales.propose(sale, byDefault(), who())).toEqual({ ok: false, refusal: 'not-found' });
    expect(await sales.money.desk.reviews(who())).not.toContainEqual(
      expect.objectContaining({ lotId: sale.lot }),
    );
  });

  it('decides about what it has seen', async () => {
    const sale = next();
    await sales.propose(sale, byDefault());
    const stale = await sales.money.reviews.confirm(sale.lot, second, 1);
    expect(stale).toEqual({ ok: false, refusal: 'changed-meanwhile' });
  });
});

describe('more time', () => {
  it('moves the deadline, and a payment within it is in time', async () => {
    const sale = next();
    await sales.propose(sale, grace);
    expect(await sales.confirm(sale)).toEqual({ ok: true });
    expect(await sales.phase(sale)).toBe('awaiting-payment');
    await sales.transfer(sale, fenOf(BALANCE.amount - 100_000), { receivedAt: grace.until });
    const view = await sales.money.desk.balance(sale.lot, buyer(1));
    expect(view).toMatchObject({ phase: 'paid', dueAt: new Date(grace.until).toISOString() });
    expect(view?.history.map(({ type }) => type)).not.toContain('BuyerDefaulted');
  });

  it.each([
    [
      'losses that no sale can have',
      byDefault({ costs: fenOf(12_000_001), commissions: fenOf(0) }),
      'loss-out-of-range',
    ],
    ['more than five days', { kind: 'grace', until: later(dueAt, 7 * DAY) } as const, 'grace-out-of-range'],
  ])('%s is refused', async (_what, outcome, refusal) => {
    const sale = lots[0] as SoldLot;
    expect(await sales.propose(sale, outcome)).toEqual({ ok: false, refusal });
  });
});

describe('the database', () => {
  const row = (sale: SoldLot, change: object) => ({
    ...{ lot_id: sale.lot, seq: 2, type: 'BalancePaid', at: toRfc3339(later(dueAt, 9)), ...change },
  });
  const insert = (values: object) =>
    open.app.sql`insert into sale_payment_event ${open.app.sql(values as never)}`;

  it.each([
    ['a payment that did not come', {}, 'the whole of it came'],
    ['a gap', { seq: 4 }, 'comes after'],
    ['a deadline missed twice', { type: 'DeadlineMissed' }, 'has not passed'],
    [
      'a default that nobody proposed',
      { type: 'BuyerDefaulted', person: first.userId, confirmed_by: second.userId },
      'proposed by the other person',
    ],
    [
      'a default by one person',
      { type: 'BuyerDefaulted', person: first.userId, confirmed_by: first.userId },
      /two_people|proposed by the other/,
    ],
  ])('refuses %s', async (_what, change, message) => {
    await expect(insert(row(lots[0] as SoldLot, change))).rejects.toThrow(message);
  });

  it('changes nothing that was written', async () => {
    for (const table of ['sale_balance', 'sale_payment_event', 'sale_receipt', 'sale_statement'])
      for (const statement of [`delete from ${table}`, `update ${table} set lot_id = lot_id`]) {
        await expect(open.app.sql.unsafe(statement)).rejects.toThrow('permission denied');
        await expect(open.admin.sql.unsafe(statement)).rejects.toThrow('append-only');
      }
  });
});
