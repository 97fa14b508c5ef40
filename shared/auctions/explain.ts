import { toInstant } from '../kernel/codecs.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ListingPublished } from '../listings/events.ts';
import { brokenRungs, roundsBeforeSellOff } from '../listings/ladder.ts';
import { brokenLimits } from '../listings/limits.ts';
import { findProfile, type Profile, profiles } from '../listings/profile.ts';
import { profileHash } from '../listings/profile-hash.ts';
import { admissionEnd } from './admission.ts';
import { owedAfterDefault } from './after-default.ts';
import { endAfterBid } from './end.ts';
import {
  type FormatEvent,
  isCommon,
  type LotEntry,
  type LotOutcome,
  type Placed,
  type Registered,
} from './events.ts';
import { evolve, unborn } from './evolve.ts';
import type { ExplainFault } from './explain-faults.ts';
import { explainerOf } from './formats/explainers.ts';
import { isOfLife, type LifeEvent } from './life-events.ts';
import { faultOfLife, isVoidPause } from './life-explain.ts';
import { followsByItself } from './next-round.ts';
import { owesReserve } from './reserve.ts';
import { faultOfReserve } from './reserve-explain.ts';
import { ladderOf, termsOf } from './terms.ts';
import { formatOf } from './formats/rules.ts';
import type { Born, LotState } from './types.ts';

/** What an entry leaves to be done by the very next ones, at the same instant. */
type Owed =
  | { readonly what: 'opening' | 'close' | 'outcome' | 'pause' | 'round' | 'offer' | 'reserve' }
  | { readonly what: 'extension'; readonly closesAt: Instant };

/** A log as far as it was read and found lawful. */
export interface Story {
  readonly state: LotState;
  readonly owed: Owed | null;
}

export const beginStory: Story = { state: unborn, owed: null };

export type Explanation =
  | { readonly ok: true; readonly story: Story }
  | { readonly ok: false; readonly seq: number; readonly fault: ExplainFault };

/**
 * Whether the public entries of a lot, from entry 1, are what the rules make of some bids: every accepted bid was
 * lawful, every extension is the rule's, and the close, the outcome and the winner follow. `known` are the profiles
 * a lot may refer to. What stays unknown is in `unknownsOf`.
 */
export function explain(entries: Iterable<LotEntry>, known: readonly Profile[] = profiles): Explanation {
  let story = beginStory;
  for (const entry of entries) {
    const next = explainNext(story, entry, known);
    if (!next.ok) return next;
    story = next.story;
  }
  return explainEnd(story);
}

/** One more entry: for a reader that does not hold the whole log. */
export function explainNext(story: Story, entry: LotEntry, known: readonly Profile[]): Explanation {
  const fault = faultOfPlace(story, entry) ?? faultOfOwed(story, entry) ?? faultOfEvent(story, entry, known);
  if (fault !== null) return { ok: false, seq: entry.seq, fault };
  const state = evolve(story.state, entry, known);
  return { ok: true, story: { state, owed: owedAfter(story, entry, state) } };
}

/** A log may stop after any command, but not in the middle of what one command caused. */
export function explainEnd(story: Story): Explanation {
  const { state, owed } = story;
  if (state.phase === 'unborn') return { ok: false, seq: 1, fault: 'no-notice' };
  const fault = owed === null ? answerOwed(state) : missing[owed.what];
  return fault === null ? { ok: true, story } : { ok: false, seq: state.seq + 1, fault };
}

/** What no reader of the public log can know. */
const unknowable = [
  'who-was-admitted',
  'caps-of-mandates',
  'confirmed-high-bids',
  'refused-bids',
  'appraisal-behind-start',
  'time-of-arrival',
] as const;

export type Unknown =
  | (typeof unknowable)[number]
  | 'rules-of-profile'
  | 'sealed-reserve'
  | 'maxima-at-reserve'
  | 'rounds-before-sell-off';

/**
 * What this reader cannot know, said with every result: a profile that it does not know itself is taken as it came, and
 * what is sealed may be anything that it was not shown to be not.
 */
export const unknownsOf = ({ terms, reserve, phase, failedRounds }: Born): readonly Unknown[] => [
  ...unknowable,
  ...(findProfile(terms.profile) ? [] : (['rules-of-profile'] as const)),
  ...(reserve !== null && reserve.opened === null ? (['sealed-reserve'] as const) : []),
  ...(reserve !== null && phase === 'unsold' ? (['maxima-at-reserve'] as const) : []),
  // Rounds that failed under earlier lots stand in their logs.
  ...(terms.format === 'selloff' && failedRounds.length < roundsBeforeSellOff(terms.rules)
    ? (['rounds-before-sell-off'] as const)
    : []),
];

