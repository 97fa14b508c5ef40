import type { BarGround } from '../deposits/types.ts';
import type { Offer, WireMoney } from '../listings/events.ts';

/*
 * What happens to a lot beside its bidding (3-trading-rules §3.5). Every move says who made it, by role and by a salted
 * commitment to the person, and why, in public words.
 */

/**
 * `court`: whoever decides where a court sells; `seller`: the bank; `auctioneer`: of the house that conducts the
 * sale; `debtor`: who owes, or who pledged.
 */
export const personRoles = ['operator', 'seller', 'court', 'auctioneer', 'debtor'] as const;
export type PersonRole = (typeof personRoles)[number];

/** The platform acts by itself when the rules leave nothing to decide. */
export type Actor =
  | { readonly role: 'platform' }
  /** `commitment`: hex of SHA-256(salt ‖ JCS{lot, person}); the salt and the person stay with the platform. */
  | { readonly role: PersonRole; readonly commitment: string };

export type ActorRole = Actor['role'];

/** What an actor's commitment hides: 32 bytes of salt in hex. */
export interface PersonBehind {
  readonly person: string;
  readonly salt: string;
}

type Act = {
  readonly actor: Actor;
  readonly reason: string;
};

export const pauseCauses = [
  'fault',
  'safety',
  'third-party-claim',
  'objection',
  'court-order',
  'leader-voided',
  'other',
] as const;
export type PauseCause = (typeof pauseCauses)[number];

export interface LotPaused {
  readonly type: 'LotPaused';
  readonly body: Act & { readonly cause: PauseCause };
}

/** From this day on the days are counted in which the lot has to go on. */
export interface PauseCauseEnded {
  readonly type: 'PauseCauseEnded';
  readonly body: Act;
}

/** `opensAt` is later than before when the pause covered the opening. */
export interface LotResumed {
  readonly type: 'LotResumed';
  readonly body: Act & { readonly opensAt: string; readonly closesAt: string };
}

export const withdrawalCauses = [
  'seller-request',
  'third-party-claim',
  'right-lapsed',
  'court-order',
  'material-change',
  'debt-covered',
  'other',
] as const;
export type WithdrawalCause = (typeof withdrawalCauses)[number];

export interface LotWithdrawn {
  readonly type: 'LotWithdrawn';
  readonly body: Act & { readonly cause: WithdrawalCause };
}

/** The debtor says that debt and costs are paid and asks to stop the sale; the seller looks at the proof. */
export interface PaymentNotified {
  readonly type: 'PaymentNotified';
  readonly body: { readonly actor: Actor };
}

/** The debtor paid debt and costs before the lot was sold. */
export interface LotSettledBeforeSale {
  readonly type: 'LotSettledBeforeSale';
  readonly body: Act;
}

/** The auctioneer confirms the hammer, where the profile leaves it to one (拍卖法 art. 51). */
export interface SaleConfirmed {
  readonly type: 'SaleConfirmed';
  readonly body: Act;
}

export const annulmentCauses = [
  'barred-buyer',
  'buyer-default',
  'unlawful-procedure',
  'court-order',
  'object-misdescribed',
  'other',
] as const;
export type AnnulmentCause = (typeof annulmentCauses)[number];

export interface LotAnnulled {
  readonly type: 'LotAnnulled';
  readonly body: Act & { readonly cause: AnnulmentCause };
}

/** One place of the notice: what it said, and what it says now; `null`: nothing. */
export type NoticeChange = {
  /** RFC 6901, into the notice as it was published. */
  readonly pointer: string;
  readonly before: string | null;
  readonly after: string | null;
};

export interface NoticeCorrected {
  readonly type: 'NoticeCorrected';
  readonly body: Act & { readonly changes: readonly NoticeChange[] };
}

/** After the buyer's default: the right at the runner-up's own highest bid, until the first instant after the offer. */
export interface RunnerUpOffered {
  readonly type: 'RunnerUpOffered';
  readonly body: {
    readonly actor: Actor;
    readonly bidderNumber: string;
    readonly amount: WireMoney;
    readonly until: string;
  };
}

/** Sold to the runner-up. */
export interface RunnerUpAccepted {
  readonly type: 'RunnerUpAccepted';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

export interface RunnerUpDeclined {
  readonly type: 'RunnerUpDeclined';
  readonly body: { readonly bidderNumber: string };
}

/** Nobody answered in time. */
export interface RunnerUpLapsed {
  readonly type: 'RunnerUpLapsed';
  readonly body: { readonly actor: Actor };
}

/** Somebody who may not bid was found behind a number; who it is stays closed. */
export interface BidderBarred {
  readonly type: 'BidderBarred';
  readonly body: { readonly actor: Actor; readonly bidderNumber: string; readonly ground: BarGround };
}

/** After a leader was voided: a bidder stands by its highest bid. */
export interface BidReconfirmed {
  readonly type: 'BidReconfirmed';
  readonly body: { readonly bidderNumber: string; readonly amount: WireMoney };
}

/** The rounds that were published and have not begun will not be held. */
export interface LadderStopped {
  readonly type: 'LadderStopped';
  readonly body: Act;
}

/** The next rung of the ladder begins its notice. */
export interface RoundAnnounced {
  readonly type: 'RoundAnnounced';
  readonly body: { readonly actor: Actor } & Announcement;
}

/** A later round as its notice says it. */
export type Announcement = {
  readonly round: number;
  readonly start: WireMoney;
  readonly deposit: WireMoney;
  readonly opensAt: string;
  readonly closesAt: string;
} & Offer;

/** The person behind a move is kept by the platform alone. */
export type LifeEvent = { readonly sealed?: PersonBehind } & (
  | LotPaused
  | PauseCauseEnded
  | LotResumed
  | LotWithdrawn
  | PaymentNotified
  | LotSettledBeforeSale
  | SaleConfirmed
  | LotAnnulled
  | NoticeCorrected
  | BidderBarred
  | BidReconfirmed
  | LadderStopped
  | RoundAnnounced
  | RunnerUpOffered
  | RunnerUpAccepted
  | RunnerUpDeclined
  | RunnerUpLapsed
);

export const lifeTypes = [
  'LotPaused',
  'PauseCauseEnded',
  'LotResumed',
  'LotWithdrawn',
  'PaymentNotified',
  'LotSettledBeforeSale',
  'SaleConfirmed',
  'LotAnnulled',
  'NoticeCorrected',
  'BidderBarred',
  'BidReconfirmed',
  'LadderStopped',
  'RoundAnnounced',
  'RunnerUpOffered',
  'RunnerUpAccepted',
  'RunnerUpDeclined',
  'RunnerUpLapsed',
] as const satisfies readonly LifeEvent['type'][];

/** Whether an event belongs to the life of a lot, and not to its bidding. */
export const isOfLife = <Event extends { readonly type: string }>(
  event: Event,
): event is Extract<Event, { type: LifeEvent['type'] }> =>
  (lifeTypes as readonly string[]).includes(event.type);
