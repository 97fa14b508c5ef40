import type { OpenedBid } from '../auctions/formats/sealed-events.ts';
import { eventOf, type FeedEntry } from './follow.ts';

/* What a page shows of a lot under sealed bids: who has bid, and what came out of it. */

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
