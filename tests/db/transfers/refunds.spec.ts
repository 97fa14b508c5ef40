import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId, UserId } from '@reassign/shared/kernel/ids.ts';
import { DAY, HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { ccb } from '../../support/bank-files.ts';
import { mortal } from '../../support/crashes.ts';
import {
  agency,
  endedOnTime,
  openDeposits,
  type OpenDeposits,
  operator,
  otherOperator,
} from '../../support/deposits.ts';
import { faultsOf } from '../../support/ledger.ts';
import { closesAt } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';

/* What came by the bank goes back by it: prepared with the release, once, and instructed when two people have released it. */

const server = mortal();
let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits({ through: server.through });
});
afterAll(async () => {
  server.start();
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const DEPOSIT = 1_000_000;
const DUE = later(closesAt, DAY);
let ids = 0;

/** An agency whose deposit a statement brought. */
async function paidByBank(lotId: LotId, number: number): Promise<string> {
  const reference = await open.register(lotId, number);
  await take([
    {
      ...{ id: `R${String(++ids)}`, change: DEPOSIT, name: agency(number).organisation.name },
      ...{ account: `62220000000${String(number)}`, remark: `保证金 ${reference}` },
    },
  ]);
  return reference;
}

const take = async (lines: Parameters<typeof ccb>[0], opening = 0) => {
  const bytes = new TextEncoder().encode(ccb(lines, opening));
  const taken = await open.transfers.importFile(bytes, 'a.csv', operator);
  expect(taken.ok).toBe(true);
};

const payoutsOf = (references: readonly string[]) => open.admin.sql<
  { reference: string; name: string; account: string; own: string; id: string }[]
>`
  select r.reference, p.payee_name as name, p.payee_account as account, p.reference as own, p.id
  from payout p join bank_refund r on r.id = p.refund_id where r.reference in ${open.admin.sql([...references])}
  order by p.id`;
const refundOf = async (lotId: LotId, number: number) =>
  (await open.deposits.ownOf([agency(number).organisation.id], [lotId]))[0]?.refund;
const waitingOf = async (reference: string, reader: UserId = operator) =>
  (await open.transfers.refunds.list(reader)).find((one) => one.reference === reference);

describe("A loser's deposit that came by transfer", () => {
  it('is prepared to go back to the account it came from, once, and to no other', async () => {
    const lotId = open.newLot();
    const references = [await paidByBank(lotId, 1), await paidByBank(lotId, 2)];
    await open.endLot(lotId, null);
    await open.endLot(lotId, null);
    const payouts = await payoutsOf(references);
    expect(payouts.map(({ name, account }) => [name, account]).sort()).toEqual([
      ['代理机构1', '622200000001'],
      ['代理机构2', '622200000002'],
    ]);
    expect(await booksOf(open, lotId)).toEqual({ 'refund-due': 2 * DEPOSIT });
    // Kept apart: nobody else can pay it out.
    const held = await open.admin.sql`select reserved_minor::int as kept from ledger_account
      where registration_id in (select id from registration where lot_id = ${lotId}) and kind = 'refund-due'`;
    expect(held).toEqual([{ kept: DEPOSIT }, { kept: DEPOSIT }]);
  });

  it('that came after the end goes straight back to where it came from', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 1);
    await open.endLot(lotId, null);
    const late = { id: `R${String(++ids)}`, change: DEPOSIT, name: agency(1).organisation.name };
    await take([{ ...late, account: '622200000009', remark: reference }]);
    expect(await payoutsOf([reference])).toMatchObject([{ account: '622200000009' }]);
  });

  it('is prepared whole, or not at all, wherever the server dies', async () => {
    const lotId = open.newLot();
    const references = [await paidByBank(lotId, 1), await paidByBank(lotId, 2)];
    server.start();
    for (let at = 1; ; at++) {
      server.start(at);
      const ending = server
        .through(open.app.db)
        .transaction((tx) => open.deposits.endLot(tx, lotId, null, endedOnTime));
      const isDone = await ending.then(
        () => true,
        () => false,
      );
      server.start();
      const [payouts, books] = [await payoutsOf(references), await booksOf(open, lotId)];
      const isReleased = 'refund-due' in books;
      expect(payouts).toHaveLength(isReleased ? 2 : 0);
      if (isDone) break;
    }
    await open.endLot(lotId, null);
    expect(await payoutsOf(references)).toHaveLength(2);
  });
});

describe('A deposit that was confirmed by hand', () => {
  const account = { holder: '代理机构4', account: '6222333344445555', bank: '某银行', bankCode: '' };
  const state = (id: string, by: UserId, holder = account.holder) =>
    open.transfers.refunds.state(id, { ...account, holder, reason: '来函' }, by);

  it('waits for the account of its payer, which one person states and another confirms', async () => {
    const lotId = open.newLot();
    const reference = await open.register(lotId, 4);
    await open.confirm(reference);
    await open.endLot(lotId, null);
    const waiting = await waitingOf(reference);
    expect(waiting).toMatchObject({ payer: '代理机构4', wait: 'no-account', stated: null });
    const id = waiting?.id ?? '';
    expect(await state(id, operator, '别的公司')).toBe('third-party-payee');
    expect(await state(id, operator)).toEqual({ state: 'stated' });
    expect(await state(id, otherOperator)).toBe('wrong-state');
    expect(await open.transfers.refunds.answer(id, true, operator)).toBe('own-approval');
    const answers = await Promise.all(
      [1, 2].map(() => open.transfers.refunds.answer(id, true, otherOperator)),
    );
    expect(answers).toContainEqual({ state: 'prepared' });
    expect(answers).toContain('wrong-state');
    expect(await payoutsOf([reference])).toMatchObject([{ name: '代理机构4', account: '6222333344445555' }]);
    expect(await waitingOf(reference)).toBeUndefined();
  });
});

