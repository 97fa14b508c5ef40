import type { WireMoney } from '../../listings/events.ts';

export interface BidAccepted {
  readonly type: 'BidAccepted';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

/** A priority purchaser takes the lead at the leader's own price. */
export interface BidMatched {
  readonly type: 'BidMatched';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

/** An amount with the 32 random bytes, in hex, that hide it in a commitment. */
export interface SaltedAmount {
  readonly amount: WireMoney;
  readonly salt: string;
}

/** The leader, or whoever just bid, leaves word how far to bid: public is only the commitment. */
export interface MaximumSet {
  readonly type: 'MaximumSet';
  readonly body: { readonly bidderNumber: string; readonly commitment: string };
  /** Kept by the platform alone until the maximum is reached or beaten. */
  readonly sealed?: SaltedAmount;
}

/** A maximum that was reached or beaten. */
export interface MaximumOpened {
  readonly type: 'MaximumOpened';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney; readonly salt: string };
}

/** A bid that a maximum made. */
export interface AutomaticBid {
  readonly type: 'AutomaticBid';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

export type EnglishEvent = BidAccepted | BidMatched | MaximumSet | MaximumOpened | AutomaticBid;
