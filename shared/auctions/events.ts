import type { LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { ListingPublished, SaltedAmount, WireMoney } from '../listings/events.ts';
import type { DutchEvent } from './formats/dutch-events.ts';
import type { EnglishEvent } from './formats/english-events.ts';
import { type LifeEvent, lifeTypes } from './life-events.ts';
import type { SealedEvent } from './formats/sealed-events.ts';
import type { SelloffEvent } from './formats/selloff-events.ts';

/*
 * The log of a lot after its notice. Bodies are public and hashed: bidder numbers and salted commitments only.
 * Times and money are in their wire form.
 */

/** A registration whose deposit was held; appended in one shuffled batch at the opening, later at the next full minute. */
export interface Registered {
  readonly type: 'Registered';
  readonly body: {
    readonly bidderNumber: string;
    readonly commitment: string;
    /** Of a priority purchaser, confirmed before its first bid; 1 goes before 2. */
    readonly rank?: number;
  };
}

export interface LotOpened {
  readonly type: 'LotOpened';
  readonly body: Readonly<Record<string, never>>;
}

/** An accepted bid within the window moved the end. */
export interface LotExtended {
  readonly type: 'LotExtended';
  readonly body: { readonly closesAt: string };
}

export interface LotClosed {
  readonly type: 'LotClosed';
  readonly body: { readonly closesAt: string };
}

export interface LotSold {
  readonly type: 'LotSold';
  readonly body: {
    readonly bidderNumber: string;
    readonly hammer: WireMoney;
    /** The hidden reserve, opened; absent when there was none. */
    readonly reserve?: SaltedAmount;
  };
}

/**
 * Nobody bid, or nobody could: the platform was down from before the opening until the end; or the later rounds were
 * called off in the notice of one. No bid came to the hidden reserve. Of sealed bids: none was valid, or too few of those who keep the key came to open them
 * in time.
 */
export const unsoldReasons = [
  'no-bid',
  'never-open',
  'no-valid-bid',
  'not-opened',
  'ladder-stopped',
  'reserve-not-met',
] as const;
export type UnsoldReason = (typeof unsoldReasons)[number];

export interface LotUnsold {
  readonly type: 'LotUnsold';
  readonly body: { readonly reason: UnsoldReason };
}

export type LotOutcome = LotSold | LotUnsold;

/** The hidden reserve of a lot whose ladder ended without a sale. */
export interface ReserveOpened {
  readonly type: 'ReserveOpened';
  readonly body: SaltedAmount;
}

/** What happens between opening and close, by the lot's format. */
export type FormatEvent = EnglishEvent | DutchEvent | SealedEvent | SelloffEvent;

export type AuctionEvent =
  Registered | LotOpened | FormatEvent | LotExtended | LotClosed | LotOutcome | ReserveOpened | LifeEvent;

/** Everything that may stand in a lot's log. */
export type LotEvent = ListingPublished | AuctionEvent;

/** An event at its place in the log of a lot. */
export type Placed<Event> = Event & { readonly lot: LotId; readonly seq: number; readonly at: Instant };

/** A log entry as the fold takes it. */
export type LotEntry = Placed<LotEvent>;

/** What belongs to the life of every lot, whatever its format. */
const commonTypes = [
  'ListingPublished',
  'Registered',
  'LotOpened',
  'LotExtended',
  'LotClosed',
  'LotSold',
  'LotUnsold',
  'ReserveOpened',
  ...lifeTypes,
] as const satisfies readonly LotEvent['type'][];

/** Whether an entry belongs to the life of every lot, whatever its format. */
export const isCommon = (
  entry: LotEntry,
): entry is Extract<LotEntry, { type: (typeof commonTypes)[number] }> =>
  (commonTypes as readonly string[]).includes(entry.type);
