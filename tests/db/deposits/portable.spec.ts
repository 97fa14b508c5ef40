import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { HOUR, later } from '@reassign/shared/kernel/instant.ts';
import { bidding } from '@reassign/shared/listings/profile.ts';
import { agency, openDeposits, type OpenDeposits, operator, otherOperator } from '../../support/deposits.ts';
import { faultsOf, fen } from '../../support/ledger.ts';
import { closesAt, yuan } from '../../support/lot.ts';
import { booksOf } from '../../support/payments.ts';
import {
  anotherAgency,
  brokerOf,
  earmark,
  earmarkAgain,
  inPassing,
  payIn,
  sumsOf,
  withBalance,
} from '../../support/portable.ts';

/* Money paid in once and earmarked lot by lot: rules, books and guards over one database. A lot asks for 10,000.00. */

let open: OpenDeposits;
beforeAll(async () => {
  open = await openDeposits();
});
afterAll(async () => {
  expect(await inPassing(open)).toBe(0);
  expect(await faultsOf(open.admin)).toEqual([]);
  await open.close();
});

const DEPOSIT = 1_000_000;

const linesOf = async (number: number) =>
  (await open.deposits.portable.seenBy(brokerOf(number))).lines.map(({ kind }) => kind).reverse();

describe('A deposit from the balance', () => {
  it('is held at once, with a number, and kept apart of what is free', async () => {
    const number = await withBalance(open, DEPOSIT + 5);
    const lotId = open.newLot();
    expect(await earmark(open, lotId, number)).toBe('held');
    expect(await open.deposits.standing(lotId, agency(number).organisation.id)).toMatchObject({
      kind: 'bidder',
    });
    expect(await booksOf(open, lotId)).toEqual({ deposit: DEPOSIT });
    expect(await sumsOf(open, number)).toEqual([DEPOSIT + 5, 5, DEPOSIT, 5]);
  });

  it('takes the last free fen, and not one that is missing', async () => {
    const number = await withBalance(open, DEPOSIT);
    expect(await earmark(open, open.newLot(), number)).toBe('held');
    const poor = await withBalance(open, DEPOSIT - 1);
    const lotId = open.newLot();
    expect(await earmark(open, lotId, poor)).toEqual({
      ...{ code: 'balance-too-low', free: fen(DEPOSIT - 1), missing: fen(1) },
    });
    expect(await booksOf(open, lotId)).toEqual({});
    await payIn(open, poor, fen(1));
    expect(await earmarkAgain(open, lotId, poor)).toBe('held');
  });

  it('of who never paid in has nothing to take', async () => {
    expect(await earmark(open, open.newLot(), anotherAgency())).toMatchObject({
      ...{ code: 'balance-too-low', free: fen(0), missing: fen(DEPOSIT) },
    });
  });

  it('is taken once for each registration, and by nobody else', async () => {
    const number = await withBalance(open, 3 * DEPOSIT);
    const lotId = open.newLot();
    await earmark(open, lotId, number);
    expect(await earmarkAgain(open, lotId, number)).toEqual({ code: 'wrong-state' });
    const [own] = await open.deposits.ownOf([agency(number).organisation.id], [lotId]);
    const other = agency(anotherAgency()).organisation.id;
    expect(await open.deposits.earmark(own?.registration.id ?? '', [other])).toEqual({ code: 'not-found' });
    expect((await sumsOf(open, number))[1]).toBe(2 * DEPOSIT);
  });
});

