import type { Currency } from '../kernel/currency.ts';
import type { LotId, RegistrationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountKind } from './account.ts';
import type { Reason } from './reasons.ts';
import type { TransactionId } from './types.ts';

/** An account as a statement begins with it; minor units on its normal side. */
export interface StatementAccount {
  readonly code: string;
  readonly kind: AccountKind;
  readonly currency: Currency;
  readonly lot: LotId | null;
  readonly registration: RegistrationId | null;
  readonly opening: number;
  /** Promised now, whatever the period. */
  readonly reserved: number;
}

export interface StatementLine {
  readonly account: string;
  readonly id: TransactionId;
  readonly at: Instant;
  readonly reason: Reason;
  readonly reference: string | null;
  /** Above zero it came, below it went. */
  readonly change: number;
}

export interface RunningLine extends StatementLine {
  /** After it. */
  readonly balance: number;
}

export interface AccountStatement extends StatementAccount {
  readonly lines: readonly RunningLine[];
  readonly closing: number;
}

/** Lines under their accounts, each with the balance after it. An account that was empty and stayed so says nothing. */
export const accountStatements = (
  accounts: readonly StatementAccount[],
  lines: readonly StatementLine[],
): AccountStatement[] =>
  accounts
    .map((account) => {
      let balance = account.opening;
      const own = lines
        .filter((line) => line.account === account.code)
        .map((line) => ({ ...line, balance: (balance += line.change) }));
      return { ...account, lines: own, closing: balance };
    })
    .filter(({ opening, lines: own }) => opening !== 0 || own.length > 0);