const missing = {
  opening: 'missing-opening',
  close: 'missing-outcome',
  extension: 'missing-extension',
  outcome: 'missing-outcome',
  pause: 'missing-pause',
  round: 'missing-round',
  offer: 'missing-offer',
  reserve: 'unopened-reserve',
} as const satisfies Record<Owed['what'], ExplainFault>;

function faultOfPlace({ state }: Story, entry: LotEntry): ExplainFault | null {
  if (state.phase === 'unborn') {
    if (entry.type !== 'ListingPublished') return 'no-notice';
    return entry.seq === 1 ? null : 'gap';
  }
  if (entry.type === 'ListingPublished') return 'second-notice';
  if (entry.lot !== state.lotId) return 'foreign-lot';
  if (entry.seq !== state.seq + 1) return 'gap';
  if (entry.at < state.lastAt) return 'time-goes-back';
  const mayFollow = isOfLife(entry) || (entry.type === 'ReserveOpened' && owesReserve(state));
  return isOver(state) && !mayFollow ? 'after-the-outcome' : null;
}

const isOver = ({ phase }: LotState): boolean =>
  phase !== 'notice' && phase !== 'open' && phase !== 'paused' && phase !== 'closed';

function faultOfOwed({ state, owed }: Story, entry: LotEntry): ExplainFault | null {
  if (state.phase === 'unborn') return null;
  if (owed === null) {
    const answer = answerOwed(state);
    return answer !== null && (isCommon(entry) || entry.at !== state.lastAt) ? answer : null;
  }
  // Between a bid and what that brings about.
  if (entry.type === 'ReserveMet' && entry.at === state.lastAt) return null;
  if (!settles[owed.what].includes(entry.type) || entry.at !== state.lastAt) return missing[owed.what];
  if (owed.what === 'pause') return isOfLife(entry) && isVoidPause(entry) ? null : 'missing-pause';
  if (owed.what !== 'extension' || entry.type !== 'LotExtended') return null;
  return toInstant(entry.body.closesAt) === owed.closesAt ? null : 'wrong-extension';
}

/** What the format has begun and not brought to its end. */
const answerOwed = (state: LotState): ExplainFault | null =>
  state.phase === 'open' ? explainerOf(state.terms.format).owes(state) : null;

const settles: Readonly<Record<Owed['what'], readonly LotEntry['type'][]>> = {
  opening: ['Registered', 'LotOpened'],
  close: ['LotClosed'],
  extension: ['LotExtended'],
  outcome: ['LotSold', 'LotUnsold'],
  pause: ['LotPaused'],
  round: ['RoundAnnounced'],
  offer: ['RunnerUpOffered'],
  reserve: ['ReserveOpened'],
};

function owedAfter({ state: before, owed }: Story, entry: LotEntry, after: LotState): Owed | null {
  if (entry.type === 'ReserveMet') return owed;
  if (entry.type === 'Registered' && before.phase === 'notice') return { what: 'opening' };
  if (entry.type === 'LotClosed') return { what: 'outcome' };
  if (entry.type === 'BidderBarred' && before.phase === 'open' && after.phase === 'open')
    return before.leader !== after.leader ? { what: 'pause' } : null;
  if (after.phase !== 'unborn' && owesReserve(after)) return { what: 'reserve' };
  if (after.phase === 'annulled') {
    const next = owedAfterDefault(after, entry.at);
    return next === null ? null : { what: next === 'RunnerUpOffered' ? 'offer' : 'round' };
  }
  if (after.phase === 'unsold' && entry.type === 'LotUnsold')
    return followsByItself(after, after.reason, entry.at) ? { what: 'round' } : null;
  if (entry.type === 'SealedBidsOpened' || isBidOfClose(entry, before)) return { what: 'close' };
  if (isCommon(entry) || before.phase !== 'open') return null;
  if (!explainerOf(before.terms.format).extends(entry, before)) return null;
  const closesAt = endAfterBid(before.closesAt, entry.at, before.terms.rules);
  return closesAt === before.closesAt ? null : { what: 'extension', closesAt };
}

/** The reserve, bid by a maximum once the time is over. */
const isBidOfClose = ({ type, at }: LotEntry, before: LotState): boolean =>
  type === 'AutomaticBid' && before.phase === 'open' && at >= before.closesAt;

