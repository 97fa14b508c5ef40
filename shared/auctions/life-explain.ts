import { canonicalJson, type JsonObject } from '../verify/canonical-json.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Placed } from './events.ts';
import type { ExplainFault } from './explain-faults.ts';
import { life, type Move } from './life.ts';
import type { LifeEvent } from './life-events.ts';
import { move, reconfirm } from './life-moves.ts';
import { answerOffer } from './after-default.ts';
import type { Born, LotCommand, LotRefusalCode } from './types.ts';

/** A pause that follows from a voided leader; every other one is somebody's move. */
export const isVoidPause = ({ type, body }: LifeEvent): boolean =>
  type === 'LotPaused' && body.cause === 'leader-voided' && body.actor.role === 'platform';

/** An event of a lot's life says what was asked for: it is asked again, and the answer must be the event. */
export function faultOfLife(lot: Born, entry: Placed<LifeEvent>): ExplainFault | null {
  const command = commandOf(entry);
  if (life[command.type][lot.phase] !== 'yes') return outOfPlace(lot);
  const decision = decisionOn(lot, command);
  if (!decision.ok) return faultOfRefusal[decision.refusal.code] ?? 'wrong-move';
  const [expected] = decision.events;
  return expected !== undefined && expected.type === entry.type && isSameBody(expected.body, entry.body)
    ? null
    : 'wrong-move';
}

function decisionOn(lot: Born, command: LifeCommand) {
  if (command.type === 'ReconfirmBid') return reconfirm(lot, command);
  if (command.type === 'AnswerOffer' && lot.phase === 'annulled') return answerOffer(lot, command);
  return move(lot, command as Extract<LotCommand, { type: Move }>);
}

type LifeCommand = Extract<LotCommand, { type: Move | 'ReconfirmBid' | 'AnswerOffer' }>;

const outOfPlace = ({ phase }: Born): ExplainFault =>
  phase === 'notice' || phase === 'open' || phase === 'paused' ? 'move-out-of-place' : 'after-the-outcome';

const faultOfRefusal: Readonly<Partial<Record<LotRefusalCode, ExplainFault>>> = {
  'not-your-move': 'wrong-actor',
  'cause-not-allowed': 'wrong-cause',
  'too-late': 'move-too-late',
  'lot-closed': 'move-too-late',
  'material-change': 'material-change',
  'before-differs': 'wrong-correction',
  'not-your-turn': 'not-its-turn',
  'not-registered': 'bid-unregistered',
  barred: 'bid-barred',
};

function commandOf({ type, body, at }: Placed<LifeEvent>): LifeCommand {
  switch (type) {
    case 'LotPaused':
      return { ...body, type: 'PauseLot', at };
    case 'PauseCauseEnded':
      return { ...body, type: 'EndPauseCause', at };
    case 'LotResumed':
      return { ...body, type: 'ResumeLot', at };
    case 'LotWithdrawn':
      return { ...body, type: 'WithdrawLot', at };
    case 'PaymentNotified':
      return { ...body, type: 'NotifyPayment', at };
    case 'LotSettledBeforeSale':
      return { ...body, type: 'SettleLot', at };
    case 'SaleConfirmed':
      return { ...body, type: 'ConfirmSale', at };
    case 'LotAnnulled':
      return { ...body, type: 'AnnulSale', at };
    case 'NoticeCorrected':
      return { ...body, type: 'CorrectNotice', at };
    case 'BidderBarred':
      return { ...body, type: 'BarBidder', bidderNumber: body.bidderNumber as BidderNumber, at };
    case 'BidReconfirmed': {
      const standing = { kind: 'bidder', bidderNumber: body.bidderNumber as BidderNumber } as const;
      return { type: 'ReconfirmBid', standing, at };
    }
    case 'LadderStopped':
      return { ...body, type: 'StopLadder', at };
    case 'RoundAnnounced':
      return { type: 'AnnounceRound', actor: body.actor, at };
    case 'RunnerUpOffered':
      return { type: 'OfferToRunnerUp', actor: body.actor, at };
    case 'RunnerUpAccepted':
    case 'RunnerUpDeclined': {
      const standing = { kind: 'bidder', bidderNumber: body.bidderNumber as BidderNumber } as const;
      return { type: 'AnswerOffer', standing, accepts: type === 'RunnerUpAccepted', at };
    }
    case 'RunnerUpLapsed':
      return { type: 'LapseOffer', actor: body.actor, at };
  }
}

const isSameBody = (a: object, b: object): boolean =>
  canonicalJson(a as JsonObject) === canonicalJson(b as JsonObject);
