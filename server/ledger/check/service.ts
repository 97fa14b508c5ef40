import { createHash } from 'node:crypto';
import { addTotals, closeText, type Total, type Totals } from '@reassign/shared/ledger/close.ts';
import { contentText } from '@reassign/shared/ledger/content.ts';
import type { LedgerCommand, Resolve } from '@reassign/shared/ledger/types.ts';
import { dayOf, instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { isSignedBy, readNote, type VerifierKey } from '@reassign/shared/verify/note.ts';
import { listCloses, type StoredClose } from '../closes/repo.ts';
import type { Db } from '../../platform/db.ts';
import { type EnteredTransaction, readEntered } from './repo.ts';

export interface LedgerCheck {
  readonly days: number;
  readonly transactions: number;
  /** In words, with the day or the transaction; empty when everything is as it was signed. */
  readonly faults: readonly string[];
}

const AT_ONCE = 1_000;

/** What was entered on a closed day, counted on and on. */
interface Day {
  readonly close: StoredClose;
  readonly hash: ReturnType<typeof createHash>;
  transactions: number;
  moved: Totals;
}

/**
 * Counts the whole ledger anew, from its rows: every transaction says what its hash stands for, and every closed day what
 * was signed about it. `keys` are those that sign or signed.
 */
export async function checkLedger(db: Db, keys: readonly VerifierKey[]): Promise<LedgerCheck> {
  const closes = (await listCloses(db, null, 100_000)).toReversed();
  const days = closes.map((close, nth): Day => {
    const before = closes[nth - 1]?.digest ?? new Uint8Array(32);
    return { close, hash: createHash('sha256').update(before), transactions: 0, moved: [] };
  });
  const byDay = new Map(days.map((day) => [day.close.day, day]));
  const faults: string[] = [];
  let transactions = 0;
  let position = 0;
  for (;;) {
    const entered = await readEntered(db, position, AT_ONCE);
    for (const transaction of entered) {
      if (hashOf(transaction) !== transaction.content)
        faults.push(`transaction ${transaction.id} was changed`);
      const day = byDay.get(dayOf(instant(transaction.at)));
      if (day) count(day, transaction);
    }
    transactions += entered.length;
    position = entered.at(-1)?.position ?? position;
    if (entered.length < AT_ONCE) break;
  }
  let totals: Totals = [];
  for (const day of days) {
    totals = addTotals(totals, day.moved);
    faults.push(...faultsOf(day, totals, keys));
  }
  return { days: days.length, transactions, faults };
}

function count(day: Day, { id, content, phase, lines }: EnteredTransaction): void {
  day.transactions += 1;
  day.hash.update(Buffer.from(id.replaceAll('-', ''), 'hex')).update(Buffer.from(content, 'hex'));
  if (phase === 'pending') return;
  const moved = lines.map(({ account, amount }): Total => {
    return { kind: account.kind, currency: account.currency, balance: amount };
  });
  day.moved = addTotals(day.moved, moved);
}

function faultsOf(
  { close, hash, transactions }: Day,
  totals: Totals,
  keys: readonly VerifierKey[],
): string[] {
  const { day, note } = close;
  const read = readNote(note);
  const key = read && keys.find((one) => isSignedBy(read, one));
  if (!read || !key) return [`${day} is not signed by a key of this platform`];
  const text = closeText(key.name, { day, transactions, digest: hash.digest(), totals });
  return text === read.text ? [] : [`${day} is not what was signed`];
}

/** The hash of the command that the rows say this was. */
const hashOf = (transaction: EnteredTransaction): string =>
  createHash('sha256')
    .update(contentText(commandOf(transaction)))
    .digest('hex');

const ends = {
  posted: 'PostPending',
  voided: 'VoidPending',
  expired: 'ExpirePending',
} as const satisfies Record<string, Resolve['type']>;

function commandOf({ phase, pending, expires, lines, ...rest }: EnteredTransaction): LedgerCommand {
  const { key, reason, reference, actor } = rest;
  const booking = { key, reason, reference, actor };
  const entries = lines.map(({ account, amount }) => ({
    account,
    side: amount > 0 ? ('debit' as const) : ('credit' as const),
    amount: money(Math.abs(amount), account.currency),
  }));
  if (phase === 'single') return { type: 'Post', ...booking, entries };
  if (phase === 'pending')
    return { type: 'Reserve', ...booking, entries, expiresAt: expires === null ? null : instant(expires) };
  return { type: ends[phase], ...booking, pending: pending ?? rest.id };
}
