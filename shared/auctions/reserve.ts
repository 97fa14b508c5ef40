import { toMoney } from '../kernel/codecs.ts';
import { isLess, type Money } from '../kernel/money.ts';
import type { AuctionEvent, ReserveOpened } from './events.ts';
import type { Maximum } from './formats/english-terms.ts';
import type { Reserve } from './reserve-state.ts';
import type { Born, OpenLot } from './types.ts';

/** Whether the public knows that a price comes to the reserve. */
export const isMet = ({ reached }: Pick<Reserve, 'reached'>, price: Money): boolean =>
  reached !== null && !isLess(price, reached);

/** A price was left behind, or came to nothing: what is not known to meet the reserve is below it. */
export function leftBehind({ reserve, leader, terms }: LotWithReserve): Reserve | null {
  if (reserve === null || leader === null || terms.format !== 'english') return reserve;
  if (isMet(reserve, leader.amount)) return reserve;
  return { ...reserve, below: highest(reserve.below, leader.amount) };
}

type LotWithReserve = Pick<OpenLot, 'reserve' | 'leader' | 'terms'>;

/** What is known of a reserve together with what bids that were judged by it say. */
export const narrowed = (
  reserve: Reserve,
  { below, reached }: { readonly below: Money | null; readonly reached: Money | null },
): Reserve => ({
  ...reserve,
  below: below === null ? reserve.below : highest(reserve.below, below),
  reached: reached === null ? reserve.reached : lowest(reserve.reached, reached),
});

const highest = (one: Money | null, other: Money): Money =>
  one !== null && isLess(other, one) ? one : other;
const lowest = (one: Money | null, other: Money): Money => (one !== null && isLess(one, other) ? one : other);

/** Says once that a bid came to the reserve, right after it; not again of a price that is known to. */
export function withReserveMet(
  { reserve }: Pick<OpenLot, 'reserve'>,
  secret: Maximum | null,
  events: readonly AuctionEvent[],
): readonly AuctionEvent[] {
  if (reserve === null || secret === null) return events;
  const nth = events.findIndex((event) => {
    const price = priceOf(event);
    return price !== null && !isLess(price, secret.amount);
  });
  const [bid] = events.slice(nth);
  const price = nth === -1 || bid === undefined ? null : priceOf(bid);
  if (price === null || isMet(reserve, price)) return events;
  return events.toSpliced(nth + 1, 0, { type: 'ReserveMet', body: {} });
}

const priceOf = (event: AuctionEvent): Money | null =>
  event.type === 'BidAccepted' || event.type === 'BidMatched' || event.type === 'AutomaticBid'
    ? toMoney(event.body.amount)
    : null;

/** Opens the reserve where the lot is sold, or its last round has failed; never after one that others follow. */
export function withOpening(
  lot: Born,
  secret: Maximum | null,
  events: readonly AuctionEvent[],
): readonly AuctionEvent[] {
  if (secret === null) return events;
  const opened: ReserveOpened = { type: 'ReserveOpened', body: { ...secret } };
  return events.flatMap((event): AuctionEvent[] => {
    if (event.type === 'LotSold') return [{ ...event, body: { ...event.body, reserve: opened.body } }];
    return endsLadder(lot, event) ? [event, opened] : [event];
  });
}

function endsLadder({ phase, terms, ladder }: Born, { type }: AuctionEvent): boolean {
  if (type === 'LotUnsold') return ladder.length === 0;
  return type === 'LadderStopped' && (phase === 'unsold' || (phase === 'notice' && terms.round > 1));
}

/** Whether nothing but the reserve is left to be shown. */
export const owesReserve = (lot: Born): boolean =>
  lot.phase === 'unsold' && lot.ladder.length === 0 && lot.reserve !== null && lot.reserve.opened === null;
