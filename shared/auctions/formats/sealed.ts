import { assert, never } from '../../kernel/assert.ts';
import { accept, refuse } from '../../kernel/decision.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import { type Instant, later } from '../../kernel/instant.ts';
import { isLess, type Money } from '../../kernel/money.ts';
import { sealedBounds } from '../../listings/limits.ts';
import type { AuctionEvent, Placed, UnsoldReason } from '../events.ts';
import { narrowed } from '../reserve.ts';
import type { Bid, Held, LotState, OpenLot } from '../types.ts';
import type { Format, LotDecision, UnsealCommand } from './format.ts';
import { closing } from './outcome.ts';
import type { SealedBidsOpened, SealedEvent } from './sealed-events.ts';
import { judge, shareCommitment } from './sealed-opening.ts';
import { boundsOfReserve, resolve } from './sealed-prices.ts';

export type SealedLot = OpenLot<'sealed'>;
type Of<Type extends UnsealCommand['type']> = Extract<UnsealCommand, { type: Type }>;

export const sealed: Format<'sealed'> = {
  events: ['SealedBidPlaced', 'KeyShareGiven', 'SealedBidsOpened'],
  terms: ({ format, pricing, recipient, shares, openingMs }) => ({
    format,
    pricing,
    recipient,
    shares,
    openingMs,
  }),
  begin: () => ({ bids: new Map(), keepers: [], isOpened: false, missesReserve: false }),
  seal: () => ({}),
  // Its key is made when its notice is published, and named there.
  offerAfter: () => null,
  // Nobody leads before the opening.
  reopen: (lot) => lot,
  sealAfresh: () => ({}),
  withoutBidder(course, bidderNumber) {
    const bids = new Map(course.bids);
    bids.delete(bidderNumber);
    return { ...course, bids };
  },
  placeBid: ({ asking, closesAt }) => refuse({ code: 'wrong-step', asking, closesAt }),
  placeOwn({ asking, closesAt }, _sealed, bid) {
    if (bid.type !== 'PlaceSealedBid') return refuse({ code: 'wrong-step', asking, closesAt });
    const { bidderNumber, ciphertext } = bid;
    return accept({ type: 'SealedBidPlaced', body: { bidderNumber, ciphertext } });
  },
  unseal: (lot, sealed, command) =>
    command.type === 'GiveKeyShare' ? giveShare(lot, command) : open(lot, sealed, command),
  evolve: evolveSealedBids,
  evolveSealed: (nothing) => nothing,
  wakesAt: (lot) => (lot.course.bids.size === 0 ? lot.closesAt : endOfOpening(lot)),
  wake: (lot) => closing(lot, reasonWithoutWinner(lot)),
};

/** Until then two keepers must have come. */
export const endOfOpening = ({ closesAt, terms }: Pick<SealedLot, 'closesAt' | 'terms'>): Instant =>
  later(closesAt, terms.openingMs);

/** Why nobody buys, if nobody does. */
export function reasonWithoutWinner({ course }: Pick<SealedLot, 'course'>): UnsoldReason {
  if (course.bids.size === 0) return 'no-bid';
  if (!course.isOpened) return 'not-opened';
  return course.missesReserve ? 'reserve-not-met' : 'no-valid-bid';
}

/** The bids are opened after the end, while there is something to open. */
export const isOpeningDue = (lot: SealedLot, at: Instant): boolean =>
  at >= lot.closesAt && at < endOfOpening(lot) && lot.course.bids.size > 0 && !lot.course.isOpened;

/** Whether the bids were opened, by whomever; that stays when the sale goes on. */
export const areBidsOpened = (lot: LotState): boolean =>
  'course' in lot && 'isOpened' in lot.course && lot.course.isOpened;

function giveShare(lot: SealedLot, { at, keeper, share }: Of<'GiveKeyShare'>): LotDecision {
  const { closesAt, course, terms } = lot;
  if (!isOpeningDue(lot, at) || course.keepers.includes(keeper))
    return refuse({ code: 'no-key-due', closesAt });
  if (shareCommitment(share) !== terms.shares[keeper]) return refuse({ code: 'wrong-share' });
  return accept({ type: 'KeyShareGiven', body: { keeper, share } });
}

/** Whoever sends this has put two shares together and read the bids with the key that they came to. */
function open(
  lot: SealedLot,
  { reserve: secret }: Held<'sealed'>,
  { at, key, bids }: Of<'OpenSealedBids'>,
): LotDecision {
  const { closesAt, course, terms } = lot;
  if (!isOpeningDue(lot, at) || course.keepers.length < sealedBounds.needed)
    return refuse({ code: 'no-key-due', closesAt });
  const reserve = secret?.amount ?? null;
  const readings = new Map(bids.map((bid) => [bid.seq, bid]));
  const judged = [...course.bids].map(([bidderNumber, seq]) => {
    const reading = readings.get(seq);
    assert(reading, 'every bid that counts was read');
    return judge(reading, bidderNumber, { lotId: lot.lotId, start: terms.start, reserve });
  });
  const opened: SealedBidsOpened = {
    type: 'SealedBidsOpened',
    body: { key, bids: judged.sort((a, b) => a.seq - b.seq) },
  };
  const after = afterOpening(lot, { ...opened, at, lot: lot.lotId, seq: lot.seq + 1 });
  const leader = payingReserve(after, reserve);
  return accept<AuctionEvent>(opened, ...closing({ ...after, leader }, reasonWithoutWinner(after)));
}

/** Whoever pays the second price pays the reserve at least. */
export function payingReserve({ leader, terms }: LedLot, reserve: Money | null): Bid | null {
  if (leader === null || reserve === null || terms.pricing === 'first') return leader;
  return isLess(leader.amount, reserve) ? { ...leader, amount: reserve } : leader;
}

type LedLot = Pick<SealedLot, 'leader' | 'terms'>;

function evolveSealedBids(lot: SealedLot, entry: Placed<SealedEvent>): SealedLot {
  const { course } = lot;
  switch (entry.type) {
    case 'SealedBidPlaced': {
      const bids = new Map(course.bids).set(entry.body.bidderNumber as BidderNumber, entry.seq);
      return { ...lot, bidCount: lot.bidCount + 1, course: { ...course, bids } };
    }
    case 'KeyShareGiven':
      return { ...lot, course: { ...course, keepers: [...course.keepers, entry.body.keeper] } };
    case 'SealedBidsOpened':
      return afterOpening(lot, entry);
    default:
      return never(entry);
  }
}

/** The winner leads at the price that it pays. */
function afterOpening(lot: SealedLot, { body, at }: Placed<SealedBidsOpened>): SealedLot {
  const { terms, course } = lot;
  const won = resolve(body.bids, terms, terms.start);
  const missesReserve = body.bids.some(({ fault }) => fault === 'below-reserve');
  return {
    ...lot,
    leader: won && { ...won, at },
    course: { ...course, isOpened: true, missesReserve },
    reserve: lot.reserve && narrowed(lot.reserve, boundsOfReserve(body.bids)),
  };
}
