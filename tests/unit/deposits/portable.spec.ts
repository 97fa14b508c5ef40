import { describe, expect, it } from 'vitest';
import {
  balanceOf,
  earmarkedOf,
  freeOf,
  leftOf,
  mayAskForMore,
  partsOf,
  type PortableState,
  refuseUse,
  type Source,
  spentOf,
} from '@reassign/shared/deposits/portable/balance.ts';
import {
  earmarkPosting,
  paidInPosting,
  returnPostings,
  withdrawalPosting,
} from '@reassign/shared/deposits/portable/postings.ts';
import type { PortableId } from '@reassign/shared/kernel/ids.ts';
import { accountCode } from '@reassign/shared/ledger/account.ts';
import type { Entry } from '@reassign/shared/ledger/types.ts';
import { lotId } from '../../support/lot.ts';
import { cash, fen, registration, USD } from '../../support/ledger.ts';

const earmark = (status: PortableState['earmarks'][number]['status'], amount: number) => ({
  status,
  amount: fen(amount),
});
const state = (change: Partial<PortableState> = {}): PortableState => ({
  ...{ paidIn: fen(1_000), withdrawn: fen(0), disputed: fen(0), earmarks: [] },
  ...change,
});

describe('A portable deposit', () => {
  const used = state({
    withdrawn: fen(100),
    earmarks: [
      earmark('held', 200),
      earmark('applied', 30),
      earmark('forfeited', 7),
      earmark('released', 400),
    ],
  });

  it('is what was paid in, less what was withdrawn, applied and forfeited', () => {
    expect(balanceOf(used)).toEqual(fen(1_000 - 100 - 30 - 7));
    expect(spentOf(used)).toEqual(fen(37));
  });

  it('is free but for what lots keep apart; what was released is free again', () => {
    expect(earmarkedOf(used)).toEqual(fen(200));
    expect(freeOf(used)).toEqual(fen(663));
  });

  it('has nothing free of what a payer’s bank took back, and never less than nothing', () => {
    expect(freeOf({ ...used, disputed: fen(600) })).toEqual(fen(63));
    expect(freeOf({ ...used, disputed: fen(1_000) })).toEqual(fen(0));
  });

  it('takes an earmark of the last free fen, and says what is missing for one more', () => {
    expect(refuseUse(used, fen(663))).toBeNull();
    expect(refuseUse(used, fen(664))?.refusal).toEqual({
      code: 'balance-too-low',
      free: fen(663),
      missing: fen(1),
    });
  });

  it('is of one currency', () => {
    expect(refuseUse(used, fen(1, USD))?.refusal).toEqual({ code: 'wrong-currency' });
  });

  it('waits for ten payments at most', () => {
    expect([9, 10].map(mayAskForMore)).toEqual([true, false]);
  });
});

describe('A withdrawal goes back to where the money came from', () => {
  const source = (id: string, paid: number, withdrawn = 0, disputed = 0): Source => ({
    ...{ id, paid: fen(paid), withdrawn: fen(withdrawn), disputed: fen(disputed) },
  });
  const plain = (parts: readonly { id: string; amount: { amount: number } }[]) =>
    parts.map(({ id, amount }) => [id, amount.amount]);

  it('first in, first out, each at most what is left of it', () => {
    const left = leftOf([source('a', 100), source('b', 50), source('c', 70)], fen(0));
    expect(plain(partsOf(left, fen(99)))).toEqual([['a', 99]]);
    expect(plain(partsOf(left, fen(100)))).toEqual([['a', 100]]);
    expect(plain(partsOf(left, fen(151)))).toEqual([
      ['a', 100],
      ['b', 50],
      ['c', 1],
    ]);
  });

  it('what was spent came out of the first ones first, after what each of them gave back', () => {
    expect(plain(leftOf([source('a', 100, 60), source('b', 50)], fen(70)))).toEqual([
      ['a', 0],
      ['b', 20],
    ]);
  });

  it('nothing of what is disputed goes back a second time', () => {
    const left = leftOf([source('a', 100, 0, 100), source('b', 50)], fen(10));
    expect(plain(partsOf(left, fen(40)))).toEqual([['b', 40]]);
    expect(plain(leftOf([source('a', 100, 60, 100)], fen(0)))).toEqual([['a', 0]]);
  });
});

describe('In the books', () => {
  const portable = '019cd000-0000-7000-8400-000000000001' as PortableId;
  const amount = fen(500);
  const moved = ({ entries }: { readonly entries: readonly Entry[] }) =>
    entries.map(({ side, account }) => `${side} ${accountCode(account)}`);
  const deposit = { id: 'd', registration: registration(1), reference: 'BZJ' };

  it('money paid in is free', () => {
    const paid = { id: 'p', portable, reference: 'BZJ', amount };
    expect(moved(paidInPosting(paid, cash, 'x'))).toEqual([
      'debit cash/bank/CNY',
      `credit portable-deposit/${portable}/CNY`,
    ]);
  });

  it('an earmark passes through an account of the platform: no transaction names a balance and a registration', () => {
    const out = earmarkPosting({ id: 'e', portable, amount });
    const back = returnPostings({ id: 'e', portable, amount }, deposit);
    expect(moved(out)).toEqual([`debit portable-deposit/${portable}/CNY`, 'credit earmark/CNY']);
    expect(back.map(moved)).toEqual([
      [`debit refund-due/${registration(1)}/CNY`, 'credit earmark/CNY'],
      ['debit earmark/CNY', `credit portable-deposit/${portable}/CNY`],
    ]);
    for (const one of [out, ...back]) {
      const text = JSON.stringify(one);
      expect([portable, registration(1)].filter((id) => text.includes(id))).toHaveLength(1);
      expect(text).not.toContain(lotId);
    }
  });

  it('each step has a key of its own, the same whenever it is asked for', () => {
    const keys = [
      earmarkPosting({ id: 'e', portable, amount }),
      ...returnPostings({ id: 'e', portable, amount }, deposit),
      withdrawalPosting({ id: 'w', portable, amount }, 'x'),
    ].map(({ key }) => key);
    expect(keys).toEqual(['earmark:e:held', 'deposit:d:returned', 'earmark:e:released', 'withdrawal:w']);
  });

  it('what is withdrawn is due to whoever paid it in', () => {
    expect(moved(withdrawalPosting({ id: 'w', portable, amount }, 'x'))).toEqual([
      `debit portable-deposit/${portable}/CNY`,
      `credit refund-due/${portable}/CNY`,
    ]);
  });
});
