import { DAY, type Instant, MINUTE } from '../kernel/instant.ts';
import { isLess, MAX_AMOUNT_MINOR, type Money, percent } from '../kernel/money.ts';

/* What a hybrid Dutch lot may offer; apart from the other limits, because a page that shows one needs its step. */

/** Of a hybrid Dutch lot; the durations are ours. */
export const dutchBounds = { fewestLevels: 2, mostLevels: 100, shortestMs: MINUTE, longestMs: DAY } as const;

/** The usual levels, and the usual length of the phases after the fall. */
export const usualDutch = { levels: 81, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE } as const;

/** A hybrid Dutch lot as it is usually offered in a time that falls to equal levels. */
export const usualFall = ({
  opensAt,
  closesAt,
}: {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}) => ({
  ...usualDutch,
  levelMs: Math.floor((closesAt - opensAt) / usualDutch.levels),
});

/** What a best bid must lie above the sealed leader: one per cent of the start. */
export const dutchStep = (start: Money): Money => percent(start, 100, 'up');

/** The highest bid: the best bid over it must be an amount too. */
export const dutchHighest = (start: Money): Money => ({
  ...start,
  amount: MAX_AMOUNT_MINOR - dutchStep(start).amount,
});

/** How a price falls: its levels, and how long each phase lasts, in milliseconds. */
export interface FallTerms {
  readonly levels: number;
  readonly levelMs: number;
  readonly sealedMs: number;
  readonly bestMs: number;
}

interface DutchOffer extends FallTerms {
  readonly start: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** The last price of a fall: below what the pledgor agreed to it must not go. */
export const lowestPrice = (start: Money, { levels }: Pick<FallTerms, 'levels'>): Money =>
  percent(start, 10_000 - (levels - 1) * 100, 'half-up');

/** The same for what only a hybrid Dutch lot offers: its fall takes the time of its levels. */
export const dutchLimits = {
  'levels-out-of-range': ({ levels }: DutchOffer): boolean =>
    levels < dutchBounds.fewestLevels || levels > dutchBounds.mostLevels,
  'phase-out-of-range': ({ levelMs, sealedMs, bestMs }: DutchOffer): boolean =>
    [levelMs, sealedMs, bestMs].some((ms) => ms < dutchBounds.shortestMs || ms > dutchBounds.longestMs),
  'fall-off-schedule': ({ opensAt, closesAt, levels, levelMs }: DutchOffer): boolean =>
    closesAt - opensAt !== levels * levelMs,
  'price-vanishes': (offer: DutchOffer): boolean => lowestPrice(offer.start, offer).amount < 1,
  'amount-too-large': ({ start }: DutchOffer): boolean => !isLess(start, dutchHighest(start)),
} as const;
