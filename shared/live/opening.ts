import type { LotSummary } from '../auctions/api.ts';
import { toInstant } from '../kernel/codecs.ts';
import { type Instant, later } from '../kernel/instant.ts';

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
