import type { Instant } from '../kernel/instant.ts';
import { MAX_AMOUNT_MINOR, type Money, percent } from '../kernel/money.ts';
import { earliestOpening } from './notice-period.ts';
import type { Profile } from './profile.ts';

/*
 * What a profile's numbers allow. Minima round up and maxima down, to the fen (3-trading-rules §3.2).
 */

/** 70 % of the appraised value in `bidding`, but never nothing. */
export function minimumStart(appraised: Money, { startMinBps }: Profile): Money {
  const share = percent(appraised, startMinBps, 'up');
  return share.amount > 0 ? share : { ...share, amount: 1 };
}

export const depositRange = (
  start: Money,
  { depositMinBps, depositMaxBps }: Profile,
): { readonly minimum: Money; readonly maximum: Money } => ({
  minimum: percent(start, depositMinBps, 'up'),
  maximum: percent(start, depositMaxBps, 'down'),
});

interface Offer {
  readonly start: Money;
  readonly deposit: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** The limits that anyone can check with the public terms of a lot and the time of its notice. */
export const brokenLimits = {
  'currency-mixed': ({ start, deposit }: Offer): boolean => deposit.currency !== start.currency,
  'deposit-out-of-range': ({ start, deposit }: Offer, profile: Profile): boolean => {
    const { minimum, maximum } = depositRange(start, profile);
    return deposit.amount < minimum.amount || deposit.amount > maximum.amount;
  },
  'notice-too-short': ({ opensAt }: Offer, { noticeDays }: Profile, publishedAt: Instant): boolean =>
    opensAt < earliestOpening(publishedAt, noticeDays),
  'bidding-too-short': ({ opensAt, closesAt }: Offer, { biddingMinMs }: Profile): boolean =>
    closesAt - opensAt < biddingMinMs,
} as const;

interface EnglishOffer {
  readonly start: Money;
  readonly increment: Money;
}

/** The same for what only an English lot offers. */
export const englishLimits = {
  'currency-mixed': ({ start, increment }: EnglishOffer): boolean => increment.currency !== start.currency,
  'increment-missing': ({ increment }: EnglishOffer): boolean => increment.amount < 1,
  'amount-too-large': ({ start, increment }: EnglishOffer): boolean =>
    start.amount + increment.amount > MAX_AMOUNT_MINOR,
} as const;
