import { type Instant, later } from '../../kernel/instant.ts';
import { add, isLess, type Money, money, percent } from '../../kernel/money.ts';
import { dutchStep } from '../../listings/dutch.ts';
import type { Terms } from '../types.ts';
import type { DutchTerms, Fall } from './dutch-terms.ts';

/** `half-up(start × (100 − level) / 100)`. */
export const priceOfLevel = (start: Money, level: number): Money =>
  percent(start, 10_000 - level * 100, 'half-up');

/** The level of a moment within the fall, counted from 0; after a pause the last one may have to last longer. */
export const levelAt = (
  { beganAt }: Pick<Fall, 'beganAt'>,
  { levels, levelMs }: Pick<DutchTerms, 'levels' | 'levelMs'>,
  at: Instant,
): number => Math.min(levels - 1, Math.floor((at - beganAt) / levelMs));

/** The fall as it was announced. */
export const announcedFall = ({ opensAt, closesAt }: Pick<Terms, 'opensAt' | 'closesAt'>): Fall => ({
  beganAt: opensAt,
  endsAt: closesAt,
});

/** The same, so much later. */
export const laterFall = ({ beganAt, endsAt }: Fall, ms: number): Fall => ({
  beganAt: later(beganAt, ms),
  endsAt: later(endsAt, ms),
});

/** The lowest amount above another. */
export const above = ({ amount, currency }: Money): Money => money(amount + 1, currency);

/** What a best bid must come to: one step above the sealed leader, and more than the best bid before. */
export function bestAsking(start: Money, sealedLeader: Money, leader: Money): Money {
  const step = add(sealedLeader, dutchStep(start));
  return isLess(leader, step) ? step : above(leader);
}
