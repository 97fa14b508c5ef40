import type { Id } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Account, AccountCode, Side } from './account.ts';
import type { Reason } from './reasons.ts';

export type TransactionId = Id<'transaction'>;

/** One line of a transaction: so much, above zero, on one side of one account. */
export interface Entry {
  readonly account: Account;
  readonly side: Side;
  readonly amount: Money;
}

interface Booking {
  /** Whoever asks again with the same key and the same content gets the same transaction; 1–200 characters. */
  readonly key: string;
  readonly reason: Reason;
  /** What a person finds it by: a reference of a bank, an id of Stripe. */
  readonly reference: string | null;
  /** `user:<id>`, `registration:<id>` or the name of the part of the platform that did it. */
  readonly actor: string;
}

/** Money moves at once. */
export interface Post extends Booking {
  readonly type: 'Post';
  readonly entries: readonly Entry[];
}

/** The first of two phases: what would leave is kept apart, nothing moves yet. */
export interface Reserve extends Booking {
  readonly type: 'Reserve';
  readonly entries: readonly Entry[];
  /** From here on it can only expire; `null` for never. */
  readonly expiresAt: Instant | null;
}

/** The second: it moves (post), or does not (void; expire when its time is over). Whole, once. */
export interface Resolve extends Booking {
  readonly type: 'PostPending' | 'VoidPending' | 'ExpirePending';
  readonly pending: TransactionId;
}

export type LedgerCommand = Post | Reserve | Resolve;

/** How a pending transaction ended. */
export type PendingEnd = 'posted' | 'voided' | 'expired';
export type Phase = 'single' | 'pending' | PendingEnd;

/** A command on its way: what makes it this one, and what it becomes. */
export interface Submitted {
  readonly command: LedgerCommand;
  /** SHA-256 of the command, hex. */
  readonly content: string;
  /** Its id, if it is entered. */
  readonly id: TransactionId;
  readonly at: Instant;
}

/** A transaction as it is entered. Nothing changes it afterwards. */
export interface Transaction extends Booking {
  readonly id: TransactionId;
  readonly phase: Phase;
  /** The pending transaction that this one ends. */
  readonly pending: TransactionId | null;
  readonly content: string;
  readonly at: Instant;
  readonly expiresAt: Instant | null;
  /** What moves, or (pending) would; nothing when it was voided or expired. */
  readonly entries: readonly Entry[];
}

/** An account with a floor, in minor units on its normal side. */
export interface Funds {
  readonly held: number;
  /** Part of what is held, promised by pending transactions. */
  readonly reserved: number;
  readonly isClosed: boolean;
}

export interface Pending {
  readonly entries: readonly Entry[];
  readonly expiresAt: Instant | null;
  readonly end: PendingEnd | null;
}

/** What decisions need to know; a code, key or id that is missing has never been seen. */
export interface Book {
  readonly funds: ReadonlyMap<AccountCode, Funds>;
  readonly keys: ReadonlyMap<string, { readonly id: TransactionId; readonly content: string }>;
  readonly pendings: ReadonlyMap<TransactionId, Pending>;
}

/** Why a command is not entered, in order of precedence. */
export type LedgerRefusal =
  | 'idempotency-mismatch'
  | 'unknown-pending'
  | 'already-posted'
  | 'already-voided'
  | 'already-expired'
  | 'not-expired'
  | 'bad-amount'
  | 'wrong-currency'
  | 'account-twice'
  | 'unbalanced'
  | 'account-closed'
  | 'insufficient-funds';

/**
 * `isNew` is false for a command that was entered before: the same answer, and nothing moves again. Before may mean a moment
 * ago, by the same call, when the first outcome was not known.
 */
export type LedgerAnswer =
  | { readonly ok: true; readonly id: TransactionId; readonly isNew: boolean }
  | { readonly ok: false; readonly refusal: LedgerRefusal };
