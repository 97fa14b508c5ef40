import type { Authority } from '../deposits/types.ts';
import type { Instant } from '../kernel/instant.ts';
import { isLess, type Money } from '../kernel/money.ts';

/**
 * Whether a bid goes beyond the mandate behind it: above its cap, the hidden maximum too, or at its end or after it. An
 * amount in another currency than the cap is refused for that.
 */
export const exceedsAuthority = (
  { cap, until }: Authority,
  amounts: readonly Money[],
  at: Instant,
): boolean =>
  (until !== null && at >= until) ||
  (cap !== null && amounts.some((amount) => amount.currency === cap.currency && isLess(cap, amount)));