describe('A refund that the bank does not pay', () => {
  it('is due again, waits for an account, and is paid out by another payout', async () => {
    const lotId = open.newLot();
    const reference = await paidByBank(lotId, 5);
    await open.endLot(lotId, null);
    const { collect, releaseBatch, report } = open.transfers.payouts;
    const batch = await collect(operator);
    await releaseBatch(batch?.id ?? '', otherOperator);
    const [first] = await payoutsOf([reference]);
    const failed = { reference: first?.own ?? '', is: 'rejected', reason: 'AC04' } as const;
    await open.app.db.transaction((tx) => report(tx, failed));
    const waiting = await waitingOf(reference);
    expect(waiting).toMatchObject({ wait: 'payout-failed', note: 'AC04' });
    const id = waiting?.id ?? '';
    const input = { holder: '代理机构5', account: '62220000', bank: '', bankCode: '', reason: '账户已变更' };
    await open.transfers.refunds.state(id, input, operator);
    expect(await open.transfers.refunds.answer(id, true, otherOperator)).toEqual({ state: 'prepared' });
    const next = await collect(operator);
    await releaseBatch(next?.id ?? '', otherOperator);
    const second = (await payoutsOf([reference])).find(({ id: own }) => own !== first?.id);
    await take(
      [{ id: `R${String(++ids)}`, change: -DEPOSIT, name: '代理机构5', remark: second?.own ?? '' }],
      DEPOSIT,
    );
    expect(await booksOf(open, lotId)).toEqual({});
  });
});

describe('The database', () => {
  const smuggle = (text: string) => open.app.sql.unsafe(text);

  it.each([
    'update bank_refund set amount_minor = 1',
    'delete from bank_refund',
    "update bank_refund_account set account = '1'",
    'delete from bank_refund_answer',
    'delete from payout_batch',
    'delete from deposit_instruction',
    'update deposit_instruction set at = now()',
  ])('does not let the serving role: %s', async (text) => {
    await expect(smuggle(text)).rejects.toMatchObject({ code: '42501' });
  });

  it('knows the two people of a refund, and pays one out once', async () => {
    const lotId = open.newLot();
    const reference = await paidByBank(lotId, 6);
    await open.endLot(lotId, null);
    const [payout] = await payoutsOf([reference]);
    const id = payout?.id ?? '';
    const released = `insert into payout_move (payout_id, state, actor, at) values ('${id}', 'released', 'user:x', now())`;
    // Nobody was the first.
    await expect(smuggle(released)).rejects.toMatchObject({ code: '42501' });
    const twice = `insert into payout select gen_random_uuid(), reference || 'X', from_account, amount_minor, currency,
      payee_name, payee_account, payee_bank, payee_bank_code, purpose, gen_random_uuid(), null, prepared_at, refund_id
      from payout where id = '${id}'`;
    await expect(smuggle(twice)).rejects.toMatchObject({ code: '23505' });
  });
});

describe('The instruction', () => {
  it('is the release by a second person, to the millisecond: the public figures and the alarm go by it', async () => {
    const lots = [open.newLot(), open.newLot()] as const;
    for (const lotId of lots) await paidByBank(lotId, 3);
    // What other tests left.
    await open.transfers.payouts.collect(operator);
    for (const { id } of await open.transfers.payouts.batches(operator))
      await open.transfers.payouts.releaseBatch(id, otherOperator);
    const before = await open.deposits.punctuality.figures();
    await open.endLot(lots[0], null);
    expect(await refundOf(lots[0], 3)).toEqual({ at: null, dueAt: DUE, isByCourt: false });
    await open.clock.advanceTo(later(DUE, -5 * HOUR));
    expect(await open.deposits.punctuality.watch()).toContainEqual({
      ...{ lotId: lots[0], deposits: 1, dueAt: DUE, alarm: 'soon' },
    });
    const batch = await open.transfers.payouts.collect(operator);
    expect(batch).toMatchObject({ payouts: 1, sum: { amount: DEPOSIT } });
    expect(await refundOf(lots[0], 3)).toMatchObject({ at: null });

    await open.endLot(lots[1], null);
    const other = await open.transfers.payouts.collect(operator);
    await open.clock.advanceTo(DUE);
    const id = batch?.id ?? '';
    expect(await open.transfers.payouts.releaseBatch(id, operator)).toBe('own-approval');
    expect(await open.transfers.payouts.releaseBatch(id, otherOperator)).toMatchObject({ payouts: 1 });
    expect(await open.transfers.payouts.releaseBatch(id, otherOperator)).toBe('nothing-released');
    expect(await refundOf(lots[0], 3)).toMatchObject({ at: DUE, dueAt: DUE });
    await open.clock.advanceTo(later(DUE, 1));
    await open.transfers.payouts.releaseBatch(other?.id ?? '', otherOperator);
    expect(await refundOf(lots[1], 3)).toMatchObject({ at: later(DUE, 1), dueAt: DUE });
    const after = await open.deposits.punctuality.figures();
    expect([after.total - before.total, after.onTime - before.onTime]).toEqual([2, 1]);
  });
});
