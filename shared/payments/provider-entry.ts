import type { Currency } from '../kernel/currency.ts';
import type { Instant } from '../kernel/instant.ts';

/** One entry of the balance at Stripe, before what Stripe takes for it. */
export interface ProviderEntry {
  /** Minor units: above zero it came, below it went. */
  readonly change: number;
  readonly currency: Currency;
  readonly id: string;
  readonly type: 'charge' | 'refund' | 'refund-failure' | 'dispute' | 'payout' | 'fee' | 'other';
  /** What the ledger calls it by; `null` when nothing says so. */
  readonly reference: string | null;
  /** What it is the entry of: a charge, a refund, a dispute. */
  readonly source: string | null;
  /** Above zero Stripe took it. */
  readonly fee: number;
  /** A refund that Stripe has taken from the balance, and not finished. */
  readonly isPending?: boolean;
  readonly at: Instant;
}
