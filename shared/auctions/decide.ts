import type { BarGround } from '../deposits/types.ts';
import { assert } from '../kernel/assert.ts';
import { accept, refuse } from '../kernel/decision.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import { endOf } from './end.ts';
import type { AuctionEvent, Registered } from './events.ts';
import type { LotDecision } from './formats/format.ts';
import { formatOf } from './formats/rules.ts';
import { life } from './life.ts';
import { move, reconfirm } from './life-moves.ts';
import { followsByItself, nextRound } from './next-round.ts';
import { resumesBy } from './pauses.ts';
import type { Admission, BidRefusal, Born, LotCommand, LotRefusal, LotState, Sealed } from './types.ts';

type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;

/**
 * What happens to a lot, or why not (3-trading-rules §3.2–3.4). `sealed` is what only the platform knows; what the
 * events say in public is explained without it.
 */
export function decide(state: LotState, sealed: Sealed, command: LotCommand): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  const cell = life[command.type][state.phase];
  if (cell === 'idle') return nothing;
  if (cell !== 'yes') return refuse({ code: cell, ...factsOf(state) });
  switch (command.type) {
    case 'PlaceBid':
      return placeBid(state, sealed, command);
    case 'AdmitBidders':
      return admitBidders(state, command);
    case 'OpenLot':
      return openLot(state, command);
    case 'CloseLot':
      return closeLot(state, sealed, command);
    case 'ReconfirmBid':
      return reconfirm(state, command);
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
function placeBid(state: Born, sealed: Sealed, command: Of<'PlaceBid'>): LotDecision {
  assert(state.phase === 'open' && sealed !== null, 'whoever decides knows what is sealed');
  const { asking, closesAt } = state;
  const { at, standing, amount, maximum = command } = command;
  const no = (code: BidRefusal, ground?: BarGround): LotDecision =>
    refuse({ code, asking, closesAt, ...(ground !== undefined && { ground }) });

  if (at >= closesAt) return no('lot-closed');
  if (standing.kind === 'stranger' || standing.kind === 'unconfirmed') return no('not-registered');
  if (standing.kind === 'conditions-open') return no('conditions-not-accepted');
  if (standing.kind === 'barred') return no('barred', standing.ground);
  if (standing.kind === 'deposit-open') return no('deposit-required');
  if (state.barred.has(standing.bidderNumber)) return no('barred', state.barred.get(standing.bidderNumber));
  if (!state.admitted.has(standing.bidderNumber)) return no('not-registered');
  if (amount.currency !== asking.currency || maximum.amount.currency !== asking.currency)
    return no('wrong-currency');
  return formatOf(state.terms.format).placeBid(state, sealed, {
    ...command,
    bidderNumber: standing.bidderNumber,
  });
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
  const closesAt = endOf(state);
  return at >= closesAt
    ? refuse({ code: 'lot-closed', closesAt })
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
  const events = format.wake(state, sealed);
  const last = events.at(-1);
  const round = nextRound(state, at);
  if (last?.type !== 'LotUnsold' || round === null || !followsByItself(state, last.body.reason, at))
    return accept(...events);
  return accept<AuctionEvent>(...events, {
    type: 'RoundAnnounced',
    body: { actor: { role: 'platform' }, ...round },
  });
}

/** When the lot next needs a command of the clock. */
export function wakesAt(state: LotState): Instant | null {
  if (state.phase === 'notice') return state.terms.opensAt;
  if (state.phase === 'paused') return resumesBy(state);
  return state.phase === 'open' ? formatOf(state.terms.format).wakesAt(state) : null;
}
