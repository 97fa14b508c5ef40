import { assert } from '../../kernel/assert.ts';
import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber, LotId } from '../../kernel/ids.ts';
import { type Instant, later } from '../../kernel/instant.ts';
import { isLess } from '../../kernel/money.ts';
import { commitTo } from '../../verify/commitment.ts';
import type { Placed } from '../events.ts';
import type { Bid, OpenLot } from '../types.ts';
import type { DutchEvent, HiddenBidOpened, LevelAccepted } from './dutch-events.ts';
import { above, bestAsking, laterFall } from './dutch-prices.ts';
import type { DutchCourse, DutchSealed } from './dutch-terms.ts';
import type { BidAccepted } from './english-events.ts';
import type { Maximum } from './english-terms.ts';

export type DutchLot = OpenLot<'dutch'>;

export const noneHidden: DutchSealed = { hidden: new Map() };

/** What a hidden bid is committed to by: it fits one lot and one bidder number. */
export const hiddenBidCommitment = (
  lot: LotId,
  bidderNumber: BidderNumber,
  { amount: { amount, currency }, salt }: Maximum,
): string => commitTo({ bidderNumber, hiddenBid: { amount, currency }, lot }, salt);

/** The lot after one of its own events. */
export function evolveDutch(lot: DutchLot, entry: Placed<DutchEvent>): DutchLot {
  const bidderNumber = entry.body.bidderNumber as BidderNumber;
  if (entry.type === 'LevelAccepted') return taken(lot, bidOf(entry));
  const { course } = lot;
  assert(course.phase !== 'fall', 'nobody bids more before the fall was stopped');
  switch (entry.type) {
    case 'HiddenBidPlaced': {
      const { seq, at } = entry;
      const hidden = without(course.hidden, bidderNumber);
      hidden.set(bidderNumber, { commitment: entry.body.commitment, seq, at });
      return { ...lot, bidCount: lot.bidCount + 1, course: { ...course, hidden } };
    }
    case 'HiddenBidWithdrawn':
      return { ...lot, course: { ...course, hidden: without(course.hidden, bidderNumber) } };
    case 'HiddenBidOpened':
      return opened(lot, entry);
    case 'BidAccepted': {
      const leader = bidOf(entry);
      return { ...lot, leader, asking: above(leader.amount), bidCount: lot.bidCount + 1 };
    }
  }
}

const bidOf = ({ body, at, seq }: Placed<LevelAccepted | HiddenBidOpened | BidAccepted>): Bid => ({
  bidderNumber: body.bidderNumber as BidderNumber,
  amount: toMoney(body.amount),
  at,
  seq,
});

const without = <Value>(map: ReadonlyMap<BidderNumber, Value>, key: BidderNumber): Map<BidderNumber, Value> =>
  new Map([...map].filter(([bidderNumber]) => bidderNumber !== key));

/** From now on somebody buys: at the end of the sealed phase, which follows the scheduled end, unless more was bid. */
function taken(lot: DutchLot, taker: Bid): DutchLot {
  const { closesAt, course, terms } = lot;
  const sealed = { phase: 'sealed', fall: course.fall, taker, opensAt: closesAt, hidden: new Map() } as const;
  return {
    ...lot,
    leader: taker,
    asking: above(taker.amount),
    closesAt: later(closesAt, terms.sealedMs),
    bidCount: lot.bidCount + 1,
    course: sealed,
  };
}

/** Openings come in the order of the bids, so that of equal ones the earlier leads. */
function opened(lot: DutchLot, entry: Placed<HiddenBidOpened>): DutchLot {
  const { beaten, closesAt, course, leader, terms } = lot;
  assert(course.phase !== 'fall' && leader !== null, 'nothing is hidden before the fall was stopped');
  const bidderNumber = entry.body.bidderNumber as BidderNumber;
  const placed = course.hidden.get(bidderNumber);
  assert(placed, 'what is opened was hidden');
  const bid: Bid = { ...bidOf(entry), at: placed.at, seq: placed.seq };
  const isFirst = course.phase === 'sealed';
  const leads = isFirst || isLess(leader.amount, bid.amount);
  const highest = leads ? bid : leader;
  return {
    ...lot,
    leader: highest,
    // Whoever never led may be asked to stand by its bid as well.
    beaten: leads ? beaten : { bid, before: beaten },
    asking: bestAsking(terms.start, highest.amount, highest.amount),
    closesAt: isFirst ? later(closesAt, terms.bestMs) : closesAt,
    course: { ...course, phase: 'best', hidden: without(course.hidden, bidderNumber) },
  };
}

/** What is sealed after an event: an amount comes in when it is bid and goes when it is withdrawn or opened. */
export function evolveSealedDutch(sealed: DutchSealed, event: DutchEvent): DutchSealed {
  const bidderNumber = event.body.bidderNumber as BidderNumber;
  if (event.type === 'HiddenBidPlaced' && event.sealed !== undefined) {
    const { amount, salt } = event.sealed;
    return { hidden: new Map(sealed.hidden).set(bidderNumber, { amount: toMoney(amount), salt }) };
  }
  if (event.type !== 'HiddenBidWithdrawn' && event.type !== 'HiddenBidOpened') return sealed;
  return { hidden: without(sealed.hidden, bidderNumber) };
}

/** What was hidden by somebody who was barred is not opened. */
export const withoutHidden = (course: DutchCourse, bidderNumber: BidderNumber): DutchCourse =>
  course.phase === 'fall' ? course : { ...course, hidden: without(course.hidden, bidderNumber) };

/**
 * A bid that was stood by has the lead, over which the taker may still bid its best. Without one the fall goes on as if it
 * had stood still since it was stopped.
 */
export function reopenDutch(lot: DutchLot, leader: Bid | null, at: Instant): DutchLot {
  const { course, terms } = lot;
  if (course.phase === 'fall') return lot;
  if (leader !== null)
    return { ...lot, leader, asking: bestAsking(terms.start, leader.amount, leader.amount) };
  const fall = laterFall(course.fall, at - course.taker.at);
  const untaken = {
    leader: null,
    beaten: null,
    asking: terms.start,
    course: { phase: 'fall', fall },
  } as const;
  return { ...lot, ...untaken, closesAt: fall.endsAt };
}

/** What begins later begins as much later as the lot stood still. */
export function afterPauseDutch(lot: DutchLot, pausedMs: number): DutchLot {
  const { closesAt, course } = lot;
  if (course.phase !== 'fall')
    return { ...lot, course: { ...course, opensAt: later(course.opensAt, pausedMs) } };
  const fall = { beganAt: later(course.fall.beganAt, pausedMs), endsAt: closesAt };
  return { ...lot, course: { ...course, fall } };
}
