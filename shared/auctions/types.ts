import type { BarGround } from '../deposits/types.ts';
import type { BidderNumber, LotId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Rung } from '../listings/ladder.ts';
import type { Profile, ProfileReference } from '../listings/profile.ts';
import type { Admitted } from './admitted.ts';
import type { Bid } from './bid.ts';
import type { UnsoldReason } from './events.ts';
import type { DutchEvent } from './formats/dutch-events.ts';
import type { DutchCourse, DutchSealed, DutchTerms } from './formats/dutch-terms.ts';
import type { EnglishEvent } from './formats/english-events.ts';
import type { EnglishCourse, EnglishSealed, EnglishTerms, Maximum } from './formats/english-terms.ts';
import type { LifeRefusal } from './life-commands.ts';
import type { AnnulmentCause, NoticeChange, PauseCause, WithdrawalCause } from './life-events.ts';
import type { SealedEvent } from './formats/sealed-events.ts';
import type { Reserve } from './reserve-state.ts';
import type { NothingSealed, SealedCourse, SealedTerms } from './formats/sealed-terms.ts';
import type { SelloffEvent } from './formats/selloff-events.ts';
import type { SelloffCourse, SelloffTerms } from './formats/selloff-terms.ts';

/** What each format adds: to the terms as they are published, to a lot that runs, and to what only the platform knows. */
export interface FormatParts {
  readonly english: {
    readonly terms: EnglishTerms;
    readonly course: EnglishCourse;
    readonly sealed: EnglishSealed;
    readonly event: EnglishEvent;
  };
  readonly dutch: {
    readonly terms: DutchTerms;
    readonly course: DutchCourse;
    readonly sealed: DutchSealed;
    readonly event: DutchEvent;
  };
  readonly sealed: {
    readonly terms: SealedTerms;
    readonly course: SealedCourse;
    readonly sealed: NothingSealed;
    readonly event: SealedEvent;
  };
  readonly selloff: {
    readonly terms: SelloffTerms;
    readonly course: SelloffCourse;
    readonly sealed: EnglishSealed;
    readonly event: SelloffEvent;
  };
}

export type FormatName = keyof FormatParts;

/** What a round of a lot sells under: fixed when its notice is published. */
export type Terms<Name extends FormatName = FormatName> = CommonTerms & FormatParts[Name]['terms'];

interface CommonTerms {
  readonly profile: ProfileReference;
  /** The profile that the reference names, looked up once. */
  readonly rules: Profile;
  readonly round: number;
  readonly start: Money;
  readonly deposit: Money;
  readonly opensAt: Instant;
  /** The end as announced; the effective end is the state's `closesAt`. */
  readonly closesAt: Instant;
}

export type { Admission, LotCommand } from './commands.ts';
export type { Bid };

interface Common<Name extends FormatName> {
  readonly lotId: LotId;
  readonly number: string;
  readonly title: string;
  readonly terms: Terms<Name>;
  /** Entries of the log folded so far. */
  readonly seq: number;
  /** Time of the last entry; the next one is never below it. */
  readonly lastAt: Instant;
  /** Who may bid in this round, as the log says. */
  readonly admitted: Admitted;
  /** Priority purchasers by their place (`placeOf`): 1 goes before 2. */
  readonly ranks: ReadonlyMap<BidderNumber, number>;
  /** Numbers behind which somebody was found who may not bid; for all rounds. */
  readonly barred: ReadonlyMap<BidderNumber, BarGround>;
  /** The rounds that were published and have not begun. */
  readonly ladder: readonly Rung[];
  /** The rounds in which nobody bought. */
  readonly failedRounds: readonly FailedRound[];
  readonly corrections: readonly Correction[];
  /** `null`: the start is all that is asked for. */
  readonly reserve: Reserve | null;
  /** Days in which the runner-up may take the right after a buyer's default; `null`: the notice offers it nothing. */
  readonly runnerUpDays: number | null;
  /** When the debtor said that debt and costs are paid, if it did: its own time keeps the profile's cut-off. */
  readonly paidNotifiedAt: Instant | null;
}

export interface FailedRound {
  readonly round: number;
  readonly start: Money;
  readonly reason: UnsoldReason;
  readonly at: Instant;
}

/** What was added to the notice or put right in it; the notice itself stays as it was. */
export interface Correction {
  readonly at: Instant;
  readonly changes: readonly NoticeChange[];
  readonly reason: string;
}

/** The bids that led before, the last one first. */
export interface Beaten {
  readonly bid: Bid;
  readonly before: Beaten | null;
}

export interface Opened {
  readonly bidderNumber: BidderNumber;
  readonly amount: Money;
  readonly before: Opened | undefined;
}

export interface Pause {
  readonly at: Instant;
  readonly wasOpen: boolean;
  readonly cause: PauseCause;
  readonly reason: string;
  /** From here the days are counted until the lot has to go on. */
  readonly causeEndedAt: Instant | null;
  /** After a leader was voided: the highest bid that its bidder stands by. */
  readonly reconfirmed: Bid | null;
}

