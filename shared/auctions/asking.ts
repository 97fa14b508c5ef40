import { type Instant, later } from '../kernel/instant.ts';
import { add, type Money, times } from '../kernel/money.ts';
import type { Profile } from '../listings/profile.ts';
import type { Bid, Terms } from './types.ts';

/** The lowest amount accepted now: the start, then always the public price plus the increment. */
export const askingAfter = (leader: Bid | null, terms: Pick<Terms, 'start' | 'increment'>): Money =>
  leader === null ? terms.start : add(leader.amount, terms.increment);

/** The highest amount accepted without a confirmation. */
export const limitOf = (asking: Money, { limitTimes }: Pick<Profile, 'limitTimes'>): Money =>
  times(asking, limitTimes);

/**
 * The end after a bid accepted at `at`: in the window (`end − window ≤ at < end`) it is the bid plus the extension,
 * and never earlier than it was.
 */
export function endAfterBid(
  closesAt: Instant,
  at: Instant,
  { extensionWindowMs, extensionMs }: Pick<Profile, 'extensionWindowMs' | 'extensionMs'>,
): Instant {
  if (at < closesAt - extensionWindowMs) return closesAt;
  const extended = later(at, extensionMs);
  return extended > closesAt ? extended : closesAt;
}
