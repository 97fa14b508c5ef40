import type { BarGround } from '../deposits/types.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Json } from '../verify/canonical-json.ts';
import type { AnnulmentCause, NoticeChange, PauseCause, WithdrawalCause } from './life-events.ts';

/** What people do with a lot, and the platform where it acts by itself. `reason` is public. */
export type LifeMove =
  | { readonly type: 'PauseLot'; readonly cause: PauseCause; readonly reason: string }
  | { readonly type: 'EndPauseCause'; readonly reason: string }
  | { readonly type: 'ResumeLot'; readonly reason: string }
  | { readonly type: 'NotifyPayment' }
  | { readonly type: 'SettleLot'; readonly reason: string }
  | { readonly type: 'StopLadder'; readonly reason: string }
  | { readonly type: 'WithdrawLot'; readonly cause: WithdrawalCause; readonly reason: string }
  | { readonly type: 'ConfirmSale'; readonly reason: string }
  | {
      readonly type: 'AnnulSale';
      readonly cause: AnnulmentCause;
      readonly reason: string;
      /** Whose sale, where the lot may have been sold again meanwhile. */
      readonly of?: BidderNumber;
    }
  | {
      readonly type: 'CorrectNotice';
      readonly changes: readonly NoticeChange[];
      readonly reason: string;
      /** The notice as it was published; whoever reads the public log alone has none. */
      readonly notice?: Json;
    }
  | { readonly type: 'BarBidder'; readonly bidderNumber: BidderNumber; readonly ground: BarGround }
  | { readonly type: 'AnnounceRound' }
  | { readonly type: 'OfferToRunnerUp' }
  | { readonly type: 'LapseOffer' };

/** Why another move is refused (3-trading-rules §3.5). */
export type LifeRefusal =
  | 'wrong-state'
  | 'not-your-move'
  | 'cause-not-allowed'
  | 'too-late'
  | 'material-change'
  | 'nothing-changes'
  | 'before-differs'
  | 'unknown-bidder';
