import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import { isLess, isSame } from '../../kernel/money.ts';
import { englishLimits } from '../../listings/limits.ts';
import type { Placed } from '../events.ts';
import type { ExplainFault } from '../explain-faults.ts';
import { isMet } from '../reserve.ts';
import { holds, lowestWinning, outranks } from './english-contest.ts';
import { type EnglishLot, maximumCommitment } from './english-course.ts';
import type {
  AutomaticBid,
  BidAccepted,
  BidMatched,
  MaximumOpened,
  MaximumSet,
  ReserveMet,
} from './english-events.ts';
import { isWholeSteps, overPrice } from './english-prices.ts';
import type { Contest } from './english-terms.ts';
import type { Explainer } from './format.ts';
import { faultOfClosing } from './outcome.ts';

export const explainEnglish: Explainer<'english'> = {
  isBeyond: (terms) => Object.values(englishLimits).some((isBeyond) => isBeyond(terms)),
  faultOf(lot, entry) {
    switch (entry.type) {
      case 'BidAccepted':
        return faultOfBid(lot, entry);
      case 'BidMatched':
        return faultOfMatch(lot, entry);
      case 'MaximumSet':
        return faultOfMaximum(lot, entry);
      case 'MaximumOpened':
        return faultOfOpening(lot, entry);
      case 'AutomaticBid':
        return faultOfAutomatic(lot, entry);
      case 'ReserveMet':
        return faultOfReserveMet(lot, entry);
    }
  },
  owes: ({ course: { contest, opened } }) =>
    contest === null && opened === undefined ? null : 'missing-answer',
  // At the close a maximum bids the reserve.
  byClock: ['MaximumOpened', 'AutomaticBid', 'ReserveMet'],
  extends: ({ type }) => type === 'BidAccepted' || type === 'BidMatched',
  faultOfOutcome(lot, outcome) {
    const { leader, reserve } = lot;
    const isShort = reserve !== null && leader !== null && !isMet(reserve, leader.amount);
    if (isShort && outcome.type === 'LotUnsold')
      return faultOfClosing({ ...lot, leader: null }, outcome, 'reserve-not-met');
    return faultOfClosing(lot, outcome);
  },
};

/** Right after the bid that came to it, and only where that says something new. */
function faultOfReserveMet(
  { reserve, leader }: EnglishLot,
  { at, seq }: Placed<ReserveMet>,
): ExplainFault | null {
  const isRightAfter = leader !== null && leader.seq === seq - 1 && leader.at === at;
  if (reserve === null || !isRightAfter || isMet(reserve, leader.amount)) return 'reserve-met-out-of-place';
  const isKnownBelow = reserve.below !== null && !isLess(reserve.below, leader.amount);
  return isKnownBelow ? 'reserve-met-out-of-place' : null;
}

/** Whether a maximum may bid the reserve for the leader: at the close, once, and unless that is met. */
const isRaisedAtClose = (
  { reserve, leader, closesAt }: EnglishLot,
  { at, body }: Placed<AutomaticBid | MaximumOpened>,
): boolean =>
  reserve !== null &&
  at >= closesAt &&
  leader?.bidderNumber === body.bidderNumber &&
  leader.at < closesAt &&
  !isMet(reserve, leader.amount);

/** The leader's maximum is shown at the close when it is no more than the reserve. */
function faultOfLastOpening(lot: EnglishLot, entry: Placed<MaximumOpened>): ExplainFault | null {
  const { lotId, leader, course } = lot;
  const { bidderNumber, amount, salt } = entry.body;
  if (leader === null || course.maximum === null || !isRaisedAtClose(lot, entry)) return 'opened-needlessly';
  const maximum = { amount: toMoney(amount), salt };
  const isOwn = maximumCommitment(lotId, bidderNumber as BidderNumber, maximum) === course.maximum;
  return isOwn && isLess(leader.amount, maximum.amount) ? null : 'wrong-maximum';
}

/** Whether it is the reserve is seen when that is opened, with the hammer. */
function faultOfRaise(lot: EnglishLot, entry: Placed<AutomaticBid>): ExplainFault | null {
  const { leader, course, terms } = lot;
  const amount = toMoney(entry.body.amount);
  if (course.maximum === null && course.opened === undefined) return 'wrong-automatic-bid';
  if (leader === null || !isRaisedAtClose(lot, entry) || !isLess(leader.amount, amount))
    return 'wrong-automatic-bid';
  if (course.opened !== undefined && !isSame(course.opened, amount)) return 'opened-needlessly';
  return amount.amount > terms.highestBid ? 'bid-above-limit' : null;
}

