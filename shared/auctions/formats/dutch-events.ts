import type { SaltedAmount, WireMoney } from '../../listings/events.ts';
import type { BidAccepted } from './english-events.ts';

/** Somebody takes the price of the level: the fall stops. */
export interface LevelAccepted {
  readonly type: 'LevelAccepted';
  readonly body: { readonly bidderNumber: string; readonly level: number; readonly amount: WireMoney };
}

/** A bid of the sealed phase, or another version of it: public is only the commitment. */
export interface HiddenBidPlaced {
  readonly type: 'HiddenBidPlaced';
  readonly body: { readonly bidderNumber: string; readonly commitment: string };
  /** Kept by the platform alone until the phase ends. */
  readonly sealed?: SaltedAmount;
}

export interface HiddenBidWithdrawn {
  readonly type: 'HiddenBidWithdrawn';
  readonly body: { readonly bidderNumber: string };
}

/** The sealed phase is over: the bid that counts is shown. */
export interface HiddenBidOpened {
  readonly type: 'HiddenBidOpened';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney; readonly salt: string };
}

/** A best bid is a `BidAccepted` of whoever stopped the fall. */
export type DutchEvent = LevelAccepted | HiddenBidPlaced | HiddenBidWithdrawn | HiddenBidOpened | BidAccepted;