describe('An earmark ends once', () => {
  it('applied for the winner, released for the loser, who has it free at once and in time', async () => {
    const [winner, loser] = [await withBalance(open, DEPOSIT), await withBalance(open, DEPOSIT)];
    const lotId = open.newLot();
    for (const one of [winner, loser]) await earmark(open, lotId, one);
    const standing = await open.deposits.standing(lotId, agency(winner).organisation.id);
    const bidderNumber = standing.kind === 'bidder' ? standing.bidderNumber : '';
    for (let told = 0; told < 2; told++) await open.endLot(lotId, bidderNumber);
    expect(await booksOf(open, lotId)).toEqual({ escrow: DEPOSIT });
    expect(await sumsOf(open, winner)).toEqual([0, 0, 0, 0]);
    expect(await sumsOf(open, loser)).toEqual([DEPOSIT, DEPOSIT, 0, DEPOSIT]);
    expect(await linesOf(winner)).toEqual(['paid-in', 'held', 'applied']);
    expect(await linesOf(loser)).toEqual(['paid-in', 'held', 'released']);
    const released = (await open.movesOf(lotId)).filter(({ status }) => status === 'released');
    expect(released.map(({ at, dueAt }) => dueAt !== null && at <= dueAt)).toEqual([true]);
    // Free again: the same money stands for another lot.
    expect(await earmark(open, open.newLot(), loser)).toBe('held');
  });

  it('released for everybody when nobody bought', async () => {
    const number = await withBalance(open, DEPOSIT);
    const lotId = open.newLot();
    await earmark(open, lotId, number);
    await open.endLot(lotId, null);
    expect(await sumsOf(open, number)).toEqual([DEPOSIT, DEPOSIT, 0, DEPOSIT]);
  });

  const sold = async (): Promise<[number, LotId]> => {
    const number = await withBalance(open, DEPOSIT);
    const lotId = open.newLot();
    await earmark(open, lotId, number);
    const standing = await open.deposits.standing(lotId, agency(number).organisation.id);
    await open.endLot(lotId, standing.kind === 'bidder' ? standing.bidderNumber : '');
    return [number, lotId];
  };

  it('forfeited by a default: gone from the balance for good', async () => {
    const [number, lotId] = await sold();
    for (let told = 0; told < 2; told++)
      await open.app.db.transaction((tx) => open.deposits.forfeit(tx, lotId, 'review', 'escrow'));
    expect(await booksOf(open, lotId)).toEqual({ forfeit: DEPOSIT });
    expect(await sumsOf(open, number)).toEqual([0, 0, 0, 0]);
    expect(await linesOf(number)).toEqual(['paid-in', 'held', 'applied', 'forfeited']);
  });

  it('free again when the sale is undone', async () => {
    const [number, lotId] = await sold();
    const undone = { at: later(closesAt, HOUR), endedAt: later(closesAt, HOUR), rules: bidding };
    for (let told = 0; told < 2; told++)
      await open.app.db.transaction((tx) => open.deposits.undoSale(tx, lotId, undone));
    expect(await booksOf(open, lotId)).toEqual({});
    expect(await sumsOf(open, number)).toEqual([DEPOSIT, DEPOSIT, 0, DEPOSIT]);
  });
});

describe('Withdrawn money', () => {
  it('goes back to the account it came from, first in first out, prepared as payouts that somebody else releases', async () => {
    const number = anotherAgency();
    await payIn(open, number, fen(300), 'AAAA1111');
    await open.clock.advance(1);
    await payIn(open, number, fen(200), 'BBBB2222');
    const answer = await open.deposits.portable.withdraw(brokerOf(number), fen(450));
    expect(answer).toHaveProperty('id');
    const payouts = (await open.transfers.payouts.list('prepared', operator)).filter(
      ({ payee }) => payee.account.length === 8,
    );
    expect(
      payouts.map(({ payee, amount, isOwn }) => [payee.name, payee.account, amount.amount, isOwn]).sort(),
    ).toEqual([
      [agency(number).organisation.name, 'AAAA1111', 300, false],
      [agency(number).organisation.name, 'BBBB2222', 150, false],
    ]);
    expect(await open.transfers.payouts.release(payouts[0]?.id ?? '', agency(number).userId)).toBe(
      'own-approval',
    );
    expect(await open.transfers.payouts.release(payouts[0]?.id ?? '', otherOperator)).toBeNull();
    expect(await sumsOf(open, number)).toEqual([50, 50, 0, 50]);
  });

  it('is never more than is free, and never what a lot keeps apart', async () => {
    const number = await withBalance(open, DEPOSIT + 10);
    await earmark(open, open.newLot(), number);
    expect(await open.deposits.portable.withdraw(brokerOf(number), fen(11))).toMatchObject({
      ...{ code: 'balance-too-low', free: fen(10), missing: fen(1) },
    });
    expect(await open.deposits.portable.withdraw(brokerOf(number), fen(10))).toHaveProperty('id');
  });

  it('of who never paid in is none', async () => {
    expect(await open.deposits.portable.withdraw(brokerOf(anotherAgency()), yuan(1))).toMatchObject({
      code: 'balance-too-low',
    });
  });
});

