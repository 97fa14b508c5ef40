import { addDays, dayOf, type Instant, later, MINUTE, startOfDay } from '../kernel/instant.ts';
import type { BidderNumber } from '../kernel/ids.ts';
import { formatOf } from './formats/rules.ts';
import type { Bid, OpenLot, PausedLot, Running } from './types.ts';

/** However little time was left at a pause, so much is left after it (3-trading-rules §3.2). */
export const LEAST_LEFT = 5 * MINUTE;

/**
 * When a paused lot opens and ends if it goes on at `at`: with the time that was left. One that was paused in its notice
 * opens at its hour, or now when that has passed, for as long as announced.
 */
export function timesAfterPause(
  lot: PausedLot,
  at: Instant,
): { readonly opensAt: Instant; readonly closesAt: Instant } {
  const { closesAt, pause, terms } = lot;
  if (pause.wasOpen) {
    const left = asItGoesOn(lot).closesAt - pause.at;
    return { opensAt: terms.opensAt, closesAt: later(at, Math.max(left, LEAST_LEFT)) };
  }
  const opensAt = at > terms.opensAt ? at : terms.opensAt;
  return { opensAt, closesAt: later(closesAt, opensAt - terms.opensAt) };
}

/** A lot that was paused when open, as it was then; after a voided leader with whoever stands by a bid, or nobody. */
export function asItGoesOn(lot: PausedLot): OpenLot {
  const { pause, ...rest } = lot;
  const open: OpenLot = { ...rest, phase: 'open' };
  if (!awaitsReconfirmation(lot)) return open;
  return formatOf(lot.terms.format).reopen(open, pause.reconfirmed, pause.at);
}

/**
 * The last instant to go on: 24:00 of the profile's day after the cause ended, the day after it being the first (法释〔2016〕
 * 18号 art. 28). `null` while the cause lasts.
 */
export const resumesBy = ({ pause, terms }: PausedLot): Instant | null =>
  pause.causeEndedAt === null
    ? null
    : startOfDay(addDays(dayOf(pause.causeEndedAt), terms.rules.pause.resumeDays + 1));

/** The highest bid of a bidder that led once; `null` when it never did. */
export function highestOf({ leader, beaten }: Running, bidderNumber: BidderNumber): Bid | null {
  if (leader?.bidderNumber === bidderNumber) return leader;
  for (let one = beaten; one !== null; one = one.before) {
    if (one.bid.bidderNumber === bidderNumber) return one.bid;
  }
  return null;
}

/** Whether bidders may stand by their bids: the leader was voided, and the lot has not gone on. */
export const awaitsReconfirmation = ({ leader, beaten, pause }: PausedLot): boolean =>
  pause.wasOpen && leader === null && beaten !== null;
