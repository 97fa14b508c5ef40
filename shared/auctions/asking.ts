import { type Instant, later } from '../kernel/instant.ts';
import { add, isLess, MAX_AMOUNT_MINOR, type Money, money, times } from '../kernel/money.ts';
import type { Profile } from '../listings/profile.ts';
import type { Bid, Born, Terms } from './types.ts';

/** The lowest amount accepted now: the start, then always the public price plus the increment. */
export const askingAfter = (leader: Bid | null, terms: Pick<Terms, 'start' | 'increment'>): Money =>
  leader === null ? terms.start : add(leader.amount, terms.increment);

/** The highest bid a lot can take: the asking price after it must be an amount too. */
export const highestBid = ({ increment }: Pick<Terms, 'increment'>): Money =>
  money(MAX_AMOUNT_MINOR - increment.amount, increment.currency);

/** The highest amount accepted now: without a confirmation, some times the asking price. */
export function limitOf(
  asking: Money,
  terms: Pick<Terms, 'increment' | 'rules'>,
  isConfirmed: boolean,
): Money {
  const highest = highestBid(terms);
  const usual = times(asking, terms.rules.limitTimes);
  return isConfirmed || isLess(highest, usual) ? highest : usual;
}

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
