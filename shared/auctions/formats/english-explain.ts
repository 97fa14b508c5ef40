import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import { isLess, isSame } from '../../kernel/money.ts';
import { englishLimits } from '../../listings/limits.ts';
import type { ExplainFault } from '../explain-faults.ts';
import { holds, lowestWinning, outranks } from './english-contest.ts';
import { type EnglishLot, maximumCommitment } from './english-course.ts';
import type { AutomaticBid, BidAccepted, BidMatched, MaximumOpened, MaximumSet } from './english-events.ts';
import { isWholeSteps, overPrice } from './english-prices.ts';
import type { Contest } from './english-terms.ts';
import type { Explainer } from './format.ts';

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
    }
  },
  owes: ({ course: { contest } }) => (contest === null ? null : 'missing-answer'),
  extends: ({ type }) => type === 'BidAccepted' || type === 'BidMatched',
  faultOfOutcome({ leader }, outcome) {
    if (outcome.type === 'LotUnsold')
      return leader === null && outcome.body.reason === 'no-bid' ? null : 'wrong-outcome';
    if (leader === null) return 'wrong-outcome';
    if (outcome.body.bidderNumber !== leader.bidderNumber) return 'wrong-winner';
    return isSame(toMoney(outcome.body.hammer), leader.amount) ? null : 'wrong-hammer';
  },
};

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
function faultOfOpening({ lotId, course, ranks }: EnglishLot, { body }: MaximumOpened): ExplainFault | null {
  const { contest } = course;
  const owner = contest && contenderOf(contest, body.bidderNumber);
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
function faultOfAutomatic({ terms, course, ranks }: EnglishLot, { body }: AutomaticBid): ExplainFault | null {
  const { contest } = course;
  const winner = contest && contenderOf(contest, body.bidderNumber);
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
