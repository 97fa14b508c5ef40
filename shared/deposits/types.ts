import type { BidderNumber, DepositId } from '../kernel/ids.ts';
import type { Money } from '../kernel/money.ts';

/** The text an agency accepts before it may bid: bids are binding until overbid, what a default costs. */
export interface Conditions {
  readonly version: number;
  /** SHA-256 of both texts, in hex: what was accepted can be shown later. */
  readonly hash: string;
  readonly zh: string;
  readonly en: string;
}

export const depositStatuses = ['requested', 'held', 'applied', 'released', 'forfeited'] as const;
export type DepositStatus = (typeof depositStatuses)[number];

/** A bidder's money, held so that it may bid; per round. */
export interface Deposit {
  readonly id: DepositId;
  /** What the payer writes on the transfer: opaque, with a check character; shows no lot and no number. */
  readonly reference: string;
  readonly amount: Money;
  readonly status: DepositStatus;
}

/** What an organisation is to a lot; the session knows it, so the rules of bidding look nothing up. */
export type Standing =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'conditions-open' }
  | { readonly kind: 'deposit-open' }
  | { readonly kind: 'bidder'; readonly bidderNumber: BidderNumber };

/** Why somebody is barred: the agency itself, or the person by another organisation that they belong to. */
export const barGrounds = ['party', 'person-of-party', 'person-of-platform'] as const;
export type BarGround = (typeof barGrounds)[number];
