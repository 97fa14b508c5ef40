import type { Currency } from '../kernel/currency.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Channel } from '../ledger/account.ts';

/** What is wrong between the ledger and the books of Stripe or the bank. */
export const differenceKinds = [
  'missing-in-ledger',
  'missing-outside',
  'amount-differs',
  'fee-not-booked',
  /** Within the time that money takes: nobody has to do anything yet. */
  'in-transit',
  'duplicated',
  'statement-missing',
  'balance-not-continuous',
  'stated-not-seen',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** Why that is probably so. */
export const causes = [
  'event-missed',
  'made-at-provider',
  'provider-payout',
  'provider-fee',
  'other-entry',
  'booked-twice',
  'entry-repeated',
  'booked-without-entry',
  'other-amount',
  'on-its-way',
  'line-not-read',
  'unexplained-outgoing',
  'paid-twice',
  'payout-not-on-statement',
  'line-repeated',
  'statement-not-imported',
  'lines-missing',
  'line-in-queue',
  'not-on-statement',
] as const;
export type Cause = (typeof causes)[number];

/** Minor units of a currency: above zero it came, below it went. */
export interface Change {
  readonly change: number;
  readonly currency: Currency;
}

/** A difference as one run finds it. */
export interface Finding {
  /** The same whenever the same difference is found again. */
  readonly key: string;
  readonly channel: Channel;
  readonly kind: DifferenceKind;
  readonly cause: Cause;
  /** What it is about. */
  readonly amount: number;
  /** What of it makes the two balances differ: what is outside less what is in the ledger. */
  readonly gap: number;
  readonly currency: Currency;
  /** When it happened, not when it was found. */
  readonly since: Instant;
  readonly ledgerReference: string | null;
  readonly outsideReference: string | null;
}
