import type { Standing } from '../deposits/types.ts';
import type { BidderNumber, CommandId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Maximum } from './formats/english-terms.ts';
import type { ReadBid } from './formats/sealed-terms.ts';
import type { LifeMove } from './life-commands.ts';
import type { Actor, PersonBehind } from './life-events.ts';

/* What may be asked of a lot, by whom and with what; at which instant, comes along. */

/** One registration that enters the log, with the salted commitment to whoever stands behind it. */
export interface Admission {
  readonly bidderNumber: BidderNumber;
  /** Hex of SHA-256(salt ‖ JCS{registration, organisation}). */
  readonly commitment: string;
  /** Of a priority purchaser. */
  readonly rank?: number;
}

export type LotCommand = { readonly at: Instant } & (
  | { readonly type: 'OpenLot'; readonly admissions: readonly Admission[] }
  | { readonly type: 'AdmitBidders'; readonly admissions: readonly Admission[] }
  | {
      readonly type: 'PlaceBid';
      readonly commandId: CommandId;
      readonly standing: Standing;
      readonly amount: Money;
      /** How far the platform may bid for the bidder; the salt comes along because rules have no dice. */
      readonly maximum?: Maximum;
      /** Given when a bid over ten times the asking price was confirmed by its sender; no use above the highest bid. */
      readonly confirmed: boolean;
    }
  | ({ readonly type: 'AcceptLevel' } & OfBidder & {
        /** The level of the fall that the bidder takes, and its price. */
        readonly level: number;
        readonly amount: Money;
      })
  | ({ readonly type: 'PlaceHiddenBid' } & OfBidder & {
        readonly amount: Money;
        /** 32 bytes in hex, drawn by the platform. */
        readonly salt: string;
        readonly confirmed: boolean;
      })
  | ({ readonly type: 'WithdrawHiddenBid' } & OfBidder)
  /** `ciphertext`: base64 of an age file that only the lot's key opens. */
  | ({ readonly type: 'PlaceSealedBid' } & OfBidder & { readonly ciphertext: string })
  /** `keeper`: who of the three, from 0; `share`: hex. */
  | { readonly type: 'GiveKeyShare'; readonly keeper: number; readonly share: string }
  /** The key that two shares came to, and what it opened: one reading for each bid that counts. */
  | { readonly type: 'OpenSealedBids'; readonly key: string; readonly bids: readonly ReadBid[] }
  | { readonly type: 'CloseLot' }
  /** The runner-up takes the right at its own bid, or does not, after the buyer's default. */
  | { readonly type: 'AnswerOffer'; readonly standing: Standing; readonly accepts: boolean }
  /** A bidder stands by its highest bid after the leader was voided. */
  | { readonly type: 'ReconfirmBid'; readonly standing: Standing }
  | ({
      readonly actor: Actor;
      /** Kept by the platform alone. */
      readonly behind?: PersonBehind;
    } & LifeMove)
);

interface OfBidder {
  readonly commandId: CommandId;
  readonly standing: Standing;
}
