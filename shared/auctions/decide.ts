import { assert, never } from '../kernel/assert.ts';
import { accept, refuse } from '../kernel/decision.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Standing } from '../deposits/types.ts';
import { admissionEnd } from './admission.ts';
import type { AuctionEvent, Registered } from './events.ts';
import type { LotDecision, UnsealCommand } from './formats/format.ts';
import { formatOf } from './formats/rules.ts';
import type { Admission, BidRefusal, LotCommand, LotState, Sealed } from './types.ts';

type Of<Type extends LotCommand['type']> = Extract<LotCommand, { type: Type }>;
type BidCommand = Extract<LotCommand, { readonly standing: Standing }>;

/**
 * What happens to a lot, or why not (3-trading-rules §3.2–3.4). `sealed` is what only the platform knows; what the
 * events say in public is explained without it.
 */
export function decide(state: LotState, sealed: Sealed, command: LotCommand): LotDecision {
  switch (command.type) {
    case 'PlaceBid':
    case 'AcceptLevel':
    case 'PlaceHiddenBid':
    case 'WithdrawHiddenBid':
    case 'PlaceSealedBid':
      return placeBid(state, sealed, command);
    case 'GiveKeyShare':
    case 'OpenSealedBids':
      return unseal(state, command);
    case 'AdmitBidders':
      return admitBidders(state, command);
    case 'OpenLot':
      return openLot(state, command);
    case 'CloseLot':
      return closeLot(state, sealed, command);
    default:
      return never(command);
  }
}

/** Whether anybody may bid now, and this bidder in this currency; what the bid itself comes to is the format's. */
function placeBid(state: LotState, sealed: Sealed, command: BidCommand): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase === 'notice') return refuse({ code: 'lot-not-open', opensAt: state.terms.opensAt });
  const { closesAt } = state;
  const { at, standing } = command;
  const isOpen = state.phase === 'open' && at < closesAt;
  const format = formatOf(state.terms.format);
  const asking = (isOpen ? format.askingAt?.(state, at) : undefined) ?? state.asking;
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking, closesAt });

  if (!isOpen) return no('lot-closed');
  if (standing.kind === 'stranger') return no('not-registered');
  if (standing.kind === 'conditions-open') return no('conditions-not-accepted');
  if (standing.kind === 'deposit-open') return no('deposit-required');
  const { bidderNumber } = standing;
  if (!state.admitted.has(bidderNumber)) return no('not-registered');
  if (amountsOf(command).some(({ currency }) => currency !== asking.currency)) return no('wrong-currency');
  assert(sealed !== null, 'whoever decides knows what is sealed');
  if (command.type === 'PlaceBid') return format.placeBid(state, sealed, { ...command, bidderNumber });
  return format.placeOwn?.(state, sealed, { ...command, bidderNumber }) ?? no('wrong-step');
}

/** What a bid names; a sealed one says nothing before it is opened. */
function amountsOf(command: BidCommand): readonly Money[] {
  if (!('amount' in command)) return [];
  const { maximum } = { maximum: undefined, ...command };
  return maximum === undefined ? [command.amount] : [command.amount, maximum.amount];
}

/** What the keepers of a key do, where the format has one. */
function unseal(state: LotState, command: UnsealCommand): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase !== 'open') return refuse({ code: 'no-key-due' });
  return formatOf(state.terms.format).unseal?.(state, command) ?? refuse({ code: 'no-key-due' });
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
  const { closesAt } = state;
  if (state.phase !== 'open' || at >= admissionEnd(state)) return refuse({ code: 'lot-closed', closesAt });
  return accept(...registrations(state, admissions));
}

function registrations(
  { admitted }: Exclude<LotState, { phase: 'unborn' }>,
  admissions: readonly Admission[],
): Registered[] {
  const newcomers = new Map<BidderNumber, Registered>();
  for (const { bidderNumber, commitment, rank } of admissions) {
    if (admitted.has(bidderNumber)) continue;
    const body = { bidderNumber, commitment, ...(rank !== undefined && { rank }) };
    newcomers.set(bidderNumber, { type: 'Registered', body });
  }
  return [...newcomers.values()];
}

/** The close is queued like a bid, so the last bid and the hammer cannot race. */
function closeLot(state: LotState, sealed: Sealed, { at }: Of<'CloseLot'>): LotDecision {
  if (state.phase === 'unborn') return refuse({ code: 'unknown-lot' });
  if (state.phase !== 'open') return nothing;
  assert(sealed !== null, 'whoever decides knows what is sealed');
  const format = formatOf(state.terms.format);
  return at < format.wakesAt(state) ? nothing : accept(...format.wake(state, sealed));
}

/** When the lot next needs a command of the clock. */
export function wakesAt(state: LotState): Instant | null {
  if (state.phase === 'notice') return state.terms.opensAt;
  return state.phase === 'open' ? formatOf(state.terms.format).wakesAt(state) : null;
}
