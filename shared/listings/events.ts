import type { Format } from './route-rules.ts';

/**
 * Entry 1 of every lot's log: the notice as it was published. Money and times are in their wire form, because the
 * entry is hashed and exported as it stands.
 */
export interface ListingPublished {
  readonly type: 'ListingPublished';
  readonly body: {
    readonly number: string;
    readonly title: string;
    readonly round: number;
    readonly profile: { readonly route: string; readonly version: number; readonly hash: string };
    readonly start: WireMoney;
    readonly deposit: WireMoney;
    readonly opensAt: string;
    readonly closesAt: string;
    /** The rounds after the first, in order; empty when none was published. */
    readonly ladder: readonly {
      readonly format: Format;
      readonly start: WireMoney;
      readonly opensAt: string;
      readonly closesAt: string;
    }[];
    /** SHA-256 over the canonical JSON of the published notice (rights, appraisal, pledge, conditions). */
    readonly noticeHash: string;
    /** Hex of the salted commitment to a hidden reserve, which stands for every round; absent when there is none. */
    readonly reserve?: string;
    /** Days in which the runner-up may take the right after a buyer's default; absent: it is not offered. */
    readonly runnerUpDays?: number;
  } & Offer;
  /** Kept by the platform alone until the lot is sold or its ladder ends. */
  readonly sealed?: { readonly reserve: SaltedAmount };
}

/** An amount with the 32 random bytes, in hex, that hide it in a commitment. */
export type SaltedAmount = { readonly amount: WireMoney; readonly salt: string };

/** What a lot offers by its format. */
export type Offer = EnglishOffer | DutchOffer | SealedOffer | SelloffOffer;

/** What an English lot offers: the price rises by the increments. */
type EnglishOffer = { readonly format: 'english'; readonly increments: readonly WireTier[] };

/** A sell-off holds the start open and then rises in the same way. */
type SelloffOffer = { readonly format: 'selloff'; readonly increments: readonly WireTier[] };

/** A hybrid Dutch lot: the levels of its fall, and how long each phase is, in milliseconds. */
type DutchOffer = {
  readonly format: 'dutch';
  readonly levels: number;
  readonly levelMs: number;
  readonly sealedMs: number;
  readonly bestMs: number;
};

/** Sealed bids: the key that they are encrypted to, what its keepers hold, and how long they have to come together. */
type SealedOffer = {
  readonly format: 'sealed';
  readonly pricing: 'first' | 'second';
  readonly recipient: string;
  readonly shares: readonly string[];
  readonly openingMs: number;
};

/** A tier of the increments: from this price on, this step. */
export type WireTier = { readonly from: WireMoney; readonly step: WireMoney };

export type WireMoney = { readonly amount: number; readonly currency: string };
