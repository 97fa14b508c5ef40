import { assert } from '../kernel/assert.ts';
import type { Currency } from '../kernel/currency.ts';
import { refuse, type Refused } from '../kernel/decision.ts';
import { MAX_AMOUNT_MINOR } from '../kernel/money.ts';
import { type AccountCode, accountCode, accountKinds, onNormalSide } from './account.ts';
import type {
  Book,
  Entry,
  Funds,
  LedgerRefusal,
  Pending,
  PendingEnd,
  Resolve,
  Submitted,
  Transaction,
  TransactionId,
} from './types.ts';

/** What a command becomes: a new transaction, or the one it became before. */
export type Decided =
  | { readonly ok: true; readonly entered: Transaction }
  | { readonly ok: true; readonly before: TransactionId }
  | Refused<LedgerRefusal>;

/** Decides one command against the book. Pure: time, id and hash come with it. */
export function decide(book: Book, submitted: Submitted): Decided {
  const { command, content } = submitted;
  const known = book.keys.get(command.key);
  if (known?.content === content) return { ok: true, before: known.id };
  if (known) return refuse('idempotency-mismatch');
  if (command.type === 'Post' || command.type === 'Reserve') {
    const { entries } = command;
    const refusal = refuseEntries(entries) ?? refuseOutflow(book, entries);
    if (refusal) return refuse(refusal);
    return enter(submitted, command.type === 'Post' ? 'single' : 'pending', entries);
  }
  const pending = book.pendings.get(command.pending);
  if (!pending) return refuse('unknown-pending');
  const refusal = refuseEnd(command, pending, submitted.at);
  if (refusal) return refuse(refusal);
  const end = ends[command.type];
  // What was kept apart for it is there: nothing else could take it.
  return enter(submitted, end, end === 'posted' ? pending.entries : []);
}

const ends = { PostPending: 'posted', VoidPending: 'voided', ExpirePending: 'expired' } as const;

function enter(
  { command, content, id, at }: Submitted,
  phase: Transaction['phase'],
  entries: readonly Entry[],
): Decided {
  const { key, reason, reference, actor } = command;
  const pending = 'pending' in command ? command.pending : null;
  const expiresAt = command.type === 'Reserve' ? command.expiresAt : null;
  return {
    ok: true,
    entered: { id, phase, pending, key, content, reason, reference, actor, at, expiresAt, entries },
  };
}

function refuseEnd({ type }: Resolve, { end, expiresAt }: Pending, at: number): LedgerRefusal | null {
  if (end) return `already-${end}`;
  const isOver = expiresAt !== null && at >= expiresAt;
  if (type === 'ExpirePending') return isOver ? null : 'not-expired';
  return isOver ? 'already-expired' : null;
}

function refuseEntries(entries: readonly Entry[]): LedgerRefusal | null {
  const isAmount = ({ amount: { amount } }: Entry): boolean =>
    Number.isSafeInteger(amount) && amount > 0 && amount <= MAX_AMOUNT_MINOR;
  if (!entries.every(isAmount)) return 'bad-amount';
  if (entries.some(({ account, amount }) => account.currency !== amount.currency)) return 'wrong-currency';
  if (new Set(entries.map(({ account }) => accountCode(account))).size < entries.length)
    return 'account-twice';
  const sums = [...sumsOf(entries).values()];
  return sums.length === 0 || sums.some((sum) => sum !== 0) ? 'unbalanced' : null;
}

/** Debits less credits, for each currency. */
export function sumsOf(entries: readonly Entry[]): ReadonlyMap<Currency, number> {
  const sums = new Map<Currency, number>();
  for (const { side, amount } of entries)
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0) + signed(side, amount.amount));
  return sums;
}

/** A debit is above zero, a credit below. */
export const signed = (side: Entry['side'], amount: number): number => (side === 'debit' ? amount : -amount);

const EMPTY: Funds = { held: 0, reserved: 0, isClosed: false };

function refuseOutflow({ funds }: Book, entries: readonly Entry[]): LedgerRefusal | null {
  const touched = changesOf(entries).map(({ code, change }) => ({ change, ...(funds.get(code) ?? EMPTY) }));
  if (touched.some(({ isClosed }) => isClosed)) return 'account-closed';
  return touched.some(({ change, held, reserved }) => held + change < reserved && change < 0)
    ? 'insufficient-funds'
    : null;
}

/** What entries do to accounts with a floor, on their normal side. */
export const changesOf = (
  entries: readonly Entry[],
): { readonly code: AccountCode; readonly change: number }[] =>
  entries
    .filter(({ account }) => accountKinds[account.kind].hasFloor)
    .map(({ account, side, amount }) => ({
      code: accountCode(account),
      change: onNormalSide(account.kind, side, amount.amount),
    }));

/** A book that is written on: of a batch, each command is decided on what the ones before it left. */
export interface OpenBook extends Book {
  readonly funds: Map<AccountCode, Funds>;
  readonly keys: Map<string, { readonly id: TransactionId; readonly content: string }>;
  readonly pendings: Map<TransactionId, Pending>;
}

export const emptyBook = (): OpenBook => ({ funds: new Map(), keys: new Map(), pendings: new Map() });

/** Writes a transaction into the book. */
export function record(book: OpenBook, transaction: Transaction): void {
  const { id, key, content, phase, entries, expiresAt } = transaction;
  book.keys.set(key, { id, content });
  if (phase === 'pending') {
    book.pendings.set(id, { entries, expiresAt, end: null });
    for (const { code, change } of changesOf(entries)) shift(book, code, 0, Math.max(0, -change));
    return;
  }
  if (transaction.pending !== null) endPending(book, transaction.pending, phase as PendingEnd);
  for (const { code, change } of changesOf(entries)) shift(book, code, change, 0);
}

function endPending(book: OpenBook, id: TransactionId, end: PendingEnd): void {
  const pending = book.pendings.get(id);
  assert(pending?.end === null, 'a pending transaction ends once');
  book.pendings.set(id, { ...pending, end });
  for (const { code, change } of changesOf(pending.entries)) shift(book, code, 0, -Math.max(0, -change));
}

function shift({ funds }: OpenBook, code: AccountCode, held: number, reserved: number): void {
  const before = funds.get(code) ?? EMPTY;
  funds.set(code, { ...before, held: before.held + held, reserved: before.reserved + reserved });
}

/** An account takes nothing any more; only an empty one is closed. */
export function refuseClosing({ held, reserved, isClosed }: Funds): 'account-closed' | 'not-empty' | null {
  if (isClosed) return 'account-closed';
  return held === 0 && reserved === 0 ? null : 'not-empty';
}
