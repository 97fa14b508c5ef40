import type { BidderNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/** A bid at its place in the log. */
export interface Bid {
  readonly bidderNumber: BidderNumber;
  readonly amount: Money;
  readonly at: Instant;
  readonly seq: number;
}
