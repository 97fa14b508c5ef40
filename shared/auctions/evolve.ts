import { assert } from '../kernel/assert.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { ListingPublished } from '../listings/events.ts';
import { findProfile, type Profile, profiles } from '../listings/profile.ts';
import { nobodyAdmitted } from './admitted.ts';
import { type FormatEvent, isCommon, type LotEntry, type Placed } from './events.ts';
import { formatOf } from './formats/rules.ts';
import type { Born, LotState, OpenLot, Sealed, Terms } from './types.ts';

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

function continued(state: Born, entry: Exclude<LotEntry, ListingPublished>): LotState {
  const { seq, at: lastAt } = entry;
  if (entry.type === 'Registered') {
    assert(state.phase === 'notice' || state.phase === 'open', 'bidders are admitted until the close');
    const { rank } = entry.body;
    const bidderNumber = entry.body.bidderNumber as BidderNumber;
    const ranks = rank === undefined ? state.ranks : new Map(state.ranks).set(bidderNumber, rank);
    return { ...state, seq, lastAt, admitted: state.admitted.with(bidderNumber), ranks };
  }
  if (entry.type === 'LotOpened') {
    assert(state.phase === 'notice', 'a lot opens after its notice');
    return { ...state, ...untouched(state), phase: 'open', seq, lastAt };
  }
  if (entry.type === 'LotUnsold' && entry.body.reason === 'never-open') {
    assert(state.phase === 'notice', 'a lot that never opened was in notice');
    return { ...state, ...untouched(state), phase: 'unsold', reason: 'never-open', seq, lastAt };
  }
  if (entry.type === 'LotSold' || entry.type === 'LotUnsold') {
    assert(state.phase === 'closed', 'an outcome follows the close');
    if (entry.type === 'LotUnsold')
      return { ...state, phase: 'unsold', reason: entry.body.reason, seq, lastAt };
    const winner = entry.body.bidderNumber as BidderNumber;
    return { ...state, phase: 'sold', seq, lastAt, winner, hammer: toMoney(entry.body.hammer) };
  }
  assert(state.phase === 'open', 'bids, extensions and the close belong to an open lot');
  switch (entry.type) {
    case 'LotExtended':
      return { ...state, seq, lastAt, closesAt: toInstant(entry.body.closesAt) };
    case 'LotClosed':
      return { ...state, phase: 'closed', seq, lastAt };
    default:
      return formatFor(state, entry).evolve({ ...state, seq, lastAt }, entry);
  }
}

function formatFor({ terms }: OpenLot, { type }: FormatEvent) {
  const format = formatOf(terms.format);
  assert(format.events.includes(type), `no ${type} in a lot of the format ${terms.format}`);
  return format;
}

/** What a lot offers before anybody bid. */
const untouched = ({ terms }: Born) =>
  ({
    asking: terms.start,
    closesAt: terms.closesAt,
    leader: null,
    bidCount: 0,
    course: formatOf(terms.format).begin(terms),
  }) as const;

function published(entry: Placed<ListingPublished>, known: readonly Profile[]): LotState {
  const { body, seq, at: lastAt } = entry;
  const rules = findProfile(body.profile, known);
  assert(rules, `no profile ${body.profile.route}/${body.profile.version}`);
  const { number, title } = body;
  const terms = termsOf(body, rules);
  const nobody = { admitted: nobodyAdmitted, ranks: new Map<BidderNumber, number>() };
  return { phase: 'notice', lotId: entry.lot, number, title, terms, seq, lastAt, ...nobody };
}

/** The terms of a notice under the rules that it refers to. */
export const termsOf = (body: ListingPublished['body'], rules: Profile): Terms => ({
  profile: { route: rules.route, version: rules.version, hash: body.profile.hash },
  rules,
  round: body.round,
  start: toMoney(body.start),
  deposit: toMoney(body.deposit),
  opensAt: toInstant(body.opensAt),
  closesAt: toInstant(body.closesAt),
  ...formatOf(body.format).terms(body),
});

/** What the platform knows after one more entry; `state` is the lot before it. */
export function evolveSealed(sealed: Sealed, state: LotState, entry: LotEntry): Sealed {
  if (entry.type === 'ListingPublished') return formatOf(entry.body.format).seal(entry);
  if (isCommon(entry)) return sealed;
  assert(state.phase === 'open' && sealed !== null, 'bids belong to an open lot');
  return formatFor(state, entry).evolveSealed(sealed, entry);
}
