import type { SaltedAmount, WireMoney } from '../../listings/events.ts';

export interface BidAccepted {
  readonly type: 'BidAccepted';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

/** A priority purchaser takes the lead at the leader's own price. */
export interface BidMatched {
  readonly type: 'BidMatched';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
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

/** Right after the bid that first came to the hidden reserve; how high that is stays unsaid. */
export interface ReserveMet {
  readonly type: 'ReserveMet';
  readonly body: Readonly<Record<string, never>>;
}

/** What bidding brings that rises by increments. */
export type RisingEvent = BidAccepted | BidMatched | MaximumSet | MaximumOpened | AutomaticBid;

export type EnglishEvent = RisingEvent | ReserveMet;
