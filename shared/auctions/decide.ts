import type { Authority, BarGround, Standing } from '../deposits/types.ts';
import { assert } from '../kernel/assert.ts';
import { accept, refuse } from '../kernel/decision.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import { admissionEnd } from './admission.ts';
import { answerOffer } from './after-default.ts';
import { exceedsAuthority } from './authority.ts';
import type { AuctionEvent, Registered } from './events.ts';
import type { LotDecision, UnsealCommand } from './formats/format.ts';
import { formatOf } from './formats/rules.ts';
import { life } from './life.ts';
import { move, reconfirm } from './life-moves.ts';
import { followsByItself, nextRound } from './next-round.ts';
import { resumesBy } from './pauses.ts';
import { withOpening } from './reserve.ts';
import type {
  Admission,
  BidRefusal,
  Born,
  LotCommand,
  LotRefusal,
  LotState,
  OpenLot,
  Sealed,
} from './types.ts';

type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;
type BidCommand = Exclude<
  Extract<LotCommand, { readonly standing: Standing }>,
  { type: 'ReconfirmBid' | 'AnswerOffer' }
>;

/**
 * What happens to a lot, or why not (3-trading-rules §3.2–3.4). `sealed` is what only the platform knows; what the
 * events say in public is explained without it.
 */
export function decide(state: LotState, sealed: Sealed, command: LotCommand): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  const cell = life[command.type][state.phase];
  if (cell === 'idle') return nothing;
  if (cell !== 'yes') return refuse({ code: cell, ...factsOf(state) });
  const decision = decideAllowed(state, sealed, command);
  return decision.ok ? accept(...withOpening(state, sealed?.reserve ?? null, decision.events)) : decision;
}

function decideAllowed(state: Born, sealed: Sealed, command: LotCommand): LotDecision {
  switch (command.type) {
    case 'PlaceBid':
    case 'AcceptLevel':
    case 'PlaceHiddenBid':
    case 'WithdrawHiddenBid':
    case 'PlaceSealedBid':
      return placeBid(state, sealed, command);
    case 'GiveKeyShare':
    case 'OpenSealedBids':
      return unseal(state, sealed, command);
    case 'AdmitBidders':
      return admitBidders(state, command);
    case 'OpenLot':
      return openLot(state, command);
    case 'CloseLot':
      return closeLot(state, sealed, command);
    case 'ReconfirmBid':
      return reconfirm(state, command);
    case 'AnswerOffer':
      assert(state.phase === 'annulled', 'the life of a lot says so');
      return answerOffer(state, command);
    default:
      return move(state, command);
  }
}

/** What somebody who came too early or too late wants to know. */
const factsOf = (lot: Born): Omit<LotRefusal, 'code'> => {
  if (lot.phase === 'notice') return { opensAt: lot.terms.opensAt };
  return lot.phase === 'paused' ? {} : { asking: lot.asking, closesAt: lot.closesAt };
};

/** Whether anybody may bid now, and this bidder in this currency; what the bid itself comes to is the format's. */
function placeBid(state: Born, sealed: Sealed, command: BidCommand): LotDecision {
  assert(state.phase === 'open' && sealed !== null, 'whoever decides knows what is sealed');
  const { closesAt } = state;
  const { at, standing } = command;
  const format = formatOf(state.terms.format);
  const asking = (at < closesAt ? format.askingAt?.(state, at) : undefined) ?? state.asking;
  const no = (code: BidRefusal, ground?: BarGround): LotDecision =>
    refuse({ code, asking, closesAt, ...(ground !== undefined && { ground }) });

  if (at >= closesAt) return no('lot-closed');
  if (standing.kind === 'stranger' || standing.kind === 'unconfirmed') return no('not-registered');
  if (standing.kind === 'conditions-open') return no('conditions-not-accepted');
  if (standing.kind === 'barred') return no('barred', standing.ground);
  if (standing.kind === 'deposit-open') return no('deposit-required');
  const { bidderNumber, authority } = standing;
  if (state.barred.has(bidderNumber)) return no('barred', state.barred.get(bidderNumber));
  if (!state.admitted.has(bidderNumber)) return no('not-registered');
  if (isBeyond(authority, command)) return no('authority-exceeded');
  if (amountsOf(command).some(({ currency }) => currency !== asking.currency)) return no('wrong-currency');
  if (command.type === 'PlaceBid') return format.placeBid(state, sealed, { ...command, bidderNumber });
  return format.placeOwn?.(state, sealed, { ...command, bidderNumber }) ?? no('wrong-step');
}

