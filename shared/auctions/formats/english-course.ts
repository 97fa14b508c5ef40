import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber, LotId } from '../../kernel/ids.ts';
import { commitTo } from '../../verify/commitment.ts';
import type { Placed } from '../events.ts';
import type { Reserve } from '../reserve-state.ts';
import type { Bid } from '../types.ts';
import { holds, outranks } from './english-contest.ts';
import type {
  AutomaticBid,
  BidAccepted,
  BidMatched,
  EnglishEvent,
  MaximumOpened,
  MaximumSet,
} from './english-events.ts';
import { askingAfter } from './english-prices.ts';
import type { Contest, EnglishCourse, EnglishSealed, Maximum } from './english-terms.ts';
import type { Format } from './format.ts';

export type EnglishLot = Parameters<Format<'english'>['placeBid']>[0];

export const quiet: EnglishCourse = { maximum: null, contest: null };

export const nothingSealed: EnglishSealed = { maxima: new Map() };

/** What a hidden maximum is committed to by: it fits one lot and one bidder number. */
export const maximumCommitment = (
  lot: LotId,
  bidderNumber: BidderNumber,
  { amount: { amount, currency }, salt }: Maximum,
): string => commitTo({ bidderNumber, lot, maximum: { amount, currency } }, salt);

/** The lot after one of its own events. */
export function evolveEnglish(lot: EnglishLot, entry: Placed<EnglishEvent>): EnglishLot {
  switch (entry.type) {
    case 'BidAccepted':
    case 'BidMatched':
      return { ...ledBy(lot, entry), course: afterBid(lot, entry) };
    case 'AutomaticBid':
      return { ...ledBy(lot, entry), course: { maximum: unopened(lot.course, entry), contest: null } };
    case 'ReserveMet':
      return { ...lot, reserve: reachedBy(lot) };
    case 'MaximumSet':
      return { ...lot, course: afterMaximum(lot.course, entry) };
    case 'MaximumOpened':
      return { ...lot, course: afterOpening(lot, entry) };
  }
}

const reachedBy = ({ reserve, leader }: EnglishLot): Reserve | null =>
  reserve && { ...reserve, reached: leader?.amount ?? null };

function ledBy(
  lot: EnglishLot,
  { body, at, seq }: Placed<Extract<EnglishEvent, { body: { amount: object } }>>,
): EnglishLot {
  const leader: Bid = {
    bidderNumber: body.bidderNumber as BidderNumber,
    amount: toMoney(body.amount),
    at,
    seq,
  };
  return { ...lot, leader, asking: askingAfter(leader, lot.terms), bidCount: lot.bidCount + 1 };
}

function afterBid({ leader, course }: EnglishLot, { body }: BidAccepted | BidMatched): EnglishCourse {
  const bidderNumber = body.bidderNumber as BidderNumber;
  if (leader === null || course.maximum === null) return course;
  return {
    maximum: null,
    contest: {
      defender: {
        bidderNumber: leader.bidderNumber,
        bid: leader.amount,
        commitment: course.maximum,
        opened: null,
      },
      challenger: { bidderNumber, bid: toMoney(body.amount), commitment: null, opened: null },
    },
  };
}

function afterMaximum({ contest }: EnglishCourse, { body: { commitment } }: MaximumSet): EnglishCourse {
  if (contest === null) return { maximum: commitment, contest };
  return { maximum: null, contest: { ...contest, challenger: { ...contest.challenger, commitment } } };
}

function afterOpening({ course, ranks }: EnglishLot, { body }: MaximumOpened): EnglishCourse {
  const { contest } = course;
  const opened = toMoney(body.amount);
  if (contest === null) return { maximum: null, contest, opened };
  const { defender, challenger } = contest;
  if (body.bidderNumber === challenger.bidderNumber)
    return { maximum: null, contest: { defender, challenger: { ...challenger, opened } } };
  const after: Contest = { defender: { ...defender, opened }, challenger };
  const isOutranked = outranks(ranks, challenger.bidderNumber, defender.bidderNumber);
  // Beaten by the bid itself: nothing has to answer any more.
  return holds(opened, challenger.bid, isOutranked)
    ? { maximum: null, contest: after }
    : { maximum: challenger.commitment, contest: null };
}

/** The commitment of whoever leads after a contest, when there is more behind it. */
function unopened({ contest }: EnglishCourse, { body }: AutomaticBid): string | null {
  if (contest === null) return null;
  const { defender, challenger } = contest;
  const winner = body.bidderNumber === challenger.bidderNumber ? challenger : defender;
  return winner.opened === null ? winner.commitment : null;
}

/** What is sealed after an event: a maximum comes in when it is set and goes when it is opened. */
export function evolveSealedEnglish(sealed: EnglishSealed, event: EnglishEvent): EnglishSealed {
  if (event.type === 'MaximumSet' && event.sealed !== undefined) {
    const { amount, salt } = event.sealed;
    const bidderNumber = event.body.bidderNumber as BidderNumber;
    return { maxima: new Map(sealed.maxima).set(bidderNumber, { amount: toMoney(amount), salt }) };
  }
  if (event.type !== 'MaximumOpened') return sealed;
  const maxima = new Map(sealed.maxima);
  maxima.delete(event.body.bidderNumber as BidderNumber);
  return { maxima };
}
