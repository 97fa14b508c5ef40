import type { BidderNumber } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import { highestBid, type Increments } from '../../listings/increments.ts';

/** Ascending: whoever bids most when the time is over has the lot (3-trading-rules §3.3). */
export interface EnglishTerms {
  readonly format: 'english';
  readonly increments: Increments;
  /** What a bid may come to at most, in minor units: reckoned once. */
  readonly highestBid: number;
}

export const englishTerms = (increments: Increments): EnglishTerms => ({
  format: 'english',
  increments,
  highestBid: highestBid(increments),
});

export interface EnglishCourse {
  /** The commitment to the leader's hidden maximum; `null` when the leader has none left. */
  readonly maximum: string | null;
  /** A bid that a hidden maximum has to answer in the same batch. */
  readonly contest: Contest | null;
  /** The leader's maximum where it was opened at the close, because the hidden reserve is as high. */
  readonly opened?: Money;
}

/** Somebody bid over a leader who had a hidden maximum. */
export interface Contest {
  readonly defender: Contender & { readonly commitment: string };
  readonly challenger: Contender;
}

interface Contender {
  readonly bidderNumber: BidderNumber;
  /** What it has bid openly. */
  readonly bid: Money;
  readonly commitment: string | null;
  /** Its maximum once that was opened. */
  readonly opened: Money | null;
}

/** A maximum as the platform alone knows it. */
export interface Maximum {
  readonly amount: Money;
  /** 32 bytes in hex. */
  readonly salt: string;
}

/** What is behind the commitments that were not opened. */
export interface EnglishSealed {
  readonly maxima: ReadonlyMap<BidderNumber, Maximum>;
}