function faultOfEvent(
  { state, owed }: Story,
  entry: LotEntry,
  known: readonly Profile[],
): ExplainFault | null {
  if (isOfLife(entry)) return faultOfMove({ state, owed }, entry);
  switch (entry.type) {
    case 'ListingPublished':
      return faultOfNotice(entry, known);
    case 'Registered':
      return faultOfRegistered(state, entry);
    case 'LotOpened':
      if (state.phase !== 'notice') return 'opened-twice';
      if (entry.at < state.terms.opensAt) return 'opened-early';
      return entry.at >= state.terms.closesAt ? 'opened-after-end' : null;
    case 'LotExtended':
      // One that was owed has been compared already.
      return owed?.what === 'extension' ? null : 'wrong-extension';
    case 'LotClosed':
      if (state.phase !== 'open' || entry.at < state.closesAt) return 'closed-early';
      return toInstant(entry.body.closesAt) === state.closesAt ? null : 'wrong-end';
    case 'LotSold':
    case 'LotUnsold':
      return faultOfOutcome(state, entry);
    case 'ReserveOpened':
      return owed?.what === 'reserve' ? faultOfReserve(state, entry.body) : 'reserve-opened-early';
    default:
      return faultOfBid(state, entry);
  }
}

/** A pause for a voided leader is only lawful where it is owed. */
function faultOfMove({ state, owed }: Story, entry: Placed<LifeEvent>): ExplainFault | null {
  if (state.phase === 'unborn') return 'no-notice';
  if (isVoidPause(entry)) return owed?.what === 'pause' ? null : 'wrong-cause';
  return faultOfLife(state, entry);
}

function faultOfNotice(
  { body, at }: Placed<ListingPublished>,
  known: readonly Profile[],
): ExplainFault | null {
  const profile = findProfile(body.profile, known);
  if (profile === undefined) return 'unknown-profile';
  // A version never changes: one that we know is not believed in another form, whoever signed it.
  const own = findProfile(body.profile) ?? profile;
  if ([profile, own].some((one) => profileHash(one) !== body.profile.hash)) return 'wrong-profile';
  const terms = termsOf(body, profile);
  if (body.runnerUpDays !== undefined && !(profile.runnerUpOffer && terms.format === 'english'))
    return 'terms-outside-profile';
  const mayHide = profile.hiddenReserve && (body.format === 'english' || body.format === 'sealed');
  if (body.reserve !== undefined && !mayHide) return 'terms-outside-profile';
  const isBroken = Object.values(brokenLimits).some((isBeyond) => isBeyond(terms, profile, at));
  if (isBroken || terms.start.amount < 1 || !profile.formats.includes(terms.format))
    return 'terms-outside-profile';
  if (brokenRungs([terms, ...ladderOf(body)], profile).length > 0) return 'terms-outside-profile';
  return explainerOf(terms.format).isBeyond(terms, at) ? 'terms-outside-profile' : null;
}

function faultOfRegistered(state: LotState, { body, at }: Placed<Registered>): ExplainFault | null {
  if (state.phase !== 'notice' && state.phase !== 'open') return 'registered-out-of-time';
  const until = state.phase === 'open' ? admissionEnd(state) : state.terms.closesAt;
  if (at < state.terms.opensAt || at >= until) return 'registered-out-of-time';
  if (state.barred.has(body.bidderNumber as BidderNumber)) return 'bid-barred';
  return state.admitted.has(body.bidderNumber as BidderNumber) ? 'registered-twice' : null;
}

/** What every bid must be; what its amount must be is the format's. */
function faultOfBid(state: LotState, entry: Placed<FormatEvent>): ExplainFault | null {
  const { body, at, type } = entry;
  if (state.phase === 'notice') return 'bid-before-opening';
  if (state.phase !== 'open') return 'bid-after-end';
  const explainer = explainerOf(state.terms.format);
  if (!formatOf(state.terms.format).events.includes(type)) return 'foreign-event';
  if (at >= state.closesAt && explainer.byClock?.includes(type) !== true) return 'bid-after-end';
  if ('bidderNumber' in body) {
    if (!state.admitted.has(body.bidderNumber as BidderNumber)) return 'bid-unregistered';
    if (state.barred.has(body.bidderNumber as BidderNumber)) return 'bid-barred';
  }
  if ('amount' in body && body.amount.currency !== state.asking.currency) return 'bid-wrong-currency';
  return explainer.faultOf(state, entry);
}

function faultOfOutcome(state: LotState, entry: Placed<LotOutcome>): ExplainFault | null {
  const isUnsold = entry.type === 'LotUnsold';
  if (state.phase === 'notice' && isUnsold && entry.body.reason === 'never-open')
    return entry.at < state.terms.closesAt ? 'closed-early' : null;
  if (state.phase !== 'closed') return 'outcome-without-close';
  const fault = explainerOf(state.terms.format).faultOfOutcome(state, entry);
  return fault ?? (isUnsold ? null : faultOfReserve(state, entry.body.reserve));
}
