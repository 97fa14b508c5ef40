import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { addDays, DAY, dayOf, type Instant, later, startOfDay } from '@reassign/shared/kernel/instant.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { openDeposits, type OpenDeposits } from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';
import { banker, buyer, byDefault, fenOf, openSales, type Sales, type SoldLot } from '../../support/sales.ts';

/*
 * A price in instalments over the real modules: 122,400.00 with its premium, three tenths by the tenth day less the deposit of
 * 10,000.00, the rest by the fortieth.
 */

const plan: StatedPayment = {
  paymentDays: 40,
  instalments: [
    { shareBps: 3_000, days: 10 },
    { shareBps: 7_000, days: 40 },
  ],
};
const FIRST = yuan(26_720);
const REST = yuan(85_680);
const WHOLE = yuan(112_400);
const DEPOSIT = 1_000_000;
const dueOn = (days: number): Instant => startOfDay(addDays(dayOf(closesAt), days + 1));

let open: OpenDeposits;
let sales: Sales;
beforeAll(async () => {
  open = await openDeposits();
  sales = openSales(open, { payment: plan });
});
afterAll(async () => {
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const view = ({ lot }: SoldLot) => sales.money.desk.balance(lot, buyer(1));
const statesOf = async (sale: SoldLot) => (await view(sale))?.parts.map(({ state }) => state);
const waterfallOf = async ({ lot }: SoldLot) =>
  (await sales.money.desk.settlement(lot, banker))?.waterfall ?? null;

describe('a balance in parts', () => {
  it('says what is due next, and by when', async () => {
    expect(await view(await sales.sell())).toMatchObject({
      ...{ amount: WHOLE, outstanding: WHOLE, dueNext: FIRST, dueAt: fromInstant(dueOn(10)) },
      parts: [
        { amount: FIRST, paid: yuan(0), dueAt: fromInstant(dueOn(10)), state: 'due' },
        { amount: REST, paid: yuan(0), dueAt: fromInstant(dueOn(40)), state: 'open' },
      ],
    });
  });

  it('is one part where the notice has only another day', async () => {
    const soon = openSales(open, { payment: { paymentDays: 3 } });
    const sale = await soon.sell();
    expect(await soon.money.desk.balance(sale.lot, buyer(1))).toMatchObject({
      ...{ dueNext: WHOLE, dueAt: fromInstant(dueOn(3)) },
      parts: [{ amount: WHOLE, dueAt: fromInstant(dueOn(3)), state: 'due' }],
    });
  });

  it('fills them in the order of their days, and is paid with the last fen', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, fenOf(FIRST.amount - 1));
    expect(await statesOf(sale)).toEqual(['due', 'open']);
    await sales.transfer(sale, fenOf(2));
    expect(await view(sale)).toMatchObject({
      ...{ phase: 'awaiting-payment', dueNext: fenOf(REST.amount - 1), dueAt: fromInstant(dueOn(40)) },
      parts: [{ state: 'paid' }, { paid: fenOf(1), state: 'due' }],
      history: [{ type: 'InstalmentPaid', until: fromInstant(dueOn(40)) }],
    });
    expect(await waterfallOf(sale)).toBeNull();
    await sales.transfer(sale, fenOf(REST.amount - 1));
    expect(await view(sale)).toMatchObject({ phase: 'paid', parts: [{ state: 'paid' }, { state: 'paid' }] });
    expect(await waterfallOf(sale)).not.toBeNull();
  });

  it('may come whole, and a fen too much goes back', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, fenOf(WHOLE.amount + 1));
    expect((await view(sale))?.history.map(({ type }) => type)).toEqual(['BalancePaid']);
    expect(await booksOf(open, sale.lot)).toEqual({
      escrow: DEPOSIT + WHOLE.amount,
      'refund-due': DEPOSIT + 1,
    });
  });

  it('from many sides at once fills each part once', async () => {
    const sale = await sales.sell();
    await Promise.all(Array.from({ length: 6 }, () => sales.transfer(sale, yuan(20_000))));
    expect(await view(sale)).toMatchObject({ phase: 'paid', received: WHOLE });
    const types = (await view(sale))?.history.map(({ type }) => type);
    expect(types).toEqual(['InstalmentPaid', 'BalancePaid']);
  });

  it('gives back what came of it when the sale is annulled', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, FIRST);
    await sales.annul(sale);
    expect(await view(sale)).toMatchObject({
      phase: 'void',
      parts: [{ state: 'paid' }, { state: 'ended' }],
    });
    expect(await booksOf(open, sale.lot)).toEqual({ 'refund-due': 2 * DEPOSIT + FIRST.amount });
  });
});