/** Whether a bid goes beyond its mandate; what takes one back binds nobody. */
const isBeyond = (authority: Authority | undefined, command: BidCommand): boolean =>
  authority !== undefined &&
  command.type !== 'WithdrawHiddenBid' &&
  exceedsAuthority(authority, amountsOf(command), command.at);

/** What a bid names; a sealed one says nothing before it is opened. */
function amountsOf(command: BidCommand): readonly Money[] {
  if (!('amount' in command)) return [];
  const { maximum } = { maximum: undefined, ...command };
  return maximum === undefined ? [command.amount] : [command.amount, maximum.amount];
}

/** What the keepers of a key do, where the format has one. */
function unseal(state: Born, sealed: Sealed, command: UnsealCommand): LotDecision {
  assert(state.phase === 'open' && sealed !== null, 'whoever decides knows what is sealed');
  const format = formatOf(state.terms.format);
  const decision = format.unseal?.(state, sealed, command) ?? refuse({ code: 'no-key-due' });
  return decision.ok ? accept(...withNextRound(state, decision.events, command.at)) : decision;
}

/*
 * The commands of the clock may come early (an extension overtook the timer) or twice (timer and sweep): then there is
 * nothing to do, which is not a refusal.
 */
const nothing: LotDecision = accept();

/**
 * Opens at its hour, with everybody whose deposit was held before, in the order they come in (already shuffled); not at
 * or after its end: that nobody could bid is another outcome than that nobody did.
 */
function openLot(state: Born, { at, admissions }: Of<'OpenLot'>): LotDecision {
  if (at < state.terms.opensAt) return nothing;
  if (at >= state.terms.closesAt) return accept({ type: 'LotUnsold', body: { reason: 'never-open' } });
  return accept<AuctionEvent>(...registrations(state, admissions), { type: 'LotOpened', body: {} });
}

/** Later registrations; whoever is in already is passed over. */
function admitBidders(state: Born, { at, admissions }: Of<'AdmitBidders'>): LotDecision {
  assert(state.phase === 'open', 'the life of a lot says so');
  return at >= admissionEnd(state)
    ? refuse({ code: 'lot-closed', closesAt: state.closesAt })
    : accept(...registrations(state, admissions));
}

function registrations({ admitted, barred }: Born, admissions: readonly Admission[]): Registered[] {
  const newcomers = new Map<BidderNumber, Registered>();
  for (const { bidderNumber, commitment, rank } of admissions) {
    if (admitted.has(bidderNumber) || barred.has(bidderNumber)) continue;
    const body = { bidderNumber, commitment, ...(rank !== undefined && { rank }) };
    newcomers.set(bidderNumber, { type: 'Registered', body });
  }
  return [...newcomers.values()];
}

/** The close is queued like a bid, so the last bid and the hammer cannot race. The next round follows at once. */
function closeLot(state: Born, sealed: Sealed, { at }: Of<'CloseLot'>): LotDecision {
  assert(state.phase === 'open' && sealed !== null, 'whoever decides knows what is sealed');
  const format = formatOf(state.terms.format);
  if (at < format.wakesAt(state)) return nothing;
  return accept(...withNextRound(state, format.wake(state, sealed), at));
}

function withNextRound(lot: OpenLot, events: readonly AuctionEvent[], at: Instant): readonly AuctionEvent[] {
  const last = events.at(-1);
  const round = last?.type === 'LotUnsold' ? nextRound(lot, at) : null;
  if (last?.type !== 'LotUnsold' || round === null || !followsByItself(lot, last.body.reason, at))
    return events;
  return [...events, { type: 'RoundAnnounced', body: { actor: { role: 'platform' }, ...round } }];
}

/** When the lot next needs a command of the clock. */
export function wakesAt(state: LotState): Instant | null {
  if (state.phase === 'notice') return state.terms.opensAt;
  if (state.phase === 'paused') return resumesBy(state);
  if (state.phase === 'annulled') return state.offer?.until ?? null;
  return state.phase === 'open' ? formatOf(state.terms.format).wakesAt(state) : null;
}
