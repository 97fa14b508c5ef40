import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import { isLess, isSame } from '../../kernel/money.ts';
import { dutchHighest, dutchLimits } from '../../listings/dutch.ts';
import type { Placed } from '../events.ts';
import type { ExplainFault } from '../explain-faults.ts';
import { type DutchLot, hiddenBidCommitment } from './dutch-course.ts';
import type { DutchEvent, HiddenBidOpened, LevelAccepted } from './dutch-events.ts';
import { above, levelAt, priceOfLevel } from './dutch-prices.ts';
import type { BidAccepted } from './english-events.ts';
import type { Explainer } from './format.ts';
import { faultOfClosing } from './outcome.ts';

export const explainDutch: Explainer<'dutch'> = {
  isBeyond: (terms) => Object.values(dutchLimits).some((isBeyond) => isBeyond(terms)),
  byClock: ['HiddenBidOpened'],
  faultOf(lot, entry) {
    switch (entry.type) {
      case 'LevelAccepted':
        return faultOfLevel(lot, entry);
      case 'HiddenBidPlaced':
      case 'HiddenBidWithdrawn':
        return faultOfHidden(lot, entry);
      case 'HiddenBidOpened':
        return faultOfOpening(lot, entry);
      case 'BidAccepted':
        return faultOfBest(lot, entry);
    }
  },
  owes: ({ course }) => (course.phase === 'best' && course.hidden.size > 0 ? 'unopened-bid' : null),
  extends: () => false,
  faultOfOutcome(lot, outcome) {
    const isUnopened = lot.course.phase === 'sealed' && lot.course.hidden.size > 0;
    return isUnopened ? 'unopened-bid' : faultOfClosing(lot, outcome);
  },
};

function faultOfLevel({ course, terms }: DutchLot, { body, at }: Placed<LevelAccepted>): ExplainFault | null {
  if (course.phase !== 'fall') return 'not-its-turn';
  const level = levelAt(course.fall, terms, at);
  if (body.level !== level) return 'wrong-level';
  return isSame(toMoney(body.amount), priceOfLevel(terms.start, level)) ? null : 'wrong-level';
}

type Hidden = Extract<DutchEvent, { type: 'HiddenBidPlaced' | 'HiddenBidWithdrawn' }>;

/** From the scheduled end of the fall on, whoever did not stop it; only what counts can be withdrawn. */
function faultOfHidden({ course }: DutchLot, { type, body, at }: Placed<Hidden>): ExplainFault | null {
  if (course.phase !== 'sealed' || at < course.opensAt) return 'not-its-turn';
  if (course.taker.bidderNumber === body.bidderNumber) return 'not-its-turn';
  if (type === 'HiddenBidPlaced') return null;
  return course.hidden.has(body.bidderNumber as BidderNumber) ? null : 'nothing-to-withdraw';
}

/** Once the phase is over, in the order of the bids; what comes out was lawful when it went in. */
function faultOfOpening(lot: DutchLot, { body, at }: Placed<HiddenBidOpened>): ExplainFault | null {
  const { course, terms, lotId, closesAt } = lot;
  if (course.phase === 'fall' || (course.phase === 'sealed' && at < closesAt)) return 'not-its-turn';
  const [next] = course.hidden;
  if (next === undefined || next[0] !== body.bidderNumber) return 'wrong-opening';
  const [bidderNumber, { commitment }] = next;
  const amount = toMoney(body.amount);
  if (hiddenBidCommitment(lotId, bidderNumber, { amount, salt: body.salt }) !== commitment)
    return 'wrong-opening';
  if (isLess(amount, above(course.taker.amount))) return 'bid-below-asking';
  return isLess(dutchHighest(terms.start), amount) ? 'bid-above-limit' : null;
}

function faultOfBest({ course, asking, terms }: DutchLot, { body }: BidAccepted): ExplainFault | null {
  if (course.phase !== 'best' || course.taker.bidderNumber !== body.bidderNumber) return 'not-its-turn';
  const amount = toMoney(body.amount);
  if (course.hidden.size > 0) return 'unopened-bid';
  if (isLess(amount, asking)) return 'bid-below-asking';
  return isLess(dutchHighest(terms.start), amount) ? 'bid-above-limit' : null;
}
