import { assert } from '../../kernel/assert.ts';
import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber, LotId } from '../../kernel/ids.ts';
import { isLess } from '../../kernel/money.ts';
import { commitTo } from '../../verify/commitment.ts';
import type { Placed } from '../events.ts';
import type { Bid, OpenLot } from '../types.ts';
import type { DutchEvent, HiddenBidOpened, LevelAccepted } from './dutch-events.ts';
import { above, bestAsking, endOfBest, endOfSealed } from './dutch-prices.ts';
import type { DutchSealed, HiddenBids } from './dutch-terms.ts';
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

/** From now on somebody buys: at the end of the sealed phase, unless more was bid. */
const taken = (lot: DutchLot, taker: Bid): DutchLot => ({
  ...lot,
  leader: taker,
  asking: above(taker.amount),
  closesAt: endOfSealed(lot.terms),
  bidCount: lot.bidCount + 1,
  course: { phase: 'sealed', taker, hidden: new Map() },
});

/** Openings come in the order of the bids, so that of equal ones the earlier leads. */
function opened(lot: DutchLot, entry: Placed<HiddenBidOpened>): DutchLot {
  const { course, terms } = lot;
  assert(course.phase !== 'fall', 'nothing is hidden before the fall was stopped');
  const bidderNumber = entry.body.bidderNumber as BidderNumber;
  const placed = course.hidden.get(bidderNumber);
  assert(placed, 'what is opened was hidden');
  const bid: Bid = { ...bidOf(entry), at: placed.at, seq: placed.seq };
  const sealedLeader =
    course.phase === 'sealed' || isLess(course.sealedLeader.amount, bid.amount) ? bid : course.sealedLeader;
  const hidden: HiddenBids = without(course.hidden, bidderNumber);
  return {
    ...lot,
    leader: sealedLeader,
    asking: bestAsking(terms.start, sealedLeader.amount, sealedLeader.amount),
    closesAt: endOfBest(terms),
    course: { phase: 'best', taker: course.taker, hidden, sealedLeader },
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
