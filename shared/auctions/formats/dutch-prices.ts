import type { Instant } from '../../kernel/instant.ts';
import { later } from '../../kernel/instant.ts';
import { add, isLess, type Money, money, percent } from '../../kernel/money.ts';
import { dutchStep } from '../../listings/limits.ts';
import type { Terms } from '../types.ts';

type DutchTerms = Terms<'dutch'>;

/** `half-up(start × (100 − level) / 100)`. */
export const priceOfLevel = (start: Money, level: number): Money =>
  percent(start, 10_000 - level * 100, 'half-up');

/** The level of a moment within the fall, counted from 0. */
export const levelAt = ({ opensAt, levelMs }: DutchTerms, at: Instant): number =>
  Math.floor((at - opensAt) / levelMs);

/** The fall ends as announced, stopped or not; the other phases follow from that. */
export const endOfFall = ({ closesAt }: DutchTerms): Instant => closesAt;
export const endOfSealed = (terms: DutchTerms): Instant => later(endOfFall(terms), terms.sealedMs);
export const endOfBest = (terms: DutchTerms): Instant => later(endOfSealed(terms), terms.bestMs);

/** The lowest amount above another. */
export const above = ({ amount, currency }: Money): Money => money(amount + 1, currency);

/** What a best bid must come to: one step above the sealed leader, and more than the best bid before. */
export function bestAsking(start: Money, sealedLeader: Money, leader: Money): Money {
  const step = add(sealedLeader, dutchStep(start));
  return isLess(leader, step) ? step : above(leader);
}
