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

/** Price and leader say it all. */
export type EnglishCourse = Readonly<Record<string, never>>;
