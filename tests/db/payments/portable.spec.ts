import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PortableView } from '@reassign/shared/deposits/portable/api.ts';
import { agency } from '../../support/deposits.ts';
import { faultsOf, fen } from '../../support/ledger.ts';
import { openTill, type OpenTill } from '../../support/payments.ts';
import { brokerOf, earmark, sumsOf } from '../../support/portable.ts';

/* Portable deposits paid in by card: what comes back goes to the card, part by part, and what its bank took is not free. */

let till: OpenTill;
beforeAll(async () => {
  till = await openTill();
});
afterAll(async () => {
  expect(till.faults).toEqual([]);
  expect(await faultsOf(till.admin)).toEqual([]);
  await till.close();
});

const DEPOSIT = 1_000_000;
let agencies = 0;

async function ask(number: number, amount: number) {
  const asked = await till.deposits.portable.ask(brokerOf(number), { way: 'card', amount: fen(amount) });
  if (typeof asked === 'string') throw new Error(asked);
  const opened = await till.deposits.portable.pay(brokerOf(number), asked.id, 'zh');
  if (typeof opened === 'string') throw new Error(opened);
  return { asked, opened };
}

async function paidIn(amount: number) {
  const number = ++agencies;
  const { opened } = await ask(number, amount);
  await till.decide(opened, 'pay');
  return { number, opened };
}

const seen = (number: number): Promise<Omit<PortableView, 'account'>> =>
  till.deposits.portable.seenBy(brokerOf(number));
const withdraw = (number: number, amount: number) =>
  till.deposits.portable.withdraw(brokerOf(number), fen(amount));

describe('A portable deposit by card', () => {
  it('is in the balance once, however often Stripe tells of it', async () => {
    const { number } = await paidIn(DEPOSIT);
    expect(await sumsOf(till, number)).toEqual([DEPOSIT, DEPOSIT, 0, DEPOSIT]);
    expect(await earmark(till, till.newLot(), number)).toBe('held');
  });

  it('goes back to the card in as many parts as it is withdrawn in, and no fen more', async () => {
    const { number, opened } = await paidIn(1_000);
    expect(await withdraw(number, 400)).toHaveProperty('id');
    expect(await withdraw(number, 600)).toHaveProperty('id');
    expect(await withdraw(number, 1)).toMatchObject({ code: 'balance-too-low' });
    await till.settle();
    const intent = (await till.payments.find(opened.id))?.intentId ?? '';
    const { data } = await till.stripe.refunds.list({ payment_intent: intent });
    expect(data.map(({ amount }) => amount).sort()).toEqual([400, 600]);
    const states = (await seen(number)).withdrawals.flatMap(({ parts }) => parts.map(({ state }) => state));
    expect(states).toEqual(['paid', 'paid']);
  });

  it('that was cancelled before its money came goes straight back', async () => {
    const number = ++agencies;
    const { asked, opened } = await ask(number, 1_000);
    expect(await till.deposits.portable.cancel(brokerOf(number), asked.id)).toBeNull();
    await till.decide(opened, 'pay');
    await till.settle();
    expect(await sumsOf(till, number)).toEqual([0, 0, 0, 0]);
    const intent = (await till.payments.find(opened.id))?.intentId ?? '';
    expect((await till.stripe.refunds.list({ payment_intent: intent })).data).toHaveLength(1);
  });

  it('is not free while the payer’s bank has taken it back', async () => {
    const number = ++agencies;
    const { opened } = await ask(number, DEPOSIT);
    await till.decide(opened, 'dispute');
    await till.settle();
    expect(await seen(number)).toMatchObject({ free: fen(0), balance: fen(DEPOSIT), disputed: fen(DEPOSIT) });
    expect(await withdraw(number, 1)).toMatchObject({ code: 'balance-too-low' });
    expect(await earmark(till, till.newLot(), number)).toMatchObject({ code: 'balance-too-low' });
  });

  it('of which a part was on its way back when its bank took the whole owes that part no more', async () => {
    const { number, opened } = await paidIn(1_000);
    expect(await withdraw(number, 400)).toHaveProperty('id');
    const charge = await till.admin.sql<[{ id: string }]>`
      select id from stand_in_object where kind = 'charge'
      and body->>'payment_intent' = ${(await till.payments.find(opened.id))?.intentId ?? ''}`;
    await till.byHand(`/simulated/charges/${charge[0].id}/dispute`);
    await till.settle();
    const [dispute] = await till.admin.sql<[{ id: string }]>`
      select id from payment_dispute where payment_id = ${opened.id}`;
    await till.byHand(`/simulated/disputes/${dispute.id}/lost`);
    await till.settle();
    expect(await seen(number)).toMatchObject({
      free: fen(0),
      withdrawals: [{ parts: [{ state: 'failed' }] }],
    });
    const [id] = await till.deposits.portable.booksOf(agency(number).organisation.id);
    const books = await till.admin.sql<{ kind: string; held: number }[]>`
      select kind, held_minor::float8 as held from ledger_account where registration_id = ${id ?? ''} order by kind`;
    expect(books.map(({ kind, held }) => [kind, held])).toEqual([
      ['disputed', 600],
      ['portable-deposit', 600],
      ['refund-due', 0],
    ]);
  });

  it('is nobody else’s to pay, to cancel or to see', async () => {
    const { asked } = await ask(++agencies, 1_000);
    const other = brokerOf(++agencies);
    expect(await till.deposits.portable.pay(other, asked.id, 'zh')).toBe('not-found');
    expect(await till.deposits.portable.cancel(other, asked.id)).toBe('not-found');
    expect(await till.deposits.portable.seenBy(other)).toMatchObject({ payIns: [], lines: [] });
    expect(agency(agencies).organisation.name).toBe((await seen(agencies)).owner);
  });
});
