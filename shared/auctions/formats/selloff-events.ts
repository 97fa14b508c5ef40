import type { RisingEvent } from './english-events.ts';

/** The first bid started the ascending bidding, which ends then. */
export interface BiddingStarted {
  readonly type: 'BiddingStarted';
  readonly body: { readonly closesAt: string };
}

export type SelloffEvent = RisingEvent | BiddingStarted;
