import { describe, expect, it } from 'vitest';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { mayReadLot } from '@reassign/shared/ledger/access.ts';
import { addTotals, closeText, type Total, unevenCurrencies } from '@reassign/shared/ledger/close.ts';
import {
  accountStatements,
  type StatementAccount,
  type StatementLine,
} from '@reassign/shared/ledger/statement.ts';
import { bank } from '../../support/ledger.ts';
import { march } from '../../support/lot.ts';

const account = (code: string, opening = 0): StatementAccount => ({
  ...{ code, kind: 'escrow', currency: CNY, lot: null, registration: null, opening, reserved: 0 },
});
const line = (code: string, change: number): StatementLine => ({
  ...{
    account: code,
    id: 'x' as never,
    at: march('02T12:00:00.000'),
    reason: 'payout',
    reference: null,
    change,
  },
});

describe('A statement', () => {
  it('goes from the opening balance, line by line, to the closing one', () => {
    const [one] = accountStatements([account('a', 100)], [line('a', 50), line('b', 7), line('a', -120)]);
    expect(one).toMatchObject({ opening: 100, lines: [{ balance: 150 }, { balance: 30 }], closing: 30 });
  });

  it('says nothing of an account that was empty and stayed so', () => {
    const accounts = [account('a'), account('b', 5), account('c')];
    expect(accountStatements(accounts, [line('c', 1)]).map(({ code }) => code)).toEqual(['b', 'c']);
  });
});

describe('The accounts of a lot', () => {
  const member = (kind: 'bank' | 'operator', roles: Principal['roles'], id = bank): Principal =>
    ({ organisation: { id, kind }, roles }) as Principal;
  const other = '019cd000-0000-7000-9000-0000000000ff' as typeof bank;

  it('are read by the bank that has it sold and by officers, by nobody else', () => {
    expect(mayReadLot(member('bank', ['member']), bank)).toBe(true);
    expect(mayReadLot(member('bank', ['owner'], other), bank)).toBe(false);
    expect(mayReadLot(member('operator', ['officer'], other), bank)).toBe(true);
    expect(mayReadLot(member('operator', ['member'], other), bank)).toBe(false);
    expect(mayReadLot({ organisation: null, roles: ['officer'] } as unknown as Principal, bank)).toBe(false);
  });
});

describe('The totals of a day', () => {
  const total = (kind: Total['kind'], balance: number, currency = 'CNY'): Total => ({
    kind,
    currency,
    balance,
  });

  it('are those of the day before and what moved, in order', () => {
    const before = [total('deposit', -100), total('cash', 100)];
    const moved = [total('deposit', 40), total('fee', -40), total('cash', 7, 'USD'), total('fee', -7, 'USD')];
    expect(addTotals(before, moved)).toEqual([
      ...[total('cash', 100), total('deposit', -60), total('fee', -40)],
      ...[total('cash', 7, 'USD'), total('fee', -7, 'USD')],
    ]);
    expect(unevenCurrencies(addTotals(before, moved))).toEqual([]);
  });

  it('that do not come to zero name their currency', () => {
    expect(unevenCurrencies([total('cash', 1), total('cash', 5, 'USD'), total('fee', -5, 'USD')])).toEqual([
      'CNY',
    ]);
  });

  it('are signed as lines that anybody reads', () => {
    const day = '2026-03-03' as CalendarDay;
    const digest = new Uint8Array(32);
    expect(
      closeText('host', { day, transactions: 2, digest, totals: [total('cash', 5), total('fee', -5)] }),
    ).toBe(`host/ledger/2026-03-03\n2\n${'A'.repeat(43)}=\nCNY cash 5\nCNY fee -5\n`);
  });
});
