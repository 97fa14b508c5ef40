import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import { type BidLine, eventOf, type FeedEntry } from '@reassign/shared/live/follow.ts';
import { openingOf } from '@reassign/shared/live/opening.ts';
import type { You } from '@reassign/shared/live/protocol.ts';
import type { LiveStatus } from '../live/lot-live.svelte.ts';
import { standingOf } from '../live/standing.ts';

/** What must look different at a glance: one at a time, the most personal and the most urgent first. */
export type RoomState =
  | 'offline'
  | 'reconnecting'
  | 'catching-up'
  | 'notice'
  | 'leading'
  | 'outbid'
  | 'last-minutes'
  | 'open'
  | 'opening'
  | 'closed'
  | 'sold-mine'
  | 'sold'
  | 'unsold'
  | 'paused'
  | 'withdrawn'
  | 'settled-before-sale'
  | 'annulled';

/** Of the line only what changes the room. */
export type LineView = Pick<LiveStatus, 'kind'> & { readonly retrying?: boolean };

export interface RoomView {
  readonly lot: LotView;
  readonly you: You;
  readonly bids: readonly BidLine[];
  /** Without a line everything shown is the past. */
  readonly line: LineView;
  readonly now: Instant;
}

export function roomState({ lot, you, bids, line, now }: RoomView): RoomState {
  const standing = standingOf(lot, you, bids);
  if (lot.phase === 'sold') return standing === 'leading' ? 'sold-mine' : 'sold';
  if (lot.phase === 'unsold' || isEndedOtherwise(lot.phase)) return lot.phase;
  if (line.kind === 'offline') return line.retrying === true ? 'reconnecting' : 'offline';
  if (line.kind === 'catching-up') return 'catching-up';
  if (lot.phase === 'notice' || lot.phase === 'paused') return lot.phase;
  if (openingOf(lot, now) !== null) return 'opening';
  const left = toInstant(lot.closesAt) - now;
  if (lot.phase === 'closed' || left <= 0) return 'closed';
  if (standing !== 'neither') return standing;
  return isLastMinutes(lot, now) ? 'last-minutes' : 'open';
}

const isEndedOtherwise = (
  phase: LotView['phase'],
): phase is 'withdrawn' | 'settled-before-sale' | 'annulled' =>
  phase === 'withdrawn' || phase === 'settled-before-sale' || phase === 'annulled';

/** Whether a bid now would move the end. */
export function isLastMinutes(
  {
    phase,
    closesAt,
    extensionWindowMs,
    offer,
    course,
  }: Pick<LotView, 'phase' | 'closesAt' | 'extensionWindowMs' | 'offer' | 'course'>,
  now: Instant,
): boolean {
  // A first bid for a sell-off starts the bidding, however late it comes.
  if (!('increments' in offer) || course?.step === 'held-open') return false;
  const left = toInstant(closesAt) - now;
  return phase === 'open' && left > 0 && left <= extensionWindowMs;
}

/** The bid that moved the end last, and where to; `null` while nothing held shows one. */
export interface Extension {
  readonly bidAt: Instant;
  readonly closesAt: Instant;
}

export function lastExtension(entries: readonly FeedEntry[]): Extension | null {
  const entry = entries.findLast(({ type }) => type === 'LotExtended');
  const event = entry && eventOf(entry);
  if (!entry || event?.type !== 'LotExtended') return null;
  return { bidAt: toInstant(entry.at), closesAt: toInstant(event.body.closesAt) };
}
