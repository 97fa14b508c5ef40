import type { WireMoney } from '../../listings/events.ts';
import type { BidFault } from './sealed-terms.ts';

/** Takes the place of whatever the same number had bid before. */
export interface SealedBidPlaced {
  readonly type: 'SealedBidPlaced';
  readonly body: { readonly bidderNumber: string; readonly ciphertext: string };
}

export interface KeyShareGiven {
  readonly type: 'KeyShareGiven';
  readonly body: { readonly keeper: number; readonly share: string };
}

/** From here on everybody can read every bid. */
export interface SealedBidsOpened {
  readonly type: 'SealedBidsOpened';
  readonly body: { readonly key: string; readonly bids: readonly OpenedBid[] };
}

export type OpenedBid = {
  /** Its entry. */
  readonly seq: number;
  readonly bidderNumber: string;
  /** `null` when there is none to read. */
  readonly amount: WireMoney | null;
  /** `null` for a bid that counts. */
  readonly fault: BidFault | null;
};

export type SealedEvent = SealedBidPlaced | KeyShareGiven | SealedBidsOpened;
