import { never } from '../kernel/assert.ts';
import { accept, type Decider, type Decision, refuse } from '../kernel/decision.ts';
import type { BidderNumber, LotId } from '../kernel/ids.ts';
import { type Instant, toRfc3339 } from '../kernel/instant.ts';
import { isLess } from '../kernel/money.ts';
import { endAfterBid, limitOf } from './asking.ts';
import type { AuctionEvent, LotEntry, Registered } from './events.ts';
import { evolve, initial } from './evolve.ts';
import type { Admission, BidRefusal, LotCommand, LotRefusal, LotState } from './types.ts';

type LotDecision = Decision<AuctionEvent, LotRefusal>;
type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;

/** What happens to a lot, or why not (3-trading-rules §3.2–3.4). */
export function decide(state: LotState, command: LotCommand): LotDecision {
  switch (command.type) {
    case 'PlaceBid':
      return placeBid(state, command);
    case 'AdmitBidders':
      return admitBidders(state, command);
    case 'OpenLot':
      return openLot(state, command);
    case 'CloseLot':
      return closeLot(state, command);
    default:
      return never(command);
  }
}

function placeBid(state: LotState, { at, standing, amount, confirmed }: Of<'PlaceBid'>): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase === 'notice') return refuse({ code: 'lot-not-open', opensAt: state.terms.opensAt });
  const { asking, closesAt, leader, terms } = state;
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking, closesAt });

  if (state.phase !== 'open' || at >= closesAt) return no('lot-closed');
  if (standing.kind === 'stranger') return no('not-registered');
  if (standing.kind === 'conditions-open') return no('conditions-not-accepted');
  if (standing.kind === 'deposit-open') return no('deposit-required');
  if (!state.admitted.has(standing.bidderNumber)) return no('not-registered');
  if (amount.currency !== asking.currency) return no('wrong-currency');
  if (leader === null && isLess(amount, asking)) return no('below-start');
  if (isLess(amount, asking)) return no('below-asking');
  if (isLess(limitOf(asking, terms, confirmed), amount)) return no('above-limit');
  if (leader?.bidderNumber === standing.bidderNumber) return no('already-leading');

  const bid: AuctionEvent = { type: 'BidAccepted', body: { bidderNumber: standing.bidderNumber, amount } };
  const end = endAfterBid(closesAt, at, terms.rules);
  if (end === closesAt) return accept(bid);
  return accept<AuctionEvent>(bid, { type: 'LotExtended', body: { closesAt: toRfc3339(end) } });
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
function openLot(state: LotState, { at, admissions }: Of<'OpenLot'>): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase !== 'notice' || at < state.terms.opensAt) return nothing;
  if (at >= state.terms.closesAt) return accept({ type: 'LotUnsold', body: { reason: 'never-open' } });
  return accept<AuctionEvent>(...registrations(state, admissions), { type: 'LotOpened', body: {} });
}

/** Later registrations; whoever is in already is passed over. */
function admitBidders(state: LotState, { at, admissions }: Of<'AdmitBidders'>): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase === 'notice') return refuse({ code: 'lot-not-open', opensAt: state.terms.opensAt });
  if (state.phase !== 'open' || at >= state.closesAt) {
    return refuse({ code: 'lot-closed', closesAt: state.closesAt });
  }
  return accept(...registrations(state, admissions));
}

function registrations(
  { admitted }: Exclude<LotState, { phase: 'unborn' }>,
  admissions: readonly Admission[],
): Registered[] {
  const newcomers = new Map<BidderNumber, Registered>();
  for (const { bidderNumber, commitment } of admissions) {
    if (admitted.has(bidderNumber)) continue;
    newcomers.set(bidderNumber, { type: 'Registered', body: { bidderNumber, commitment } });
  }
  return [...newcomers.values()];
}

/** The close is queued like a bid, so the last bid and the hammer cannot race. */
function closeLot(state: LotState, { at }: Of<'CloseLot'>): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase !== 'open' || at < state.closesAt) return nothing;
  const { leader } = state;
  const closed: AuctionEvent = { type: 'LotClosed', body: { closesAt: toRfc3339(state.closesAt) } };
  if (leader === null) return accept<AuctionEvent>(closed, { type: 'LotUnsold', body: { reason: 'no-bid' } });
  const { bidderNumber, amount: hammer } = leader;
  return accept<AuctionEvent>(closed, { type: 'LotSold', body: { bidderNumber, hammer } });
}

/** When the lot next needs a command of the clock. */
export function wakesAt(state: LotState): Instant | null {
  if (state.phase === 'notice') return state.terms.opensAt;
  return state.phase === 'open' ? state.closesAt : null;
}

/** The rules of a lot, as its sequencer takes them. */
export type LotRules = Decider<LotId, LotState, LotCommand, AuctionEvent, LotEntry, LotRefusal>;

export const lotRules: LotRules = {
  initial,
  decide,
  evolve: (state, entry) => evolve(state, entry),
  wakesAt,
};
