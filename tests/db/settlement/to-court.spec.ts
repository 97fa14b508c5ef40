import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { DAY, HOUR, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { civil2020 } from '@reassign/shared/listings/profiles/civil-2020.ts';
import { judicial } from '@reassign/shared/listings/profiles/judicial.ts';
import { Crash, mortal } from '../../support/crashes.ts';
import {
  agency,
  court,
  openDeposits,
  type OpenDeposits,
  operator,
  otherOperator,
} from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';
import {
  banker,
  buyer,
  byDefault,
  judges,
  openSales,
  type Sales,
  type SoldLot,
} from '../../support/sales.ts';

/*
 * What is a court's leaves for the court's account: prepared in the transaction that makes it due, once, released by two people,
 * by a clock that everybody sees (法释〔2016〕18号 25; docs/decisions/0048).
 */

const server = mortal();
let open: OpenDeposits;
let sales: Sales;
beforeAll(async () => {
  open = await openDeposits({ through: server.through });
  open.nextRound();
  sales = openSales(open, { rules: judicial, through: server.through });
});
afterAll(async () => {
  server.start();
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const DEPOSIT = 1_000_000;
const BALANCE = 11_000_000;
const DUE = later(closesAt, DAY);
const account = { holder: court.name, account: '62228888', bank: '示范银行', bankCode: '' };

const books = ({ lot }: SoldLot) => booksOf(open, lot);
const paymentsOf = async ({ lot }: SoldLot) =>
  (await sales.money.desk.settlement(lot, banker))?.toCourt ?? [];
const statesOf = async (sale: SoldLot) => (await paymentsOf(sale)).map(({ part, state }) => [part, state]);
const payoutsOf = ({ lot }: SoldLot) => open.admin.sql<
  { reference: string; name: string; account: string; amount: number; purpose: string }[]
>`
  select p.reference, payee_name as name, payee_account as account, p.amount_minor::int as amount, purpose
  from payout p join bank_refund r on r.id = p.refund_id where r.lot_id = ${lot} order by p.id`;

/** What waits for the court's account gets it from two people. */
async function stateAccounts(with_ = account): Promise<void> {
  const { refunds } = open.transfers;
  for (const { id, toCourt } of await refunds.list(operator)) {
    if (toCourt === null) continue;
    expect(await refunds.state(id, { ...with_, reason: '执行法院来函' }, operator)).toEqual({
      state: 'stated',
    });
    expect(await refunds.answer(id, true, otherOperator)).toEqual({ state: 'prepared' });
  }
}

/** Two people release everything that the platform prepared. */
async function release(): Promise<void> {
  const batch = await open.transfers.payouts.collect(operator);
  if (batch) await open.transfers.payouts.releaseBatch(batch.id, otherOperator);
}

/** The bank says of every payout for a lot what it did. */
async function report(sale: SoldLot, is: 'paid' | 'rejected'): Promise<void> {
  for (const { reference } of await payoutsOf(sale))
    await open.app.db.transaction((tx) => open.transfers.payouts.report(tx, { reference, is, reason: '' }));
}

describe("The winner's deposit of a court's sale", () => {
  it('waits at the hammer for the account of a court that has none, which two people agree on', async () => {
    const sale = await sales.sell();
    expect(await books(sale)).toEqual({ court: DEPOSIT, 'refund-due': DEPOSIT });
    expect(await paymentsOf(sale)).toEqual([
      {
        ...{ part: 'deposit', amount: yuan(10_000), state: 'waiting' },
        ...{ dueAt: toRfc3339(DUE), instructedAt: null },
      },
    ]);
    const { refunds } = open.transfers;
    const waiting = (await refunds.list(operator)).find(({ toCourt }) => toCourt === 'deposit');
    expect(waiting).toMatchObject({ payer: court.name, wait: 'no-account', amount: yuan(10_000) });
    const id = waiting?.id ?? '';
    const stated = { ...account, reason: '来函' };
    expect(await refunds.state(id, { ...stated, holder: agency(1).organisation.name }, operator)).toBe(
      'third-party-payee',
    );
    await refunds.state(id, stated, operator);
    expect(await refunds.answer(id, true, operator)).toBe('own-approval');
    expect(await refunds.answer(id, true, otherOperator)).toEqual({ state: 'prepared' });
    expect(await payoutsOf(sale)).toMatchObject([
      {
        ...{ name: court.name, account: account.account, amount: DEPOSIT },
        purpose: `拍卖保证金 ${court.number}`,
      },
    ]);
    await release();
  });

  it('is prepared at the hammer for a court whose account is known, once however often it is told', async () => {
    const sale = await sales.sell();
    await sales.tellAgain(sale);
    expect(await statesOf(sale)).toEqual([['deposit', 'prepared']]);
    expect(await payoutsOf(sale)).toMatchObject([{ account: account.account }]);
    await release();
    expect(await statesOf(sale)).toEqual([['deposit', 'instructed']]);
    await report(sale, 'paid');
    expect(await books(sale)).toEqual({ 'refund-due': DEPOSIT });
    const reasons = await open.admin.sql`select distinct t.reason from ledger_transaction t
      join ledger_posting p on p.transaction_id = t.id where p.account like ${`court/${sale.lot}/%`} order by 1`;
    expect(reasons.map(({ reason }) => reason as string)).toEqual(['deposit-applied', 'to-court']);
  });

  it('is prepared with the hammer or not at all, wherever the server dies', async () => {
    const lot = open.newLot();
    const winner = await open.admit(lot, 3);
    for (let at = 1; ; at++) {
      server.start(at);
      const ending = server
        .through(open.app.db)
        .transaction((tx) =>
          open.deposits.endLot(tx, lot, winner, { at: closesAt, endedAt: closesAt, rules: judicial }),
        );
      const isDone = await ending.then(
        () => true,
        (error: unknown) => {
          expect(error).toBeInstanceOf(Crash);
          return false;
        },
      );
      server.start();
      const isApplied = 'court' in (await booksOf(open, lot));
      expect(await open.transfers.refunds.court.ofLot(lot)).toHaveLength(isApplied ? 1 : 0);
      if (isDone) break;
    }
  });

  it('by the law of 2020 goes to the court, too', async () => {
    const { lot } = await openSales(open, { rules: civil2020 }).sell();
    expect(await open.transfers.refunds.court.ofLot(lot)).toMatchObject([{ part: 'deposit' }]);
  });
});

describe("The balance of a court's sale", () => {
  it('is prepared when the whole of it is there, and not before', async () => {
    const sale = await sales.sell();
    await sales.transfer(sale, yuan(109_999));
    expect(await statesOf(sale)).toEqual([['deposit', 'prepared']]);
    await sales.transfer(sale, yuan(2));
    expect(await paymentsOf(sale)).toMatchObject([
      { part: 'deposit' },
      {
        ...{ part: 'balance', state: 'prepared', amount: yuan(110_000) },
        dueAt: toRfc3339(later(open.clock.now(), DAY)),
      },
    ]);
    expect(await books(sale)).toEqual({ court: DEPOSIT + BALANCE, 'refund-due': DEPOSIT + 100 });
    await release();
    await report(sale, 'paid');
    expect(await books(sale)).toEqual({ 'refund-due': DEPOSIT + 100 });
    expect((await sales.money.desk.settlement(sale.lot, banker))?.held).toEqual(yuan(0));
  });

  it('is paid out by nobody by hand', async () => {
    const sale = await sales.sell();
    const input = {
      ...{ from: `court/${sale.lot}/CNY`, amount: yuan(1), purpose: '手工' },
      payee: { name: court.name, account: '6222', bank: '', bankCode: '' },
    };
    expect(await open.transfers.payouts.prepareFrom(input, operator)).toBe('not-payable');
    expect((await open.transfers.payouts.dues()).map(({ kind }) => kind)).not.toContain('court');
    const smuggled = open.app.sql`insert into payout select gen_random_uuid(), reference || 'X', from_account,
      amount_minor, currency, payee_name, payee_account, payee_bank, payee_bank_code, purpose, gen_random_uuid(),
      ${operator}, prepared_at, null from payout p where from_account ->> 'lot' = ${sale.lot}`;
    await expect(smuggled).rejects.toMatchObject({ code: 'PT001' });
  });
});

describe('A payout that a court’s bank does not take', () => {
  it('waits again, and the account that two people agree on next is the court’s from then on', async () => {
    const sale = await sales.sell();
    await release();
    await report(sale, 'rejected');
    expect(await statesOf(sale)).toEqual([['deposit', 'waiting']]);
    const other = { ...account, account: '62229999' };
    await open.clock.advance(1);
    await stateAccounts(other);
    expect((await payoutsOf(sale)).map(({ account: to }) => to)).toEqual([account.account, other.account]);
    const next = await sales.sell();
    expect(await payoutsOf(next)).toMatchObject([{ account: other.account }]);
  });
});

describe('When the buyer of a court’s sale does not pay', () => {
  it('the deposit is the court’s: what covers what is worked out for it, and nothing is booked', async () => {
    const sale = await sales.sell();
    await release();
    await report(sale, 'paid');
    await sales.transfer(sale, yuan(500));
    await sales.miss();
    const [one, other] = judges as [Principal, Principal];
    await sales.propose(sale, byDefault({ costs: yuan(3_000), commissions: yuan(0) }), one);
    expect(await sales.confirm(sale, other)).toEqual({ ok: true });
    // What was paid beside the deposit is ours to give back.
    expect(await books(sale)).toEqual({ 'refund-due': DEPOSIT + 50_000 });
    expect((await sales.money.desk.balance(sale.lot, buyer(1)))?.defaulted).toMatchObject({
      forfeit: { kind: 'awaiting-resale', steps: [{ covers: 'costs', paid: yuan(3_000) }] },
    });
    await sales.annul(sale);
    expect(await books(sale)).toEqual({ 'refund-due': DEPOSIT + 50_000 });
    expect(await statesOf(sale)).toEqual([['deposit', 'paid']]);

    // Paid for again: stated for the court once more, and booked by nobody.
    const again = openSales(open, { rules: judicial, soldBefore: (lot) => Promise.resolve([sale.lot, lot]) });
    const resold = await again.sell();
    await again.transfer(resold, yuan(110_000));
    expect((await again.money.desk.settlement(sale.lot, banker))?.defaulted?.resale).toMatchObject({
      price: yuan(120_000),
      forfeit: { kind: 'settled', atCourt: yuan(7_000) },
    });
    expect(await books(sale)).toEqual({ 'refund-due': DEPOSIT + 50_000 });
    expect(await books(resold)).toEqual({ court: DEPOSIT + BALANCE, 'refund-due': DEPOSIT });
  });
});

describe('A court’s sale that is undone', () => {
  const refundOf = async ({ lot }: SoldLot) =>
    (await open.deposits.ownOf([agency(1).organisation.id], [lot]))[0]?.refund;

  it('gives back what did not become the court’s; the rest the court gives back', async () => {
    const unpaid = await sales.sell();
    await sales.transfer(unpaid, yuan(700));
    await sales.annul(unpaid);
    expect(await books(unpaid)).toEqual({ court: DEPOSIT, 'refund-due': DEPOSIT + 70_000 });
    expect(await refundOf(unpaid)).toEqual({ at: null, dueAt: null, isByCourt: true });

    const paid = await sales.sell();
    await sales.transfer(paid, yuan(110_000));
    await sales.annul(paid);
    expect(await books(paid)).toEqual({ court: DEPOSIT + BALANCE, 'refund-due': DEPOSIT });
    await release();
    for (const sale of [unpaid, paid]) await report(sale, 'paid');
    expect(await books(unpaid)).toEqual({ 'refund-due': DEPOSIT + 70_000 });
    expect(await books(paid)).toEqual({ 'refund-due': DEPOSIT });
    const moves = await open.movesOf(paid.lot);
    expect(moves.filter(({ status }) => status === 'released')).toHaveLength(2);
  });
});

describe('The clock of what is a court’s', () => {
  const figures = () => open.deposits.punctuality.courtFigures();

  it('is told to everybody, and calls before it is too late: the release by a second person counts', async () => {
    await release();
    const before = await figures();
    const [inTime, late] = [await sales.sell(), await sales.sell()];
    // Their hammer fell at a fixed hour that is long past.
    expect(await figures()).toEqual({ total: before.total + 2, onTime: before.onTime });
    expect(await open.deposits.punctuality.watchCourts()).toEqual([
      { payments: 2, dueAt: DUE, alarm: 'late' },
    ]);
    await release();
    expect(await open.deposits.punctuality.watchCourts()).toEqual([]);
    expect(await figures()).toEqual({ total: before.total + 2, onTime: before.onTime });

    await sales.transfer(inTime, yuan(110_000));
    const ofBalance = later(open.clock.now(), DAY);
    await open.clock.advanceTo(later(ofBalance, -6 * HOUR));
    expect(await open.deposits.punctuality.watchCourts()).toEqual([
      { payments: 1, dueAt: ofBalance, alarm: 'soon' },
    ]);
    const batch = await open.transfers.payouts.collect(operator);
    await open.clock.advanceTo(ofBalance);
    await open.transfers.payouts.releaseBatch(batch?.id ?? '', otherOperator);
    expect(await figures()).toEqual({ total: before.total + 3, onTime: before.onTime + 1 });
    expect((await paymentsOf(inTime))[1]).toMatchObject({ instructedAt: toRfc3339(ofBalance) });

    await sales.transfer(late, yuan(110_000));
    await open.clock.advance(DAY + 1);
    expect(await figures()).toEqual({ total: before.total + 4, onTime: before.onTime + 1 });
    await release();
    expect(await figures()).toEqual({ total: before.total + 4, onTime: before.onTime + 1 });
  });
});
