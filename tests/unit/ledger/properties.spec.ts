import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later } from '@reassign/shared/kernel/instant.ts';
import { type Account, accountCode, accountKinds } from '@reassign/shared/ledger/account.ts';
import { decide, emptyBook, record, signed, sumsOf } from '@reassign/shared/ledger/decide.ts';
import type { LedgerCommand, Transaction, TransactionId } from '@reassign/shared/ledger/types.ts';
import { cash, deposit, escrow, fees, line, pledgee, post, reserve } from '../../support/ledger.ts';
import { march } from '../../support/lot.ts';

const accounts: readonly Account[] = [cash, fees, deposit(1), deposit(2), escrow(), pledgee];
const start = march('02T12:00:00.000');

/** A few lines over a few accounts; about half of them balanced. */
const entries = fc
  .array(fc.tuple(fc.constantFrom(...accounts), fc.integer({ min: -50, max: 50 })), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((lines) =>
    fc.boolean().map((isMended) => {
      const rest = lines.reduce((sum, [, amount]) => sum + amount, 0);
      return [...lines, ...(isMended ? [[cash, -rest] as const] : [])].map(([account, amount]) =>
        line(amount > 0 ? 'debit' : 'credit', account, Math.abs(amount)),
      );
    }),
  );

/** What somebody asks for: by its number, so that keys and pending ids meet. */
const step = fc.oneof(
  fc.record({ what: fc.constantFrom('Post' as const, 'Reserve' as const), key: fc.nat(30), entries }),
  fc.record({
    what: fc.constantFrom('PostPending' as const, 'VoidPending' as const, 'ExpirePending' as const),
    key: fc.nat(30),
    pending: fc.nat(12),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never;

const idOf = (number: number) => `transaction ${String(number)}` as TransactionId;

function commandOf(asked: Step): LedgerCommand {
  const key = `key ${String(asked.key)}`;
  if ('entries' in asked) {
    if (asked.what === 'Post') return post(asked.entries, { key });
    return reserve(asked.entries, { key, expiresAt: later(start, 20) });
  }
  const { reason, reference, actor } = post([]);
  return { type: asked.what, key, reason, reference, actor, pending: idOf(asked.pending) };
}

/** Every step decided in turn, a millisecond apart. */
function play(steps: readonly Step[]) {
  const book = emptyBook();
  const entered: Transaction[] = [];
  for (const [number, asked] of steps.entries()) {
    const command = commandOf(asked);
    const submitted = {
      command,
      content: JSON.stringify(command),
      id: idOf(number),
      at: later(start, number),
    };
    const decided = decide(book, submitted);
    if (!decided.ok || 'before' in decided) continue;
    record(book, decided.entered);
    entered.push(decided.entered);
  }
  return { book, entered };
}

/** Held and reserved counted anew from the transactions alone. */
function recount(entered: readonly Transaction[], account: Account) {
  const ended = new Set(entered.map(({ pending }) => pending));
  const sign = accountKinds[account.kind].normal === 'debit' ? 1 : -1;
  const changes = ({ entries: lines }: Transaction): number =>
    lines
      .filter((entry) => accountCode(entry.account) === accountCode(account))
      .reduce((sum, { side, amount }) => sum + sign * signed(side, amount.amount), 0);
  const moved = entered.filter(({ phase }) => phase !== 'pending').map(changes);
  const open = entered.filter(({ phase, id }) => phase === 'pending' && !ended.has(id)).map(changes);
  return {
    held: moved.reduce((a, b) => a + b, 0),
    reserved: open.reduce((a, b) => a + Math.max(0, -b), 0),
  };
}

const runs = { numRuns: 500 };
const steps = fc.array(step, { maxLength: 60 });

describe('Whatever is asked, in whatever order', () => {
  it('every transaction that is entered sums to zero', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        for (const transaction of play(asked).entered)
          for (const sum of sumsOf(transaction.entries).values()) expect(sum).toBe(0);
      }),
      runs,
    );
  });

  it('the book says what the transactions say, and no account with a floor goes below what is reserved', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const { book, entered } = play(asked);
        for (const account of accounts.filter(({ kind }) => accountKinds[kind].hasFloor)) {
          const { held, reserved } = recount(entered, account);
          expect(book.funds.get(accountCode(account)) ?? { held: 0, reserved: 0 }).toMatchObject({
            held,
            reserved,
          });
          expect(held).toBeGreaterThanOrEqual(reserved);
          expect(reserved).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  it('a key is entered once, and a pending transaction ends once', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const { entered } = play(asked);
        const ends = entered.flatMap(({ pending }) => (pending === null ? [] : [pending]));
        expect(new Set(entered.map(({ key }) => key)).size).toBe(entered.length);
        expect(new Set(ends).size).toBe(ends.length);
      }),
      runs,
    );
  });

  it('asked for twice, nothing more happens', () => {
    fc.assert(
      fc.property(steps, (asked) => {
        const once = play(asked.filter(({ what }) => what === 'Post'));
        const twice = play(asked.filter(({ what }) => what === 'Post').flatMap((one) => [one, one]));
        expect([...twice.book.funds]).toEqual([...once.book.funds]);
      }),
      runs,
    );
  });
});
