import { type Instant, later, toRfc3339 } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';
import type { LotExtended } from './events.ts';
import type { Born, OpenLot } from './types.ts';

/** The effective end; before the opening it is the announced one. */
export const endOf = (lot: Born): Instant => (lot.phase === 'notice' ? lot.terms.closesAt : lot.closesAt);

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

/** What a bid accepted at `at` does to the end of a lot, if anything. */
export function extensionAfter({ closesAt, terms }: OpenLot, at: Instant): readonly LotExtended[] {
  const end = endAfterBid(closesAt, at, terms.rules);
  return end === closesAt ? [] : [{ type: 'LotExtended', body: { closesAt: toRfc3339(end) } }];
}
