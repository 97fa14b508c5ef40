import type { Profile } from '../listings/profile.ts';
import type { ActorRole, AnnulmentCause, PauseCause, PersonRole, WithdrawalCause } from './life-events.ts';
import type { LotCommand, LotRefusalCode, Phase } from './types.ts';

/** Allowed; or nothing to do, for commands of the clock; or refused with this code. */
type Cell = 'yes' | 'idle' | LotRefusalCode;

const row = (
  notice: Cell,
  open: Cell,
  paused: Cell,
  closed: Cell,
  sold: Cell,
  unsold: Cell,
  withdrawn: Cell,
  settled: Cell,
  annulled: Cell,
): Readonly<Record<Phase, Cell>> => ({
  notice,
  open,
  paused,
  closed,
  sold,
  unsold,
  withdrawn,
  'settled-before-sale': settled,
  annulled,
});

const late = 'lot-closed';
const early = 'lot-not-open';
const wrong = 'wrong-state';
const noKey = 'no-key-due';

/** The life of a lot: every move in every phase. What a move asks for beside its phase is in `actors` and its rule. */
// prettier-ignore
export const life: Readonly<Record<LotCommand['type'], Readonly<Record<Phase, Cell>>>> = {
  //                     notice  open    paused  closed  sold    unsold  withdrawn settled annulled
  OpenLot:         row('yes',   'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle'),
  AdmitBidders:    row(early,   'yes',  early,  late,   late,   late,   early,  late,   late),
  PlaceBid:        row(early,   'yes',  early,  late,   late,   late,   early,  late,   late),
  AcceptLevel:     row(early,   'yes',  early,  late,   late,   late,   early,  late,   late),
  PlaceHiddenBid:  row(early,   'yes',  early,  late,   late,   late,   early,  late,   late),
  WithdrawHiddenBid: row(early, 'yes',  early,  late,   late,   late,   early,  late,   late),
  PlaceSealedBid:  row(early,   'yes',  early,  late,   late,   late,   early,  late,   late),
  GiveKeyShare:    row(noKey,   'yes',  noKey,  noKey,  noKey,  noKey,  noKey,  noKey,  noKey),
  OpenSealedBids:  row(noKey,   'yes',  noKey,  noKey,  noKey,  noKey,  noKey,  noKey,  noKey),
  CloseLot:        row('idle',  'yes',  'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle'),
  PauseLot:        row('yes',   'yes',  wrong,  late,   late,   late,   wrong,  wrong,  wrong),
  EndPauseCause:   row(wrong,   wrong,  'yes',  wrong,  wrong,  wrong,  wrong,  wrong,  wrong),
  ReconfirmBid:    row(wrong,   wrong,  'yes',  wrong,  wrong,  wrong,  wrong,  wrong,  wrong),
  ResumeLot:       row(wrong,   wrong,  'yes',  wrong,  wrong,  wrong,  wrong,  wrong,  wrong),
  CorrectNotice:   row('yes',   'yes',  'yes',  late,   late,   late,   wrong,  wrong,  wrong),
  BarBidder:       row(wrong,   'yes',  'yes',  late,   late,   late,   wrong,  wrong,  wrong),
  WithdrawLot:     row('yes',   'yes',  'yes',  late,   late,   late,   wrong,  wrong,  wrong),
  NotifyPayment:   row('yes',   'yes',  'yes',  late,   late,   'yes',  wrong,  wrong,  wrong),
  SettleLot:       row('yes',   'yes',  'yes',  late,   late,   'yes',  wrong,  wrong,  wrong),
  StopLadder:      row('yes',   'yes',  'yes',  late,   late,   'yes',  wrong,  wrong,  'yes'),
  AnnounceRound:   row(wrong,   wrong,  wrong,  wrong,  wrong,  'yes',  wrong,  wrong,  'yes'),
  OfferToRunnerUp: row(wrong,   wrong,  wrong,  wrong,  wrong,  wrong,  wrong,  wrong,  'yes'),
  AnswerOffer:     row(wrong,   wrong,  wrong,  wrong,  wrong,  wrong,  wrong,  wrong,  'yes'),
  LapseOffer:      row('idle',  'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'idle', 'yes'),
  ConfirmSale:     row(wrong,   wrong,  wrong,  wrong,  'yes',  wrong,  wrong,  wrong,  wrong),
  AnnulSale:       row(wrong,   wrong,  wrong,  wrong,  'yes',  wrong,  wrong,  wrong,  wrong),
};

/** Moves of people, and of the platform where it acts by itself. */
export type Move = Extract<LotCommand, { readonly actor: object }>['type'];

/** Who decides for the seller: a court where a court sells. */
export const sellerRole = ({ deciders }: Pick<Profile, 'deciders'>): PersonRole =>
  deciders === 'court' || deciders === 'court-panel' ? 'court' : 'seller';

/** Who may make a move under the rules of a lot. */
export function actors(move: Move, rules: Profile): readonly ActorRole[] {
  const seller = sellerRole(rules);
  switch (move) {
    case 'PauseLot':
    case 'EndPauseCause':
      return ['operator', seller];
    case 'ResumeLot':
    case 'BarBidder':
      return ['operator', seller, 'platform'];
    case 'WithdrawLot':
      return [seller, 'platform'];
    case 'CorrectNotice':
    case 'SettleLot':
    case 'StopLadder':
      return [seller];
    case 'AnnounceRound':
      return [seller, 'platform'];
    case 'NotifyPayment':
      return ['debtor'];
    case 'ConfirmSale':
      return ['auctioneer'];
    case 'AnnulSale':
      // After a court's sale only the court sets aside (法释〔2016〕18号 art. 31).
      return [seller === 'court' ? 'court' : 'operator', 'platform'];
    case 'OfferToRunnerUp':
    case 'LapseOffer':
      return ['platform'];
  }
}

/** The platform pauses a court's sale only for a fault or for safety (法释〔2016〕18号 art. 28). */
export const mayPauseFor = (role: ActorRole, cause: PauseCause, { pause }: Profile): boolean =>
  cause !== 'leader-voided' &&
  (role !== 'operator' || pause.reasons === 'public' || cause === 'fault' || cause === 'safety');

/** Two people confirmed a default, of a court's sale the court's own: what follows is nobody's decision, and nobody else's cause. */
export const mayAnnulFor = (role: ActorRole, cause: AnnulmentCause): boolean =>
  (role === 'platform') === (cause === 'buyer-default');

/** The platform withdraws nothing by itself but what the other lots of the case have made needless. */
export const mayWithdrawFor = (role: ActorRole, cause: WithdrawalCause): boolean =>
  (role === 'platform') === (cause === 'debt-covered');
