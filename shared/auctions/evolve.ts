import { assert } from '../kernel/assert.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { ListingPublished, SaltedAmount } from '../listings/events.ts';
import { findProfile, type Profile, profiles } from '../listings/profile.ts';
import { runnerUpOf } from './after-default.ts';
import { nobodyAdmitted } from './admitted.ts';
import {
  type FormatEvent,
  isCommon,
  type LotClosed,
  type LotEntry,
  type LotExtended,
  type Placed,
  type UnsoldReason,
} from './events.ts';
import type { Maximum } from './formats/english-terms.ts';
import { formatOf } from './formats/rules.ts';
import { isOfLife } from './life-events.ts';
import { live } from './life-evolve.ts';
import { stageAtHammer } from './stages.ts';
import { awaitsReconfirmation } from './pauses.ts';
import { hiddenReserve, type Reserve } from './reserve-state.ts';
import { leftBehind } from './reserve.ts';
import { placeOf } from './priority.ts';
import { ladderOf, termsOf, untouched } from './terms.ts';
import type { Born, LotState, OpenLot, Sealed } from './types.ts';

export const unborn: LotState = { phase: 'unborn' };

/**
 * A lot after one more entry of its log. `known` are the profiles a lot may refer to: our own, or those that an
 * exported log brings along. An entry that does not fit is a broken log and throws.
 */
export function evolve(state: LotState, entry: LotEntry, known: readonly Profile[] = profiles): LotState {
  if (entry.type === 'ListingPublished') {
    assert(state.phase === 'unborn' && entry.seq === 1, 'a log begins with its notice');
    return published(entry, known);
  }
  assert(state.phase !== 'unborn', 'a log begins with its notice');
  assert(entry.seq === state.seq + 1, 'a log has no gaps');
  assert(entry.at >= state.lastAt, 'the time of a log never goes back');
  return continued(state, entry);
}

function continued(before: Born, entry: Exclude<LotEntry, ListingPublished>): LotState {
  const { seq, at: lastAt } = entry;
  const state: Born = { ...before, seq, lastAt };
  if (isOfLife(entry)) return live(state, entry);
  switch (entry.type) {
    case 'Registered': {
      assert(state.phase === 'notice' || state.phase === 'open', 'bidders are admitted until the close');
      const bidderNumber = entry.body.bidderNumber as BidderNumber;
      const place = placeOf(state, entry.body);
      const ranks = place === null ? state.ranks : new Map(state.ranks).set(bidderNumber, place);
      return { ...state, admitted: state.admitted.with(bidderNumber), ranks };
    }
    case 'LotOpened':
      assert(state.phase === 'notice', 'a lot opens after its notice');
      return { ...state, ...untouched(state), phase: 'open' };
    case 'LotSold': {
      assert(state.phase === 'closed', 'an outcome follows the close');
      const winner = entry.body.bidderNumber as BidderNumber;
      const hammer = toMoney(entry.body.hammer);
      const leader = state.leader && { ...state.leader, amount: hammer };
      const reserve = opened(state.reserve, entry.body.reserve);
      const confirmedAt = stageAtHammer(state.terms.rules) === 'confirmed' ? lastAt : null;
      const runnerUp = runnerUpOf({ ...state, reserve }, winner);
      const sale = { winner, hammer, defaulted: null, runnerUp, confirmedAt };
      return { ...state, ...sale, leader, beaten: null, phase: 'sold', reserve };
    }
    case 'ReserveOpened':
      return { ...state, reserve: opened(state.reserve, entry.body) };
    case 'LotUnsold':
      return unsold(state, entry.body.reason);
    default:
      assert(state.phase === 'open', 'bids, extensions and the close belong to an open lot');
      return bidding(state, entry);
  }
}

const opened = (reserve: Reserve | null, opening: SaltedAmount | undefined): Reserve | null =>
  reserve && opening ? { ...reserve, opened: toMoney(opening.amount) } : reserve;

function bidding(state: OpenLot, entry: Placed<FormatEvent | LotExtended | LotClosed>): Born {
  switch (entry.type) {
    case 'LotExtended':
      return { ...state, closesAt: toInstant(entry.body.closesAt) };
    case 'LotClosed':
      return { ...state, phase: 'closed' };
    default: {
      const { leader, beaten } = state;
      const next = formatFor(state, entry).evolve(withOpened(state, entry), entry);
      if (leader === null || next.leader === leader) return next;
      return { ...next, beaten: { bid: leader, before: beaten }, reserve: leftBehind(state) };
    }
  }
}

function withOpened(state: OpenLot, entry: Placed<FormatEvent>): OpenLot {
  if (entry.type !== 'MaximumOpened') return state;
  const bidderNumber = entry.body.bidderNumber as BidderNumber;
  return { ...state, opened: { bidderNumber, amount: toMoney(entry.body.amount), before: state.opened } };
}

function formatFor({ terms }: OpenLot, { type }: FormatEvent) {
  const format = formatOf(terms.format);
  assert(format.events.includes(type), `no ${type} in a lot of the format ${terms.format}`);
  return format;
}

function unsold(state: Born, reason: UnsoldReason): Born {
  assert(state.phase === (reason === 'never-open' ? 'notice' : 'closed'), 'an outcome follows the close');
  const { terms, lastAt: at, failedRounds } = state;
  const running =
    state.phase === 'notice'
      ? { ...state, ...untouched(state) }
      : { ...state, beaten: null, reserve: leftBehind(state) };
  const failed = { round: terms.round, start: terms.start, reason, at };
  return { ...running, phase: 'unsold', reason, failedRounds: [...failedRounds, failed] };
}

function published(entry: Placed<ListingPublished>, known: readonly Profile[]): LotState {
  const { body, seq, at: lastAt } = entry;
  const rules = findProfile(body.profile, known);
  assert(rules, `no profile ${body.profile.route}/${body.profile.version}`);
  const { number, title } = body;
  const terms = termsOf(body, rules);
  const nobody = { admitted: nobodyAdmitted, ranks: new Map(), barred: new Map() };
  const ladder = ladderOf(body);
  const reserve = body.reserve === undefined ? null : hiddenReserve(body.reserve);
  const runnerUpDays = body.runnerUpDays ?? null;
  const past = { runnerUpDays, ladder, failedRounds: [], corrections: [], paidNotifiedAt: null, reserve };
  return { phase: 'notice', lotId: entry.lot, number, title, terms, seq, lastAt, ...nobody, ...past };
}

/** What the platform knows after one more entry; `state` is the lot before it. */
export function evolveSealed(sealed: Sealed, state: LotState, entry: LotEntry): Sealed {
  if (entry.type === 'ListingPublished')
    return { ...formatOf(entry.body.format).seal(entry), reserve: reserveIn(entry) };
  assert(sealed !== null, 'a log begins with its notice');
  const { reserve } = sealed;
  if (entry.type === 'RoundAnnounced') return { ...formatOf(entry.body.format).sealAfresh(), reserve };
  if (entry.type === 'LotResumed' && state.phase === 'paused' && awaitsReconfirmation(state))
    return { ...formatOf(state.terms.format).sealAfresh(), reserve };
  if (isCommon(entry)) return sealed;
  assert(state.phase === 'open', 'bids belong to an open lot');
  return { ...formatFor(state, entry).evolveSealed(sealed, entry), reserve };
}

const reserveIn = ({ sealed }: Placed<ListingPublished>): Maximum | null =>
  sealed ? { amount: toMoney(sealed.reserve.amount), salt: sealed.reserve.salt } : null;
