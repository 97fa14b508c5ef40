import type { LotSummary } from '../auctions/api.ts';
import type { OpenedBid } from '../auctions/formats/sealed-events.ts';
import { toInstant } from '../kernel/codecs.ts';
import { type Instant, later } from '../kernel/instant.ts';
import { eventOf, type FeedEntry } from './follow.ts';

/* What a page shows of a lot under sealed bids: who has bid, how far the opening is, and what came out of it. */

/** A sealed bid as everybody sees it before the opening. */
export interface SealedLine {
  readonly seq: number;
  readonly at: string;
  readonly bidderNumber: string;
  readonly ciphertext: string;
  /** A later one of the same number counts. */
  readonly isReplaced: boolean;
}

/** Newest first. */
export function sealedLinesOf(entries: readonly FeedEntry[]): SealedLine[] {
  const latest = new Map<string, number>();
  const placed = entries.flatMap((entry) => {
    const event = eventOf(entry);
    if (event.type !== 'SealedBidPlaced') return [];
    latest.set(event.body.bidderNumber, entry.seq);
    return [{ seq: entry.seq, at: entry.at, ...event.body }];
  });
  return placed
    .map((line) => ({ ...line, isReplaced: latest.get(line.bidderNumber) !== line.seq }))
    .reverse();
}

/** What the key made of the bids that counted, highest first, those without an amount last; `null` before the opening. */
export function openedBidsOf(entries: readonly FeedEntry[]): OpenedBid[] | null {
  const event = entries.map(eventOf).findLast(({ type }) => type === 'SealedBidsOpened');
  if (event?.type !== 'SealedBidsOpened') return null;
  const height = ({ amount }: OpenedBid): number => amount?.amount ?? -1;
  return [...event.body.bids].sort((a, b) => height(b) - height(a) || a.seq - b.seq);
}

/** A lot whose bidding is over and whose bids wait for two keepers. */
export interface Opening {
  readonly until: Instant;
  /** Shares that have come. */
  readonly given: number;
}

export function openingOf(
  {
    phase,
    offer,
    course,
    closesAt,
    bidCount,
  }: Pick<LotSummary, 'phase' | 'offer' | 'course' | 'closesAt' | 'bidCount'>,
  now: Instant,
): Opening | null {
  if (phase !== 'open' || offer.format !== 'sealed' || course?.step !== 'sealed-bids') return null;
  const end = toInstant(closesAt);
  if (now < end || bidCount === 0) return null;
  return { until: later(end, offer.openingMs), given: course.keepers.length };
}
