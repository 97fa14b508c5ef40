import { describe, expect, it } from 'vitest';
import { later } from '@reassign/shared/kernel/instant.ts';
import { type Account, accountCode } from '@reassign/shared/ledger/account.ts';
import {
  decide,
  type Decided,
  emptyBook,
  type OpenBook,
  record,
  refuseClosing,
} from '@reassign/shared/ledger/decide.ts';
import type { LedgerCommand, Submitted, TransactionId } from '@reassign/shared/ledger/types.ts';
import {
  cash,
  deposit,
  dollars,
  escrow,
  fees,
  fen,
  line,
  move,
  newKey,
  post,
  reserve,
} from '../../support/ledger.ts';
import { lotId, march } from '../../support/lot.ts';

const now = march('02T12:00:00.000');
let ids = 0;

const submitted = (command: LedgerCommand, at = now): Submitted => ({
  command,
  content: JSON.stringify(command),
  id: `transaction ${String(++ids)}` as TransactionId,
  at,
});

/** A book in which these commands were accepted one after the other. */
function given(...commands: readonly LedgerCommand[]): OpenBook {
  const book = emptyBook();
  for (const command of commands) {
    const decided = decide(book, submitted(command));
    if (!decided.ok || 'before' in decided) throw new Error('what is given is accepted');
    record(book, decided.entered);
  }
  return book;
}

const when = (book: OpenBook, command: LedgerCommand, at = now): Decided =>
  decide(book, submitted(command, at));
const refused = (refusal: string) => ({ ok: false, refusal });
const held = (book: OpenBook, account: Account) => book.funds.get(accountCode(account));

const received = post(move(cash, deposit(1), 10_000));
const payout = reserve(move(deposit(1), cash, 4_000), { expiresAt: later(now, 60_000) });
/** A book with 10,000 held, 4,000 of them reserved until a minute later. */
function reserved(): { book: OpenBook; pending: TransactionId } {
  const book = given(received, payout);
  const [pending] = [...book.pendings.keys()];
  return { book, pending: pending as TransactionId };
}
const end = (
  type: 'PostPending' | 'VoidPending' | 'ExpirePending',
  pending: TransactionId,
): LedgerCommand => ({
  ...{ type, key: newKey(), reason: 'payout', reference: null, actor: 'test' },
  pending,
});

describe('A transaction', () => {
  it('moves money from one account to another', () => {
    const book = given(received, post(move(deposit(1), escrow(), 10_000)));
    expect(held(book, deposit(1))).toMatchObject({ held: 0 });
    expect(held(book, escrow())).toMatchObject({ held: 10_000 });
  });

  it('is refused when its debits are not its credits, by a fen', () => {
    const uneven = [line('debit', cash, 100), line('credit', deposit(1), 99)];
    expect(when(given(), post(uneven))).toEqual(refused('unbalanced'));
  });

  it('is refused when only all currencies together are balanced', () => {
    const mixed = [line('debit', cash, 100), line('credit', dollars, 100)];
    expect(when(given(), post(mixed))).toEqual(refused('unbalanced'));
  });

  it('may move two currencies, each balanced', () => {
    const usd: Account = { kind: 'escrow', lot: lotId, currency: dollars.currency };
    expect(when(given(), post([...move(cash, escrow(), 700), ...move(dollars, usd, 100)])).ok).toBe(true);
  });

  it('without entries is not balanced, it is nothing', () => {
    expect(when(given(), post([]))).toEqual(refused('unbalanced'));
  });

  it.each([0, -1, 0.5, NaN, 10_000_000_000_001])('is refused with an amount of %d', (amount) => {
    const entry = { ...line('debit', cash, 1), amount: { amount, currency: cash.currency } };
    expect(when(given(), post([entry, { ...entry, account: fees, side: 'credit' }]))).toEqual(
      refused('bad-amount'),
    );
  });

  it('takes the largest amount there is', () => {
    expect(when(given(), post(move(cash, fees, 10_000_000_000_000))).ok).toBe(true);
  });

  it('is refused when an amount is in another currency than its account', () => {
    const entries = [line('debit', cash, 100, dollars.currency), line('credit', dollars, 100)];
    expect(when(given(), post(entries))).toEqual(refused('wrong-currency'));
  });

  it('is refused when it names an account twice', () => {
    const entries = [line('debit', cash, 100), line('credit', fees, 60), line('credit', fees, 40)];
    expect(when(given(), post(entries))).toEqual(refused('account-twice'));
  });
});

