import type { Currency } from '../kernel/currency.ts';
import type { CalendarDay, Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/** Who writes statements that are read here, by what their files look like; `camt.053` is any bank's. */
export const statementFormats = ['icbc', 'ccb', 'boc', 'cmb', 'other-csv', 'camt.053'] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** One line of a bank's statement, whatever the bank. */
export interface BankLine {
  /** The bank's own id; `#` and a hash of what the line says where a bank gives none. Names it within its account. */
  readonly entryId: string;
  /** From where we stand: what came is a credit of the statement. */
  readonly direction: 'credit' | 'debit';
  /** Above zero. */
  readonly amount: Money;
  readonly bookedOn: CalendarDay;
  /** `null` for a bank that says the day only. */
  readonly bookedAt: Instant | null;
  /** As the bank wrote it; empty when it did not. */
  readonly counterparty: { readonly name: string; readonly account: string };
  /** Everything that says what it is for. */
  readonly remark: string;
  /** After it, in minor units; `null` when the bank says none. */
  readonly balance: number | null;
}

export interface BankStatement {
  readonly format: StatementFormat;
  /** Digits only; empty when the file names none. */
  readonly account: string;
  readonly currency: Currency;
  /** Oldest first. */
  readonly lines: readonly BankLine[];
  /** In minor units; `null` when the file does not say. */
  readonly opening: number | null;
  readonly closing: number | null;
}

/** Why a statement is not taken in; all of it or nothing. Rows as a spreadsheet counts them, or entries from 1. */
export type StatementFault =
  | { readonly reason: 'no-lines' }
  | { readonly reason: 'cut-off'; readonly row: number }
  | { readonly reason: 'bad-cell'; readonly row: number; readonly column: string; readonly value: string }
  | {
      readonly reason: 'balance-differs';
      readonly row: number;
      readonly expected: string;
      readonly found: string;
    }
  | {
      readonly reason: 'totals-differ';
      readonly what: StatementTotal;
      readonly expected: string;
      readonly found: string;
    }
  | { readonly reason: 'entry-twice'; readonly entryId: string }
  | { readonly reason: 'two-accounts' | 'two-currencies'; readonly row: number };

export const statementTotals = [
  'count',
  'debit-count',
  'credit-count',
  'debits',
  'credits',
  'opening',
  'closing',
] as const;
export type StatementTotal = (typeof statementTotals)[number];

/** A payment that somebody is expected to make. */
export interface OpenPayment {
  readonly reference: string;
  readonly amount: Money;
  /** Who has to pay it: money of anybody else is not taken. */
  readonly payerName: string;
  /** A bank may carry a price in several transfers, which add up; everything else comes whole, or not at all. */
  readonly takesParts?: true;
  /** Somebody confirmed it by hand, and no statement has brought it yet. */
  readonly isStated?: true;
}
