import type { LotSummary } from '../auctions/api.ts';
import type { LotEvent } from '../auctions/events.ts';
import { above, bestAsking } from '../auctions/formats/dutch-prices.ts';
import { askingAfter } from '../auctions/formats/english-prices.ts';
import { resolve } from '../auctions/formats/sealed-prices.ts';
import { fromInstant, toInstant, toMoney } from '../kernel/codecs.ts';
import { later } from '../kernel/instant.ts';
import { isLess, type Money } from '../kernel/money.ts';
import type { WireMoney } from '../listings/events.ts';
import { toIncrements } from '../listings/increments.ts';

type Change = Partial<LotSummary>;

/** What an event of the lot's format changes in what the public sees. */
export function changeOf(lot: LotSummary, event: LotEvent): Change {
  const bidCount = lot.bidCount + 1;
  switch (event.type) {
    case 'BidAccepted':
    case 'BidMatched':
    case 'AutomaticBid':
    case 'LevelAccepted': {
      const price = toMoney(event.body.amount);
      const change = { price, leader: event.body.bidderNumber, bidCount, asking: askingOver(lot, price) };
      return event.type === 'LevelAccepted' ? { ...change, ...endAfterFall(lot) } : change;
    }
    case 'HiddenBidPlaced':
    case 'SealedBidPlaced':
      return { bidCount };
    case 'HiddenBidOpened':
      return afterOpening(lot, event.body);
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

/** The sealed phase follows the fall, which ends as announced. */
function endAfterFall({ offer, closesAt }: LotSummary): Change {
  return offer.format === 'dutch'
    ? { closesAt: fromInstant(later(toInstant(closesAt), offer.sealedMs)) }
    : {};
}

/** The highest bid under seal leads, of equal ones the one that was opened first; the best bid is due over it. */
function afterOpening(
  lot: LotSummary,
  { bidderNumber, amount }: { readonly bidderNumber: string; readonly amount: WireMoney },
): Change {
  const { offer, price } = lot;
  if (offer.format !== 'dutch' || (price !== null && !isLess(toMoney(price), toMoney(amount)))) return {};
  const leading = toMoney(amount);
  const { levels, levelMs, sealedMs, bestMs } = offer;
  const end = later(toInstant(lot.opensAt), levels * levelMs + sealedMs + bestMs);
  const asking = bestAsking(toMoney(lot.start), leading, leading);
  return { price: leading, leader: bidderNumber, asking, closesAt: fromInstant(end) };
}