describe('the database', () => {
  const columns = `lot_id, sale, seq, type, at, until`;
  it.each([
    ['a part that did not come', FIRST.amount - 1, dueOn(40)],
    ['another day than the notice has', FIRST.amount, dueOn(39)],
  ])('refuses that %s was paid', async (_what, came, until) => {
    const sale = await sales.sell();
    await sales.transfer(sale, fenOf(came - 1));
    const values = `'${sale.lot}', 1, 1, 'InstalmentPaid', now(), '${fromInstant(until)}'`;
    const statement = `insert into sale_payment_event (${columns}) values (${values})`;
    await expect(open.app.sql.unsafe(statement)).rejects.toThrow('the next part is waited for');
  });

  it.each([
    ['all of it', [{ amountMinor: WHOLE.amount - 1, dueAt: fromInstant(dueOn(10)) }]],
    [
      'due one after the other',
      [
        { amountMinor: FIRST.amount, dueAt: fromInstant(dueOn(10)) },
        { amountMinor: REST.amount, dueAt: fromInstant(dueOn(10)) },
      ],
    ],
  ])('keeps only parts that are %s', async (message, stated) => {
    const { lot } = await sales.sell();
    const other = `select gen_random_uuid(), lot_id, 2, registration_id, 'CJKX' || left(id::text, 8), amount_minor, currency,
      due_at, terms_version, opened_at, rules, charges, '${JSON.stringify(stated)}'::json from sale_balance where lot_id = '${lot}'`;
    const statement = `insert into sale_balance (id, lot_id, sale, registration_id, reference, amount_minor, currency,
      due_at, terms_version, opened_at, rules, charges, parts) ${other}`;
    await expect(open.app.sql.unsafe(statement)).rejects.toThrow(message);
  });
});

// The clock does not go back: what is sold for these was sold before.
describe('a part that is missed', () => {
  let first: SoldLot;
  let second: SoldLot;
  let given: SoldLot;
  beforeAll(async () => {
    [first, second, given] = [await sales.sell(), await sales.sell(), await sales.sell()];
    await sales.transfer(second, FIRST);
  });

  it('is a question to two people one millisecond after its day, and not before', async () => {
    await sales.miss(dueOn(10));
    for (const sale of [first, second, given]) expect(await sales.phase(sale)).toBe('awaiting-payment');
    await sales.miss(later(dueOn(10), 1));
    expect(await sales.phase(first)).toBe('in-review');
    expect(await statesOf(first)).toEqual(['late', 'open']);
    expect(await sales.phase(second)).toBe('awaiting-payment');
  });

  it('that comes under review ends it, and the next is waited for', async () => {
    await sales.propose(first, byDefault());
    await sales.transfer(first, FIRST);
    expect(await view(first)).toMatchObject({
      phase: 'awaiting-payment',
      dueAt: fromInstant(dueOn(40)),
      parts: [{ state: 'paid' }, { state: 'due' }],
    });
    expect(await sales.confirm(first)).toMatchObject({ ok: false });
  });

  it('may be given more time, which shows on the part', async () => {
    const until = startOfDay(addDays(dayOf(dueOn(10)), 2));
    await sales.propose(given, { kind: 'grace', until });
    expect(await sales.confirm(given)).toEqual({ ok: true });
    expect(await view(given)).toMatchObject({
      dueAt: fromInstant(until),
      parts: [
        { dueAt: fromInstant(until), state: 'due' },
        { dueAt: fromInstant(dueOn(40)), state: 'open' },
      ],
    });
    await sales.transfer(given, FIRST);
    expect(await view(given)).toMatchObject({ dueAt: fromInstant(dueOn(40)) });
  });

  it('makes a default of the whole though others were paid: they go back, the deposit is forfeited', async () => {
    await sales.miss(later(dueOn(40), DAY));
    expect(await statesOf(second)).toEqual(['paid', 'late']);
    expect(await sales.money.balances.overdue()).toEqual([]);
    await sales.propose(second, byDefault());
    expect(await sales.confirm(second)).toEqual({ ok: true });
    expect(await view(second)).toMatchObject({
      phase: 'buyer-defaulted',
      parts: [{ state: 'paid' }, { state: 'ended' }],
      defaulted: { returned: FIRST },
    });
    expect(await booksOf(open, second.lot)).toEqual({
      forfeit: DEPOSIT,
      'refund-due': DEPOSIT + FIRST.amount,
    });
  });
});
