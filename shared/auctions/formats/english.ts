import { accept, refuse } from '../../kernel/decision.ts';
import { isLess, isSame, type Money } from '../../kernel/money.ts';
import { toIncrements } from '../../listings/increments.ts';
import { extensionAfter } from '../end.ts';
import type { AuctionEvent } from '../events.ts';
import { withReserveMet } from '../reserve.ts';
import type { BidRefusal, Held } from '../types.ts';
import { maximumOpened, outranks, settle } from './english-contest.ts';
import {
  type EnglishLot,
  evolveEnglish,
  evolveSealedEnglish,
  maximumCommitment,
  nothingSealed,
  quiet,
} from './english-course.ts';
import type { MaximumSet } from './english-events.ts';
import { askingAfter, incrementsAfter, isWholeSteps, limitOf } from './english-prices.ts';
import { type EnglishSealed, englishTerms, type Maximum } from './english-terms.ts';
import type { Format, LawfulBid, LotDecision } from './format.ts';
import { closing } from './outcome.ts';

export const english: Format<'english'> = {
  events: ['BidAccepted', 'BidMatched', 'MaximumSet', 'MaximumOpened', 'AutomaticBid', 'ReserveMet'],
  terms: ({ increments }) => englishTerms(toIncrements(increments)),
  begin: () => quiet,
  seal: () => nothingSealed,
  offerAfter: (terms) => ({ format: 'english', increments: incrementsAfter(terms) }),
  reopen: (lot, leader) => ({ ...lot, leader, asking: askingAfter(leader, lot.terms), course: quiet }),
  sealAfresh: () => nothingSealed,
  placeBid(lot, sealed, bid) {
    const code = whyNot(lot, sealed, bid);
    if (code !== null) return refuse({ code, asking: lot.asking, closesAt: lot.closesAt });
    return lot.leader?.bidderNumber === bid.bidderNumber
      ? raiseMaximum(lot, bid)
      : takeLead(lot, sealed, bid);
  },
  evolve: evolveEnglish,
  evolveSealed: evolveSealedEnglish,
  wakesAt: ({ closesAt }) => closesAt,
  wake: atHammer,
};

/**
 * The leader buys, unless the reserve is higher: then its maximum bids that, if it goes so far, or nobody buys
 * (拍卖法 art. 50).
 */
function atHammer(lot: EnglishLot, { maxima, reserve }: Held<'english'>): readonly AuctionEvent[] {
  const { leader } = lot;
  if (reserve === null || leader === null || !isLess(leader.amount, reserve.amount)) return closing(lot);
  const { bidderNumber } = leader;
  const { amount } = reserve;
  const maximum = maxima.get(bidderNumber);
  if (maximum === undefined || isLess(maximum.amount, amount))
    return closing({ ...lot, leader: null }, 'reserve-not-met');
  return withReserveMet(lot, reserve, [
    ...(isSame(maximum.amount, amount) ? [maximumOpened(bidderNumber, maximum)] : []),
    { type: 'AutomaticBid', body: { bidderNumber, amount } },
    ...closing({ ...lot, leader: { ...leader, amount } }),
  ]);
}

/** The first reason why a bid is refused. The leader can raise nothing but its maximum: its amount is not looked at. */
function whyNot(lot: EnglishLot, sealed: EnglishSealed, bid: LawfulBid): BidRefusal | null {
  const { asking, leader, terms } = lot;
  const { bidderNumber, confirmed } = bid;
  const maximum = bid.maximum?.amount;
  const leads = leader?.bidderNumber === bidderNumber;
  const amount = leads && maximum !== undefined ? maximum : bid.amount;
  const isOff = (test: (one: Money) => boolean): boolean =>
    test(amount) || (maximum !== undefined && test(maximum));

  if (maximum !== undefined && !terms.rules.maximumBids) return 'maximum-not-offered';
  if (terms.rules.wholeSteps && isOff((one) => !isWholeSteps(one, leader, terms))) return 'not-a-multiple';
  if (isLess(amount, asking) && !isMatch(lot, bid) && !(leads && maximum !== undefined))
    return leader === null ? 'below-start' : 'below-asking';
  const limit = limitOf(asking, terms, confirmed);
  if (isOff((one) => isLess(limit, one))) return 'above-limit';
  if (!leads) return null;
  const own = sealed.maxima.get(bidderNumber)?.amount ?? leader.amount;
  return maximum !== undefined && isLess(own, maximum) ? null : 'already-leading';
}

/** A priority purchaser may bid the same as a leader that it outranks; nobody else may. Of equal ranks the earlier stays. */
const isMatch = ({ leader, ranks }: EnglishLot, { bidderNumber, amount }: LawfulBid): boolean =>
  leader !== null && isSame(amount, leader.amount) && outranks(ranks, bidderNumber, leader.bidderNumber);

function raiseMaximum(lot: EnglishLot, { bidderNumber, maximum }: LawfulBid): LotDecision {
  return maximum === undefined ? accept() : accept(maximumSet(lot, bidderNumber, maximum));
}

/** The bid, how it moves the end, the maximum behind it, and what the former leader's maximum makes of it. */
function takeLead(lot: EnglishLot, sealed: Held<'english'>, bid: LawfulBid): LotDecision {
  const { at, bidderNumber, amount } = bid;
  const { leader, terms } = lot;
  const type = isMatch(lot, bid) ? 'BidMatched' : 'BidAccepted';
  const events: AuctionEvent[] = [{ type, body: { bidderNumber, amount } }, ...extensionAfter(lot, at)];
  const maximum = bid.maximum !== undefined && isLess(amount, bid.maximum.amount) ? bid.maximum : null;
  if (maximum !== null) events.push(maximumSet(lot, bidderNumber, maximum));
  const defending = leader && sealed.maxima.get(leader.bidderNumber);
  if (leader && defending) {
    const defender = { bidderNumber: leader.bidderNumber, maximum: defending };
    const { ranks } = lot;
    events.push(
      ...settle({ ranks, increments: terms.increments }, defender, { bidderNumber, amount, maximum }),
    );
  }
  return { ok: true, events: withReserveMet(lot, sealed.reserve, events) };
}

const maximumSet = (
  { lotId }: EnglishLot,
  bidderNumber: LawfulBid['bidderNumber'],
  maximum: Maximum,
): MaximumSet => ({
  type: 'MaximumSet',
  body: { bidderNumber, commitment: maximumCommitment(lotId, bidderNumber, maximum) },
  sealed: maximum,
});