describe('Money that is waited for', () => {
  it('is confirmed once, whole, and by nobody for themselves', async () => {
    const number = anotherAgency();
    const asked = await payIn(open, number, fen(700));
    const again = (amount: number, actor = operator) =>
      open.deposits.confirmReceipt(
        asked.reference as never,
        { amount: fen(amount), payer: 'payer', receivedAt: open.clock.now() },
        actor,
      );
    expect(await again(700)).toEqual({ ok: false, refusal: 'wrong-state' });
    expect(await sumsOf(open, number)).toEqual([700, 700, 0, 700]);
  });

  it('is not taken when it was cancelled, nor when the amount differs', async () => {
    const number = anotherAgency();
    const ask = async () => {
      const input = { way: 'transfer', amount: fen(700), account: 'AAAA1111' } as const;
      const asked = await open.deposits.portable.ask(brokerOf(number), input);
      if (typeof asked === 'string') throw new Error(asked);
      return asked;
    };
    const [first, second] = [await ask(), await ask()];
    expect(await open.deposits.portable.cancel(brokerOf(number), first.id)).toBeNull();
    expect(await open.deposits.portable.cancel(brokerOf(number), first.id)).toBe('wrong-state');
    expect(await open.deposits.portable.cancel(brokerOf(anotherAgency()), second.id)).toBe('not-found');
    const receipt = { amount: fen(700), payer: 'payer', receivedAt: open.clock.now() };
    expect(await open.deposits.confirmReceipt(first.reference as never, receipt, operator)).toEqual({
      ...{ ok: false, refusal: 'wrong-state' },
    });
    const short = { ...receipt, amount: fen(699) };
    expect(await open.deposits.confirmReceipt(second.reference as never, short, operator)).toEqual({
      ...{ ok: false, refusal: 'amount-differs' },
    });
    const found = await open.deposits.openPayments([first.reference, second.reference]);
    expect(found.map(({ reference, payerName }) => [reference, payerName])).toEqual([
      [second.reference, agency(number).organisation.name],
    ]);
  });
});

describe('The database', () => {
  const earmarkIds = (status: string) => open.admin.sql<{ id: string }[]>`
    select id from portable_earmark where status = ${status} limit 1`;

  it.each(['held', 'applied', 'forfeited'])(
    'ends an earmark once: released never becomes %s',
    async (status) => {
      const [{ id } = { id: '' }] = await earmarkIds('released');
      await expect(
        open.app.sql`update portable_earmark set status = ${status} where id = ${id}`,
      ).rejects.toMatchObject({
        code: 'PD001',
      });
    },
  );

  it('frees no earmark without its line and its posting', async () => {
    const [{ id } = { id: '' }] = await earmarkIds('held');
    const free = (line: boolean) =>
      open.app.sql.begin(async (sql) => {
        await sql`update portable_earmark set status = 'released' where id = ${id}`;
        if (line) await sql`insert into portable_earmark_move values (${id}, 'released', now())`;
      });
    await expect(free(false)).rejects.toThrow('without a line in its history');
    await expect(free(true)).rejects.toThrow('without a posting');
  });

  it('lets no money in, and none out, without a posting', async () => {
    const [paid] = await open.admin.sql<{ id: string; portable: string }[]>`
      select id, portable_id as portable from portable_pay_in where status = 'requested' limit 1`;
    await expect(
      open.app
        .sql`update portable_pay_in set status = 'received', received_at = now() where id = ${paid?.id ?? ''}`,
    ).rejects.toThrow('without a posting');
    await expect(
      open.app
        .sql`insert into portable_withdrawal values (gen_random_uuid(), ${paid?.portable ?? ''}, 1, 'CNY', now())`,
    ).rejects.toThrow('without a posting');
  });

  it('sends no more back than came from there', async () => {
    const [part] = await open.admin.sql<{ withdrawal: string; other: string }[]>`
      select w.id as withdrawal, p.id as other from portable_withdrawal w
        join portable_pay_in p on p.portable_id = w.portable_id and p.status = 'received'
      where not exists (select from portable_withdrawal_part x where x.withdrawal_id = w.id and x.pay_in_id = p.id)
        or true limit 1`;
    const foreign = await open.admin.sql<{ id: string }[]>`
      select p.id from portable_pay_in p join portable_withdrawal w on w.portable_id <> p.portable_id
      where w.id = ${part?.withdrawal ?? ''} and p.status = 'received' limit 1`;
    await expect(
      open.app
        .sql`insert into portable_withdrawal_part values (${part?.withdrawal ?? ''}, ${foreign[0]?.id ?? ''}, 1, 'CNY', null)`,
    ).rejects.toMatchObject({ code: 'PD003' });
  });

  it('has no balance below nothing, whoever asks', async () => {
    const number = await withBalance(open, 100);
    const [registration] = await open.deposits.portable.booksOf(agency(number).organisation.id);
    await expect(
      open.app
        .sql`update ledger_account set held_minor = -1 where code = ${`portable-deposit/${registration ?? ''}/CNY`}`,
    ).rejects.toThrow();
  });

  it('changes nothing of what was written', async () => {
    for (const table of [
      'portable_deposit',
      'portable_earmark_move',
      'portable_withdrawal',
      'portable_withdrawal_part',
    ])
      await expect(open.app.sql`delete from ${open.app.sql(table)}`).rejects.toThrow();
    await expect(open.app.sql`update portable_pay_in set amount_minor = 1`).rejects.toThrow(
      'permission denied',
    );
    await expect(open.app.sql`update portable_earmark set amount_minor = 1`).rejects.toThrow(
      'permission denied',
    );
  });
});