describe('An account that money is owed from', () => {
  it('gives out what it holds, and not a fen more', () => {
    const book = given(received);
    expect(when(book, post(move(deposit(1), cash, 10_000))).ok).toBe(true);
    expect(when(book, post(move(deposit(1), cash, 10_001)))).toEqual(refused('insufficient-funds'));
  });

  it('gives nothing out of another', () => {
    expect(when(given(received), post(move(deposit(2), cash, 1)))).toEqual(refused('insufficient-funds'));
  });

  it('is not asked when money comes in, nor are cash and fees when it leaves', () => {
    expect(when(given(), post(move(fees, cash, 5))).ok).toBe(true);
  });

  it('takes and gives nothing once it is closed, and says so before it says that it is empty', () => {
    const book = emptyBook();
    book.funds.set(accountCode(deposit(1)), { held: 0, reserved: 0, isClosed: true });
    expect(when(book, received)).toEqual(refused('account-closed'));
    expect(when(book, post(move(deposit(1), cash, 1)))).toEqual(refused('account-closed'));
  });

  it('is closed when it is empty, once', () => {
    const funds = { held: 0, reserved: 0, isClosed: false };
    expect(refuseClosing(funds)).toBeNull();
    expect(refuseClosing({ ...funds, held: 1 })).toBe('not-empty');
    expect(refuseClosing({ ...funds, isClosed: true })).toBe('account-closed');
  });
});

describe('What is reserved', () => {
  it('stays where it is, but nobody else can take it', () => {
    const { book } = reserved();
    expect(held(book, deposit(1))).toMatchObject({ held: 10_000, reserved: 4_000 });
    expect(when(book, post(move(deposit(1), cash, 6_000))).ok).toBe(true);
    expect(when(book, post(move(deposit(1), cash, 6_001)))).toEqual(refused('insufficient-funds'));
    expect(when(book, reserve(move(deposit(1), cash, 6_001)))).toEqual(refused('insufficient-funds'));
  });

  it('cannot be lent against: what may come in is not there yet', () => {
    const book = given(reserve(move(cash, deposit(1), 10_000)));
    expect(when(book, post(move(deposit(1), cash, 1)))).toEqual(refused('insufficient-funds'));
  });

  it('moves when it is posted', () => {
    const { book, pending } = reserved();
    const decided = when(book, end('PostPending', pending));
    expect(decided).toMatchObject({
      ok: true,
      entered: { phase: 'posted', pending, entries: payout.entries },
    });
    if (decided.ok && 'entered' in decided) record(book, decided.entered);
    expect(held(book, deposit(1))).toMatchObject({ held: 6_000, reserved: 0 });
  });

  it.each([
    ['VoidPending', 'voided', now],
    ['ExpirePending', 'expired', later(now, 60_000)],
  ] as const)('is free again after %s', (type, phase, at) => {
    const { book, pending } = reserved();
    const decided = when(book, end(type, pending), at);
    expect(decided).toMatchObject({ ok: true, entered: { phase, entries: [] } });
    if (decided.ok && 'entered' in decided) record(book, decided.entered);
    expect(held(book, deposit(1))).toMatchObject({ held: 10_000, reserved: 0 });
  });

  it.each(['posted', 'voided', 'expired'] as const)(
    'ends once: after it was %s it is neither posted, voided nor expired',
    (how) => {
      const { book, pending } = reserved();
      const known = book.pendings.get(pending);
      if (known) book.pendings.set(pending, { ...known, end: how });
      for (const type of ['PostPending', 'VoidPending', 'ExpirePending'] as const)
        expect(when(book, end(type, pending), later(now, 60_000))).toEqual(refused(`already-${how}`));
    },
  );

  it('expires at its time, not a millisecond before', () => {
    const { book, pending } = reserved();
    expect(when(book, end('ExpirePending', pending), later(now, 59_999))).toEqual(refused('not-expired'));
    expect(when(book, end('ExpirePending', pending), later(now, 60_000)).ok).toBe(true);
  });

  it.each(['PostPending', 'VoidPending'] as const)('takes no %s from its time on, swept or not', (type) => {
    const { book, pending } = reserved();
    expect(when(book, end(type, pending), later(now, 59_999)).ok).toBe(true);
    expect(when(book, end(type, pending), later(now, 60_000))).toEqual(refused('already-expired'));
  });

  it('never expires when no time was set', () => {
    const book = given(received, reserve(move(deposit(1), cash, 1)));
    const [pending] = [...book.pendings.keys()];
    expect(when(book, end('ExpirePending', pending as TransactionId), march('30T00:00:00.000'))).toEqual(
      refused('not-expired'),
    );
  });

  it('is not known by any other id', () => {
    expect(when(given(received), end('PostPending', 'another' as TransactionId))).toEqual(
      refused('unknown-pending'),
    );
  });
});

describe('A key', () => {
  it('brings the same transaction when it comes again with the same content, whatever became of the money', () => {
    const book = given(received, post(move(deposit(1), cash, 10_000)));
    expect(when(book, received)).toMatchObject({ ok: true, before: book.keys.get(received.key)?.id });
  });

  it('is refused with other content, before anything else is looked at', () => {
    const other = { ...received, entries: [line('debit', cash, 1)] };
    expect(when(given(received), other)).toEqual(refused('idempotency-mismatch'));
    expect(when(given(received), { ...received, actor: 'somebody else' })).toEqual(
      refused('idempotency-mismatch'),
    );
  });
});

it('one account has one code', () => {
  expect(accountCode(cash)).toBe('cash/bank/CNY');
  expect(accountCode(fees)).toBe('fee/CNY');
  expect(accountCode(deposit(1))).toBe('deposit/019cd000-0000-7000-8100-000000000001/CNY');
  expect(fen(1).currency).toBe('CNY');
});
