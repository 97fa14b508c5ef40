import type { BidderNumber } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Bid } from '../bid.ts';
import type { Maximum } from './english-terms.ts';

/**
 * Hybrid Dutch (3-trading-rules §3.3): the price falls by levels until somebody takes it, the others may bid more under
 * seal, and who stopped the fall has the last word. The fall lasts from the opening to the announced end.
 */
export interface DutchTerms {
  readonly format: 'dutch';
  /** Price levels, each one per cent of the start below the one before. */
  readonly levels: number;
  readonly levelMs: number;
  readonly sealedMs: number;
  readonly bestMs: number;
}

/** A hidden bid as the public sees it: that it is there, and since when. */
export interface HiddenBid {
  readonly commitment: string;
  readonly seq: number;
  readonly at: Instant;
}

/** The bids that count when the sealed phase ends, in the order of their last versions. */
export type HiddenBids = ReadonlyMap<BidderNumber, HiddenBid>;

/** When the levels are counted from, and when the last one ends: pauses move both. */
export interface Fall {
  readonly beganAt: Instant;
  readonly endsAt: Instant;
}

export type DutchCourse =
  | { readonly phase: 'fall'; readonly fall: Fall }
  | {
      /** `best`: whatever was not opened yet is so in the same batch. */
      readonly phase: 'sealed' | 'best';
      /** As it was when `taker` stopped it. */
      readonly fall: Fall;
      readonly taker: Bid;
      /** From when hidden bids are taken: the scheduled end of the fall. */
      readonly opensAt: Instant;
      readonly hidden: HiddenBids;
    };

/** What is behind the commitments of the bids that count. */
export interface DutchSealed {
  readonly hidden: ReadonlyMap<BidderNumber, Maximum>;
}
