import type { LotSummary } from '../auctions/api.ts';
import type { CourseView } from '../auctions/course-view.ts';
import type { LotEvent } from '../auctions/events.ts';
import { above } from '../auctions/formats/dutch-prices.ts';
import { askingAfter } from '../auctions/formats/english-prices.ts';
import { resolve } from '../auctions/formats/sealed-prices.ts';
import { toMoney } from '../kernel/codecs.ts';
import type { Money } from '../kernel/money.ts';
import { toIncrements } from '../listings/increments.ts';
import { afterHiddenOpened, afterLevel, afterPause } from './dutch.ts';

type Change = Partial<LotSummary>;

/** What an event of the lot's format at `at` changes in what the public sees. */
export function changeOf(lot: LotSummary, event: LotEvent, at: string): Change {
  const bidCount = lot.bidCount + 1;
  switch (event.type) {
    case 'BidAccepted':
    case 'BidMatched':
    case 'AutomaticBid': {
      const price = toMoney(event.body.amount);
      return { price, leader: event.body.bidderNumber, bidCount, asking: askingOver(lot, price) };
    }
    case 'LevelAccepted':
      return afterLevel(lot, event, at);
    case 'HiddenBidPlaced':
    case 'SealedBidPlaced':
      return { bidCount };
    case 'HiddenBidOpened':
      return afterHiddenOpened(lot, event);
    case 'KeyShareGiven': {
      const { course } = lot;
      if (course?.step !== 'sealed-bids') return {};
      return { course: { ...course, keepers: [...course.keepers, event.body.keeper] } };
    }
    case 'SealedBidsOpened': {
      if (lot.offer.format !== 'sealed') return {};
      const won = resolve(event.body.bids, lot.offer, toMoney(lot.start));
      return won === null ? {} : { price: won.amount, leader: won.bidderNumber };
    }
    default:
      return {};
  }
}

/** What is asked for once somebody bid openly. */
function askingOver({ offer, start }: LotSummary, price: Money): Money {
  if (!('increments' in offer)) return above(price);
  return askingAfter(
    { amount: price },
    { start: toMoney(start), increments: toIncrements(offer.increments) },
  );
}

/** Where a lot stands at its opening. */
export function courseAtOpening({ offer, opensAt, closesAt }: LotSummary): CourseView | null {
  switch (offer.format) {
    case 'english':
      return null;
    case 'dutch':
      return { step: 'fall', fall: { beganAt: opensAt, endsAt: closesAt }, pausedAt: null };
    case 'sealed':
      return { step: 'sealed-bids', keepers: [] };
    case 'selloff':
      return { step: 'held-open' };
  }
}

/** What changes when an open lot goes on after a pause, beside its end. */
export function changeAfterPause(lot: LotSummary, closesAt: string, at: string): Change {
  const { course, price } = lot;
  if (course !== null && 'pausedAt' in course) return afterPause(lot, course, closesAt, at);
  return {
    asking: price === null || lot.offer.format === 'sealed' ? lot.start : askingOver(lot, toMoney(price)),
  };
}
