import type { CalendarDay } from '../kernel/instant.ts';
import { base64 } from '../verify/base64.ts';
import type { AccountKind } from './account.ts';

/** The sum of all accounts of a kind in a currency: minor units, debits above zero, credits below. */
export interface Total {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly balance: number;
}
export type Totals = readonly Total[];

export interface Close {
  readonly day: CalendarDay;
  /** Transactions of the day, of every phase. */
  readonly transactions: number;
  readonly digest: Uint8Array;
  readonly totals: Totals;
}

/** The totals of a day: those of the day before, and what moved; in order of currency and kind. */
export function addTotals(before: Totals, moved: Totals): Totals {
  const sums = new Map<string, Total>();
  for (const total of [...before, ...moved]) {
    const place = `${total.currency} ${total.kind}`;
    sums.set(place, { ...total, balance: total.balance + (sums.get(place)?.balance ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}

/** Currencies whose totals do not come to zero: there must be none. */
export function unevenCurrencies(totals: Totals): string[] {
  const sums = new Map<string, number>();
  for (const { currency, balance } of totals) sums.set(currency, (sums.get(currency) ?? 0) + balance);
  return [...sums].filter(([, sum]) => sum !== 0).map(([currency]) => currency);
}

/**
 * What is signed about a day (a C2SP note, as checkpoints are): origin, number of transactions and digest, then a line
 * for each total: `CNY cash 1250000`.
 */
export const closeText = (host: string, { day, transactions, digest, totals }: Close): string =>
  [
    `${host}/ledger/${day}`,
    String(transactions),
    base64.encode(digest),
    ...totals.map(({ currency, kind, balance }) => `${currency} ${kind} ${String(balance)}`),
    '',
  ].join('\n');