function faultOfBid(
  { asking, terms, leader, course }: EnglishLot,
  { body }: BidAccepted,
): ExplainFault | null {
  const amount = toMoney(body.amount);
  if (course.contest !== null) return 'missing-answer';
  if (terms.rules.wholeSteps && !isWholeSteps(amount, leader, terms)) return 'bid-not-a-multiple';
  if (amount.amount < asking.amount) return 'bid-below-asking';
  if (amount.amount > terms.highestBid) return 'bid-above-limit';
  return leader?.bidderNumber === body.bidderNumber ? 'bid-against-itself' : null;
}

/** The leader's own price, by a priority purchaser of a higher rank. */
function faultOfMatch({ leader, ranks, course }: EnglishLot, { body }: BidMatched): ExplainFault | null {
  if (course.contest !== null) return 'missing-answer';
  if (leader === null || !isSame(toMoney(body.amount), leader.amount)) return 'bid-below-asking';
  const isFirst = outranks(ranks, body.bidderNumber as BidderNumber, leader.bidderNumber);
  return isFirst ? null : 'match-without-priority';
}

/** The leader's, or in a contest that of whoever just bid, once and before anything was opened. */
function faultOfMaximum({ terms, leader, course }: EnglishLot, { body }: MaximumSet): ExplainFault | null {
  const { contest } = course;
  if (!terms.rules.maximumBids) return 'maximum-not-offered';
  if (leader?.bidderNumber !== body.bidderNumber) return 'maximum-out-of-place';
  if (contest === null) return null;
  const isFirst = contest.challenger.commitment === null && contest.defender.opened === null;
  return isFirst ? null : 'maximum-out-of-place';
}

/** An opening fits its commitment, and lies above what its owner had bid: it was opened when it was reached. */
function faultOfOpening(lot: EnglishLot, entry: Placed<MaximumOpened>): ExplainFault | null {
  const { lotId, course, ranks } = lot;
  const { body } = entry;
  const { contest } = course;
  if (contest === null) return faultOfLastOpening(lot, entry);
  const owner = contenderOf(contest, body.bidderNumber);
  if (!owner || owner.commitment === null || owner.opened !== null) return 'opened-needlessly';
  const amount = toMoney(body.amount);
  const bidderNumber = body.bidderNumber as BidderNumber;
  if (maximumCommitment(lotId, bidderNumber, { amount, salt: body.salt }) !== owner.commitment)
    return 'wrong-maximum';
  if (amount.currency !== owner.bid.currency || !isLess(owner.bid, amount)) return 'wrong-maximum';
  const { challenger, defender } = contest;
  const isOutranked = outranks(ranks, challenger.bidderNumber, defender.bidderNumber);
  const isBeatenOutright = owner === defender && !holds(amount, challenger.bid, isOutranked);
  return isBeatenOutright && challenger.opened !== null ? 'opened-needlessly' : null;
}

const contenderOf = ({ defender, challenger }: Contest, bidderNumber: string) =>
  [defender, challenger].find((one) => one.bidderNumber === bidderNumber);

/** The winner of a contest leads at the lowest price that wins over the other's limit, which is public by then. */
function faultOfAutomatic(lot: EnglishLot, entry: Placed<AutomaticBid>): ExplainFault | null {
  const { terms, course, ranks } = lot;
  const { body } = entry;
  const { contest } = course;
  if (contest === null) return faultOfRaise(lot, entry);
  const winner = contenderOf(contest, body.bidderNumber);
  if (!winner || winner.commitment === null) return 'wrong-automatic-bid';
  const isDefender = winner === contest.defender;
  const loser = isDefender ? contest.challenger : contest.defender;
  if (loser.commitment !== null && loser.opened === null) return 'unopened-maximum';
  const beaten = loser.opened ?? loser.bid;
  const amount = toMoney(body.amount);
  if (winner.opened === null) {
    if (amount.amount > terms.highestBid) return 'bid-above-limit';
    return isSame(amount, overPrice(beaten, terms.increments)) ? null : 'wrong-automatic-bid';
  }
  const { defender, challenger } = contest;
  const isOutranked = outranks(ranks, challenger.bidderNumber, defender.bidderNumber);
  const wins = isDefender
    ? holds(winner.opened, beaten, isOutranked)
    : !holds(beaten, winner.opened, isOutranked);
  if (!wins || !isSame(amount, lowestWinning(winner.opened, beaten, terms.increments)))
    return 'wrong-automatic-bid';
  return isSame(amount, winner.opened) ? null : 'opened-needlessly';
}
