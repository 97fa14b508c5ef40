import type { Decision } from '../../kernel/decision.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Money } from '../../kernel/money.ts';
import type { ListingPublished, Offer } from '../../listings/events.ts';
import type { Rung } from '../../listings/ladder.ts';
import type { ExplainFault } from '../explain-faults.ts';
import type { AuctionEvent, LotOutcome, Placed } from '../events.ts';
import type { RoundAnnounced } from '../life-events.ts';
import type {
  Bid,
  ClosedLot,
  FormatName,
  FormatParts,
  Held,
  LotCommand,
  LotRefusal,
  OpenLot,
  Terms,
} from '../types.ts';

/** Commands about the key of sealed bids. */
export type UnsealCommand = Extract<LotCommand, { type: 'GiveKeyShare' | 'OpenSealedBids' }>;

export type LotDecision = Decision<AuctionEvent, LotRefusal>;

/** A bid of somebody who may bid, in the lot's currency and in time. */
export type LawfulBid = Omit<Extract<LotCommand, { type: 'PlaceBid' }>, 'type' | 'standing'> & {
  readonly bidderNumber: BidderNumber;
};

type Lawful<Command> = Command extends { readonly standing: unknown }
  ? Omit<Command, 'standing'> & { readonly bidderNumber: BidderNumber }
  : never;

/** The same of a bid in a form that only some format knows. */
export type OwnBid = Lawful<Exclude<LotCommand, { type: 'PlaceBid' | 'ReconfirmBid' }>>;

/** The notice of a first round, or of a later one, and what it offers; by format, so that whoever takes any takes each. */
type Notices = {
  readonly [Name in FormatName]: Extract<ListingPublished['body'] | RoundAnnounced['body'], { format: Name }>;
};

type Offers = { readonly [Name in FormatName]: Extract<Offer, { format: Name }> };

/**
 * What a lot does by its format. The life of the lot, who may bid and the refusals before an amount counts are common
 * (`decide`, `evolve`).
 */
export interface Format<Name extends FormatName> {
  /** Its own events: those of other formats never stand in its log. */
  readonly events: readonly FormatParts[Name]['event']['type'][];
  /** The format's part of the terms, as the notice published them. */
  terms(notice: Notices[Name]): FormatParts[Name]['terms'];
  /** How the bidding stands at the opening. */
  begin(terms: Terms<Name>): FormatParts[Name]['course'];
  /** What the platform alone knows at the notice. */
  seal(notice: Placed<ListingPublished>): FormatParts[Name]['sealed'];
  /** What a later round in this format offers on its rung, after one with these terms; `null`: it can only be the first. */
  offerAfter(terms: Terms, rung: Pick<Rung, 'opensAt' | 'closesAt'>): Offers[Name] | null;
  /** The lot at `at`, with this leader and nothing else: another one was voided. */
  reopen(lot: OpenLot<Name>, leader: Bid | null, at: Instant): OpenLot<Name>;
  /** What is sealed once a round begins anew: the next one, or this one after a voided leader. */
  sealAfresh(): FormatParts[Name]['sealed'];
  /** The lot after a pause, its new end already set, where more than that moves. */
  afterPause?(lot: OpenLot<Name>, pausedMs: number): OpenLot<Name>;
  /** The lot without what a barred bidder left under seal; without it nobody leaves any, but the leader. */
  withoutBidder?(
    course: FormatParts[Name]['course'],
    bidderNumber: BidderNumber,
  ): FormatParts[Name]['course'];
  placeBid(lot: OpenLot<Name>, sealed: Held<Name>, bid: LawfulBid): LotDecision;
  /** A bid in another form than an amount; without it there is none. */
  placeOwn?(lot: OpenLot<Name>, sealed: Held<Name>, bid: OwnBid): LotDecision;
  /** What those who keep the key of sealed bids ask for; without it there is no such key. */
  unseal?(lot: OpenLot<Name>, sealed: Held<Name>, command: UnsealCommand): LotDecision;
  /** The lot after one of the format's own events; place and time are already those of the entry. */
  evolve(lot: OpenLot<Name>, entry: Placed<FormatParts[Name]['event']>): OpenLot<Name>;
  /** The sealed part after one of those events, for whoever has what it seals. */
  evolveSealed(
    sealed: FormatParts[Name]['sealed'],
    event: FormatParts[Name]['event'],
  ): FormatParts[Name]['sealed'];
  /** The lowest amount accepted at a moment, where that changes by itself. */
  askingAt?(lot: OpenLot<Name>, at: Instant): Money;
  /** Until when bidders come in, where that is not until the end. */
  admitsUntil?(lot: OpenLot<Name>): Instant;
  /** When an open lot next needs its clock. */
  wakesAt(lot: OpenLot<Name>): Instant;
  /** What is due once that time has come. */
  wake(lot: OpenLot<Name>, sealed: Held<Name>): readonly AuctionEvent[];
}

/** How the public log of a format is checked: what its rules cannot have led to is a fault. */
export interface Explainer<Name extends FormatName> {
  /** Whether the format's terms are none that a lot can have. */
  isBeyond(terms: Terms<Name>, publishedAt: Instant): boolean;
  /** One of the format's own events in an open lot. */
  faultOf(lot: OpenLot<Name>, entry: Placed<FormatParts[Name]['event']>): ExplainFault | null;
  /** What an open lot owes within the batch: the fault when anything but the format's own events follows. */
  owes(lot: OpenLot<Name>): ExplainFault | null;
  /** Which of them nobody bids: they may come after the end. */
  readonly byClock?: readonly FormatParts[Name]['event']['type'][];
  /** Whether that event extends the end when it comes within the window. */
  extends(entry: Placed<FormatParts[Name]['event']>, before: OpenLot<Name>): boolean;
  /** The outcome, right after the close. */
  faultOfOutcome(lot: ClosedLot<Name>, outcome: LotOutcome): ExplainFault | null;
}
