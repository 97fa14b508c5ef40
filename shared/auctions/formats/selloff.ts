import { assert } from '../../kernel/assert.ts';
import { toInstant } from '../../kernel/codecs.ts';
import { refuse } from '../../kernel/decision.ts';
import { type Instant, later, toRfc3339 } from '../../kernel/instant.ts';
import { toIncrements } from '../../listings/increments.ts';
import type { AuctionEvent } from '../events.ts';
import type { Held, OpenLot } from '../types.ts';
import { english } from './english.ts';
import { incrementsAfter } from './english-prices.ts';
import { englishTerms } from './english-terms.ts';
import type { Format, LawfulBid, LotDecision } from './format.ts';
import type { BiddingStarted } from './selloff-events.ts';

type SelloffLot = OpenLot<'selloff'>;

export const selloff: Format<'selloff'> = {
  events: ['BidAccepted', 'BidMatched', 'MaximumSet', 'MaximumOpened', 'AutomaticBid', 'BiddingStarted'],
  terms: ({ format, increments }) => ({ ...englishTerms(toIncrements(increments)), format }),
  begin: (terms) => ({
    stage: 'held-open',
    bidding: english.begin({ ...terms, format: 'english' }),
  }),
  seal: (notice) => english.seal(notice),
  offerAfter: (terms) => ({ format: 'selloff', increments: incrementsAfter(terms) }),
  reopen(lot, leader, at) {
    const { course, ...after } = english.reopen(asEnglish(lot), leader, at);
    return { ...after, terms: lot.terms, course: { ...lot.course, bidding: course } };
  },
  sealAfresh: () => english.sealAfresh(),
  placeBid: (lot, sealed, bid) =>
    lot.course.stage === 'held-open'
      ? placeFirst(lot, priceAlone(sealed), bid)
      : english.placeBid(asEnglish(lot), priceAlone(sealed), bid),
  evolve(lot, entry) {
    if (entry.type === 'BiddingStarted')
      return {
        ...lot,
        closesAt: toInstant(entry.body.closesAt),
        course: { ...lot.course, stage: 'bidding' },
      };
    const { course, ...after } = english.evolve(asEnglish(lot), entry);
    const stage = lot.course.stage === 'held-open' ? 'starting' : lot.course.stage;
    return { ...after, terms: lot.terms, course: { stage, bidding: course } };
  },
  evolveSealed: (sealed, event) =>
    event.type === 'BiddingStarted' ? sealed : english.evolveSealed(sealed, event),
  wakesAt: ({ closesAt }) => closesAt,
  wake: (lot, sealed) => english.wake(asEnglish(lot), priceAlone(sealed)),
};

/** Its price is published: whatever reserve the rounds before had is not asked for. */
const priceAlone = (sealed: Held<'selloff'>): Held<'selloff'> => ({ ...sealed, reserve: null });

/** The bidding of a sell-off is that of an English lot. */
export const asEnglish = <Lot extends Pick<SelloffLot, 'terms' | 'course'>>({
  terms,
  course,
  ...lot
}: Lot) => ({
  ...lot,
  terms: { ...terms, format: 'english' as const },
  course: course.bidding,
});

/** When the bidding ends that a first bid starts. */
export function endOfBidding({ terms }: Pick<SelloffLot, 'terms'>, at: Instant): Instant {
  const { sellOff } = terms.rules;
  assert(sellOff, 'a sell-off has its times from the profile');
  return later(at, sellOff.biddingMs);
}

/** The first bid starts its own time; how long the price would still have been held open no longer matters. */
function placeFirst(lot: SelloffLot, sealed: Held<'selloff'>, bid: LawfulBid): LotDecision {
  const closesAt = endOfBidding(lot, bid.at);
  const decision = english.placeBid({ ...asEnglish(lot), closesAt }, sealed, bid);
  if (!decision.ok) return refuse({ ...decision.refusal, closesAt: lot.closesAt });
  const [first, ...rest] = decision.events;
  assert(first, 'a bid that is accepted is an event');
  const started: BiddingStarted = { type: 'BiddingStarted', body: { closesAt: toRfc3339(closesAt) } };
  return { ok: true, events: [first, started, ...rest] satisfies AuctionEvent[] };
}
