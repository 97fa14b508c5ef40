import { addDays, DAY, dayOf, HOUR, type Instant, startOfDay } from '../kernel/instant.ts';
import { MAX_AMOUNT_MINOR, type Money, percent } from '../kernel/money.ts';
import { highestBid, type Increments } from './increments.ts';
import { earliestOpening } from './notice-period.ts';
import type { Profile } from './profile.ts';

/*
 * What a profile's numbers allow. Minima round up and maxima down, to the fen (3-trading-rules §3.2).
 */

/** From and up to which amount something may be; `maximum` `null`: no end. */
export interface AmountRange {
  readonly minimum: Money;
  readonly maximum: Money | null;
}

/**
 * What a first round may start at, given what the rights are appraised at and, for a sell-off, the price at which nobody
 * bought. Never nothing.
 */
export function startRange(
  appraised: Money,
  { start }: Pick<Profile, 'start'>,
  lastRound: Money | null = null,
): AmountRange {
  const smallest = { ...appraised, amount: 1 };
  switch (start.basis) {
    case 'appraisal-share': {
      const share = percent(appraised, start.minBps, 'up');
      return { minimum: share.amount > 0 ? share : smallest, maximum: null };
    }
    case 'equals-appraisal':
      return { minimum: appraised.amount > 0 ? appraised : smallest, maximum: appraised };
    case 'last-round':
      return lastRound === null
        ? { minimum: smallest, maximum: null }
        : { minimum: lastRound, maximum: lastRound };
    case 'agreed':
      return { minimum: smallest, maximum: null };
  }
}

/** What a deposit may be. `appraised` is `null` for whoever does not know it: then nothing that rests on it is asked. */
export function depositRange(
  start: Money,
  appraised: Money | null,
  { deposit }: Pick<Profile, 'deposit'>,
): AmountRange {
  const base = deposit.basis === 'start-share' ? start : appraised;
  if (deposit.basis === 'agreed' || base === null) return { minimum: { ...start, amount: 0 }, maximum: null };
  return {
    minimum: percent(base, deposit.minBps, 'up'),
    maximum: deposit.maxBps === null ? null : percent(base, deposit.maxBps, 'down'),
  };
}

/** What a hidden reserve may be: not below the start, and within what a bid can come to; `null`: the profile has none. */
export function reserveRange(
  { start, increments, sealed }: EnglishOffer & { readonly sealed?: unknown },
  { hiddenReserve }: Pick<Profile, 'hiddenReserve'>,
): AmountRange | null {
  if (!hiddenReserve) return null;
  // Nothing comes on top of a sealed bid.
  const highest = sealed === undefined ? highestBid(increments) : MAX_AMOUNT_MINOR;
  return { minimum: start, maximum: { ...start, amount: highest } };
}

/** Days in which a runner-up may take a right that its buyer did not pay for; ours. */
export const MOST_RUNNER_UP_DAYS = 10;

/** Both in one currency. */
export const isWithin = ({ amount }: Money, { minimum, maximum }: AmountRange): boolean =>
  amount >= minimum.amount && (maximum === null || amount <= maximum.amount);

interface Offer {
  readonly start: Money;
  readonly deposit: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** The public log does not say it. */
  readonly appraised?: Money;
  /** A falling price takes the time of its levels; the minimum is about prices that rise. */
  readonly format?: string;
}

/** The limits that anyone can check with the public terms of a lot and the time of its notice. */
export const brokenLimits = {
  'currency-mixed': ({ start, deposit }: Offer): boolean => deposit.currency !== start.currency,
  'deposit-out-of-range': ({ start, deposit, appraised }: Offer, profile: Profile): boolean =>
    !isWithin(deposit, depositRange(start, appraised ?? null, profile)),
  'notice-too-short': ({ opensAt }: Offer, { noticeDays }: Profile, publishedAt: Instant): boolean =>
    opensAt < earliestOpening(publishedAt, noticeDays),
  'bidding-too-short': ({ opensAt, closesAt, format }: Offer, { biddingMinMs }: Profile): boolean =>
    closesAt <= opensAt || (format !== 'dutch' && closesAt - opensAt < biddingMinMs),
} as const;

interface EnglishOffer {
  readonly start: Money;
  readonly increments: Increments;
}

/** The same for what only an English lot offers. */
export const englishLimits = {
  'currency-mixed': ({ start, increments }: EnglishOffer): boolean =>
    increments.some(({ from, step }) => from.currency !== start.currency || step.currency !== start.currency),
  'increment-missing': ({ increments }: EnglishOffer): boolean =>
    increments.length === 0 || increments.some(({ step }) => step.amount < 1),
  'amount-too-large': ({ start, increments }: EnglishOffer): boolean => start.amount > highestBid(increments),
} as const;

/** Of a lot under sealed bids: how long those who keep its key have to open them; ours. */
export const sealedBounds = { keepers: 3, needed: 2, shortestMs: HOUR, longestMs: 30 * DAY } as const;

export const sealedLimits = {
  'opening-out-of-range': ({ openingMs }: { readonly openingMs: number }): boolean =>
    openingMs < sealedBounds.shortestMs || openingMs > sealedBounds.longestMs,
  'shares-repeated': ({ shares }: { readonly shares: readonly string[] }): boolean =>
    new Set(shares).size !== sealedBounds.keepers,
} as const;

interface SelloffOffer {
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly rules: Pick<Profile, 'sellOff'>;
}

/** The last day counts to its end; the day of the opening does not (民法典 201). */
export const selloffLimits = {
  'open-too-long': ({ opensAt, closesAt, rules: { sellOff } }: SelloffOffer): boolean =>
    sellOff === null || closesAt > startOfDay(addDays(dayOf(opensAt), sellOff.openDays + 1)),
} as const;
