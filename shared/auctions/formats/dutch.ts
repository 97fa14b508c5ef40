import { assert } from '../../kernel/assert.ts';
import { accept, refuse } from '../../kernel/decision.ts';
import { isLess, isSame, type Money } from '../../kernel/money.ts';
import { dutchHighest, usualFall } from '../../listings/dutch.ts';
import type { BidRefusal } from '../types.ts';
import {
  afterPauseDutch,
  type DutchLot,
  evolveDutch,
  evolveSealedDutch,
  hiddenBidCommitment,
  noneHidden,
  reopenDutch,
  withoutHidden,
} from './dutch-course.ts';
import type { HiddenBidOpened } from './dutch-events.ts';
import { announcedFall, levelAt, priceOfLevel } from './dutch-prices.ts';
import type { DutchSealed } from './dutch-terms.ts';
import type { Format, LawfulBid, LotDecision, OwnBid } from './format.ts';
import { closing } from './outcome.ts';

type Of<Type extends OwnBid['type']> = Extract<OwnBid, { type: Type }>;

export const dutch: Format<'dutch'> = {
  events: ['LevelAccepted', 'HiddenBidPlaced', 'HiddenBidWithdrawn', 'HiddenBidOpened', 'BidAccepted'],
  terms: ({ format, levels, levelMs, sealedMs, bestMs }) => ({ format, levels, levelMs, sealedMs, bestMs }),
  begin: (terms) => ({ phase: 'fall', fall: announcedFall(terms) }),
  seal: () => noneHidden,
  offerAfter: (_terms, rung) => ({ format: 'dutch', ...usualFall(rung) }),
  reopen: reopenDutch,
  sealAfresh: () => noneHidden,
  afterPause: afterPauseDutch,
  withoutBidder: withoutHidden,
  placeBid: placeBest,
  placeOwn(lot, _sealed, bid) {
    switch (bid.type) {
      case 'AcceptLevel':
        return acceptLevel(lot, bid);
      case 'PlaceHiddenBid':
        return placeHidden(lot, bid);
      case 'WithdrawHiddenBid':
        return withdraw(lot, bid);
      default:
        return refuse({ code: 'wrong-step', asking: lot.asking, closesAt: lot.closesAt });
    }
  },
  evolve: evolveDutch,
  evolveSealed: evolveSealedDutch,
  askingAt: ({ terms, course, asking }, at) =>
    course.phase === 'fall' ? priceOfLevel(terms.start, levelAt(course.fall, terms, at)) : asking,
  admitsUntil: ({ course, closesAt }) => (course.phase === 'fall' ? closesAt : course.opensAt),
  // The end moves on with each phase, so that whatever is due is due then.
  wakesAt: ({ closesAt }) => closesAt,
  wake: (lot, sealed) =>
    lot.course.phase === 'sealed' && lot.course.hidden.size > 0 ? openings(lot, sealed) : closing(lot),
};

function acceptLevel({ terms, course, asking, closesAt }: DutchLot, bid: Of<'AcceptLevel'>): LotDecision {
  const { at, bidderNumber, level, amount } = bid;
  if (course.phase !== 'fall') return refuse({ code: 'wrong-step', asking, closesAt });
  const current = levelAt(course.fall, terms, at);
  const price = priceOfLevel(terms.start, current);
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking: price, closesAt });

  if (isLess(amount, price)) return no('below-asking');
  if (level !== current || !isSame(amount, price)) return no('wrong-step');
  return accept({ type: 'LevelAccepted', body: { bidderNumber, level, amount } });
}

/** Beyond the usual an amount must be confirmed; beyond the highest there is no room for a best bid. */
const isBeyond = ({ amount }: Money, { asking, terms }: DutchLot, confirmed: boolean): boolean =>
  amount > dutchHighest(terms.start).amount ||
  (!confirmed && amount > asking.amount * terms.rules.limitTimes);

function placeHidden(lot: DutchLot, bid: Of<'PlaceHiddenBid'>): LotDecision {
  const { asking, closesAt, course, lotId } = lot;
  const { at, bidderNumber, amount, salt, confirmed } = bid;
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking, closesAt });

  if (course.phase === 'fall') return refuse({ code: 'not-your-turn', asking, opensAt: closesAt, closesAt });
  const { opensAt } = course;
  if (isLess(amount, asking)) return no('below-asking');
  if (isBeyond(amount, lot, confirmed)) return no('above-limit');
  if (at < opensAt) return refuse({ code: 'not-your-turn', asking, opensAt, closesAt });
  if (course.phase !== 'sealed' || bidderNumber === course.taker.bidderNumber) return no('not-your-turn');
  const sealed = { amount, salt };
  const commitment = hiddenBidCommitment(lotId, bidderNumber, sealed);
  return accept({ type: 'HiddenBidPlaced', body: { bidderNumber, commitment }, sealed });
}

function withdraw({ asking, closesAt, course }: DutchLot, bid: Of<'WithdrawHiddenBid'>): LotDecision {
  const { bidderNumber } = bid;
  if (course.phase !== 'sealed') return refuse({ code: 'not-your-turn', asking, closesAt });
  if (!course.hidden.has(bidderNumber)) return refuse({ code: 'wrong-step', asking, closesAt });
  return accept({ type: 'HiddenBidWithdrawn', body: { bidderNumber } });
}

/** Only whoever stopped the fall, once the sealed bids are open. */
function placeBest(lot: DutchLot, _sealed: DutchSealed, bid: LawfulBid): LotDecision {
  const { asking, closesAt, course } = lot;
  const { bidderNumber, amount, confirmed } = bid;
  const no = (code: BidRefusal): LotDecision => refuse({ code, asking, closesAt });

  if (course.phase !== 'best') return no('wrong-step');
  if (isLess(amount, asking)) return no('below-asking');
  if (isBeyond(amount, lot, confirmed)) return no('above-limit');
  if (bidderNumber !== course.taker.bidderNumber) return no('not-your-turn');
  return accept({ type: 'BidAccepted', body: { bidderNumber, amount } });
}

/** What is behind the bids that count, in the order of their versions. */
function openings({ course }: DutchLot, { hidden }: DutchSealed): HiddenBidOpened[] {
  if (course.phase !== 'sealed') return [];
  return [...course.hidden.keys()].map((bidderNumber) => {
    const bid = hidden.get(bidderNumber);
    assert(bid, 'what is committed to is kept');
    return { type: 'HiddenBidOpened', body: { bidderNumber, ...bid } };
  });
}
