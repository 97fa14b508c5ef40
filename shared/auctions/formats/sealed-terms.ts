import type { BidderNumber } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';

/**
 * Sealed bids (3-trading-rules §3.3): everybody encrypts to a key that nobody has before two of its three keepers come
 * together.
 */
export interface SealedTerms {
  readonly format: 'sealed';
  /** Whether the winner pays its own bid or the next lower one. */
  readonly pricing: 'first' | 'second';
  /** The lot's age recipient, `age1…`. */
  readonly recipient: string;
  /** Hex of SHA-256 over each keeper's share of the identity. */
  readonly shares: readonly string[];
  /** How long after the end the bids may be opened. */
  readonly openingMs: number;
}

export interface SealedCourse {
  /** The last version of each, by its entry: what counts. */
  readonly bids: ReadonlyMap<BidderNumber, number>;
  /** The keepers whose shares are known. */
  readonly keepers: readonly number[];
  readonly isOpened: boolean;
  /** Whether a bid would count but for the hidden reserve. */
  readonly missesReserve: boolean;
}

/** The platform knows no more than everybody. */
export interface NothingSealed {
  readonly maxima?: never;
  readonly hidden?: never;
}

/** Why a bid does not count, in order of precedence. */
export const bidFaults = [
  /** No age file of this key, or nothing that says a bid. */
  'unreadable',
  /** Made for another lot, or by another number: a copy. */
  'foreign',
  'authority-exceeded',
  'wrong-currency',
  'below-start',
  'below-reserve',
] as const;
export type BidFault = (typeof bidFaults)[number];

/** What the key made of one bid. */
export interface ReadBid {
  /** Its entry. */
  readonly seq: number;
  readonly content: SealedContent | null;
  /** Whether a mandate allows less. */
  readonly exceedsAuthority: boolean;
}

/** What a bidder encrypts. */
export interface SealedContent {
  readonly lot: string;
  readonly bidderNumber: string;
  readonly amount: Money;
}
