import type { Decision } from '../../kernel/decision.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Money } from '../../kernel/money.ts';
import type { ListingPublished, Offer } from '../../listings/events.ts';
import type { ExplainFault } from '../explain-faults.ts';
import type { AuctionEvent, FormatEvent, LotOutcome, Placed } from '../events.ts';
import type { RoundAnnounced } from '../life-events.ts';
import type {
  Bid,
  ClosedLot,
  FormatName,
  FormatParts,
  LotCommand,
  LotRefusal,
  OpenLot,
  Terms,
} from '../types.ts';

export type LotDecision = Decision<AuctionEvent, LotRefusal>;

/** A bid of somebody who may bid, in the lot's currency and in time. */
export type LawfulBid = Omit<Extract<LotCommand, { type: 'PlaceBid' }>, 'type' | 'standing'> & {
  readonly bidderNumber: BidderNumber;
};

/** The notice of a first round, or of a later one. */
type NoticeOf<Name extends FormatName> = Extract<
  ListingPublished['body'] | RoundAnnounced['body'],
  { format: Name }
>;

/**
 * What a lot does by its format. The life of the lot, who may bid and the refusals before an amount counts are common
 * (`decide`, `evolve`).
 */
export interface Format<Name extends FormatName> {
  /** The format's part of the terms, as the notice published them. */
  terms(notice: NoticeOf<Name>): FormatParts[Name]['terms'];
  /** How the bidding stands at the opening. */
  begin(terms: Terms<Name>): FormatParts[Name]['course'];
  /** What the platform alone knows at the notice. */
  seal(notice: Placed<ListingPublished>): FormatParts[Name]['sealed'];
  /** What a later round in this format offers, after one with these terms. */
  offerAfter(terms: Terms): Extract<Offer, { format: Name }>;
  /** How the bidding stands with this leader and nothing else: another one was voided. */
  reopen(
    terms: Terms<Name>,
    leader: Bid | null,
  ): { readonly asking: Money; readonly course: FormatParts[Name]['course'] };
  /** What stays sealed when a round without a buyer is followed by another. */
  sealAfter(sealed: FormatParts[Name]['sealed']): FormatParts[Name]['sealed'];
  placeBid(lot: OpenLot<Name>, sealed: FormatParts[Name]['sealed'], bid: LawfulBid): LotDecision;
  /** The lot after one of the format's own events; place and time are already those of the entry. */
  evolve(lot: OpenLot<Name>, entry: Placed<FormatEvent>): OpenLot<Name>;
  /** The sealed part after one of those events, for whoever has what it seals. */
  evolveSealed(sealed: FormatParts[Name]['sealed'], event: FormatEvent): FormatParts[Name]['sealed'];
  /** When an open lot next needs its clock. */
  wakesAt(lot: OpenLot<Name>): Instant;
  /** What is due once that time has come. */
  wake(lot: OpenLot<Name>, sealed: FormatParts[Name]['sealed']): readonly AuctionEvent[];
}

/** How the public log of a format is checked: what its rules cannot have led to is a fault. */
export interface Explainer<Name extends FormatName> {
  /** Whether the format's terms are none that a lot can have. */
  isBeyond(terms: Terms<Name>, publishedAt: Instant): boolean;
  /** One of the format's own events in an open lot. */
  faultOf(lot: OpenLot<Name>, entry: Placed<FormatEvent>): ExplainFault | null;
  /** What an open lot owes within the batch: the fault when anything but the format's own events follows. */
  owes(lot: OpenLot<Name>): ExplainFault | null;
  /** Whether that event extends the end when it comes within the window. */
  extends(entry: Placed<FormatEvent>): boolean;
  /** The outcome, right after the close. */
  faultOfOutcome(lot: ClosedLot<Name>, outcome: LotOutcome): ExplainFault | null;
}