export interface Running<Name extends FormatName = FormatName> extends Common<Name> {
  /** The effective end: there is only one. */
  readonly closesAt: Instant;
  readonly asking: Money;
  readonly leader: Bid | null;
  readonly beaten: Beaten | null;
  /** Maxima that were opened, the last one first: bids as well, though they never led. */
  readonly opened?: Opened;
  /** Accepted bids so far; the bids themselves are in the log. */
  readonly bidCount: number;
  /** How the bidding stands, where the format has more to say than that. */
  readonly course: FormatParts[Name]['course'];
}

export type OpenLot<Name extends FormatName = FormatName> = Running<Name> & { readonly phase: 'open' };
export type PausedLot = Running & { readonly phase: 'paused'; readonly pause: Pause };
export type ClosedLot<Name extends FormatName = FormatName> = Running<Name> & { readonly phase: 'closed' };

/** A lot whose log has begun. */
export type Born =
  | (Common<FormatName> & { readonly phase: 'notice' })
  | OpenLot
  | PausedLot
  | ClosedLot
  | (Running & Sale & { readonly phase: 'sold' })
  | (Running & { readonly phase: 'unsold'; readonly reason: UnsoldReason })
  | (Running & Ended<WithdrawalCause> & { readonly phase: 'withdrawn' })
  | (Running & { readonly phase: 'settled-before-sale'; readonly why: string })
  | (Running &
      Sale &
      Ended<AnnulmentCause> & {
        readonly phase: 'annulled';
        readonly annulledAt: Instant;
        /** What the runner-up may take now. */
        readonly offer: OpenOffer | null;
      });

/** Whoever bid highest beside the winner, and that bid. */
export interface RunnerUp {
  readonly bidderNumber: BidderNumber;
  readonly amount: Money;
}

export interface OpenOffer extends RunnerUp {
  /** The first instant at which it can no longer be taken. */
  readonly until: Instant;
}

interface Sale {
  readonly hammer: Money;
  readonly winner: BidderNumber;
  /** Whose sale of the same round failed before; `null`: this is its hammer. */
  readonly defaulted: BidderNumber | null;
  /** `null`: nobody else comes into question. */
  readonly runnerUp: RunnerUp | null;
  /** When the sale was confirmed: with the hammer, or by the auctioneer afterwards; `null` until then. */
  readonly confirmedAt: Instant | null;
}

interface Ended<Cause> {
  readonly cause: Cause;
  /** In public words. */
  readonly why: string;
}

/** A lot as the public sees it: the fold of its log. A field exists only where it means something. */
export type LotState = { readonly phase: 'unborn' } | Born;

export type Phase = Born['phase'];
export const phases = [
  'notice',
  'open',
  'closed',
  'sold',
  'unsold',
  'paused',
  'withdrawn',
  'settled-before-sale',
  'annulled',
] as const satisfies readonly Phase[];

/**
 * What the platform knows beside the public state: the fold of the sealed parts of the log. `null` before there is
 * anything; a reader of the public log never has it.
 */
export type Sealed = Held | null;

/** What is sealed of a lot: of its bidding, and the reserve of all its rounds. */
export type Held<Name extends FormatName = FormatName> = FormatParts[Name]['sealed'] & {
  readonly reserve: Maximum | null;
};

/** Why a bid is refused, in order of precedence: the first that applies is the answer (3-trading-rules §3.4). */
export const bidRefusals = [
  'unknown-lot',
  'lot-not-open',
  'lot-closed',
  'not-registered',
  'conditions-not-accepted',
  'barred',
  'deposit-required',
  'authority-exceeded',
  'wrong-currency',
  'maximum-not-offered',
  'not-a-multiple',
  'below-start',
  'below-asking',
  'above-limit',
  'already-leading',
  'wrong-step',
  'not-your-turn',
] as const;
export type BidRefusal = (typeof bidRefusals)[number];

/** Why a share of the key of sealed bids, or what it opened, is refused. */
type UnsealRefusal = 'no-key-due' | 'wrong-share';

export type LotRefusalCode = BidRefusal | LifeRefusal | UnsealRefusal;

/** A refusal says what would have been accepted. */
export interface LotRefusal {
  readonly code: LotRefusalCode;
  readonly ground?: BarGround;
  /** Until when it would have been possible. */
  readonly until?: Instant;
  /** Places of the notice that cannot be corrected: withdraw and list anew. */
  readonly pointers?: readonly string[];
  /** What the notice says where the correction says something else; `null`: nothing, or no text can be there. */
  readonly differs?: readonly { readonly pointer: string; readonly stands: string | null }[];
  readonly asking?: Money;
  readonly opensAt?: Instant;
  readonly closesAt?: Instant;
}
