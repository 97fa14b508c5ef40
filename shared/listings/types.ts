import type { CaseId, OrganisationId, RightId } from '../kernel/ids.ts';
import type { CalendarDay, Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { FallTerms } from './dutch.ts';
import type { Increments } from './increments.ts';
import type { SealedOfferTerms } from './keepers.ts';
import type { Rung } from './ladder.ts';
import type { StatedPayment } from './payment-plan.ts';
import type { Party, Right } from './right.ts';
import type { StatementCode, WarningCode } from './statements.ts';
import type { Tellings } from './told.ts';

/** A defaulted loan whose pledge is to be realised. */
export interface Case extends Tellings {
  readonly id: CaseId;
  readonly bank: OrganisationId;
  /** The bank's own file number. */
  readonly reference: string;
  readonly debtor: Party;
  /** Owns the rights until transfer; may differ from the debtor. */
  readonly pledgor: Party;
  readonly principal: Money;
  readonly interest: Money;
  /** The default or agreed event that opens enforcement (民法典 436). */
  readonly defaultedOn: CalendarDay;
  /** Written agreement of the pledgor to this sale, or the self-sale clause (担保制度解释 45). */
  readonly saleAgreedOn: CalendarDay | null;
  /** The last act that began the limitation anew: a demand, an acknowledgement (民法典 195). Absent: the default itself. */
  readonly acknowledgedOn?: CalendarDay;
  /** Absent: the pledge contract has no forfeiture clause (民法典 428). */
  readonly forfeiture?: (typeof forfeitures)[number];
}

/** A forfeiture clause alone gives only priority in the proceeds; relying on it is refused. */
export const forfeitures = ['clause', 'relied-on'] as const;

/** A right of a case with the security over it. */
export interface CaseRight {
  readonly id: RightId;
  readonly caseId: CaseId;
  readonly right: Right;
  readonly pledge: Pledge | null;
  readonly appraisal: Appraisal | null;
  readonly circumstances: Circumstances | null;
}

export const rightStatuses = ['in-force', 'lapsed', 'expired', 'surrendered', 'invalid'] as const;

/** Identical or similar marks on the same or similar goods: they are sold together (商标法 42). */
export const similarMarks = ['none', 'all-included', 'left-out'] as const;

/** What the register and the parties say about a right on the day somebody looked. */
export interface Circumstances {
  readonly checkedOn: CalendarDay;
  readonly status: (typeof rightStatuses)[number];
  /** The court that froze it. */
  readonly frozenBy?: string;
  /** The last day that annual fees are paid for; rights without fees have none. */
  readonly feesPaidUntil?: CalendarDay;
  readonly coOwnersConsentedOn?: CalendarDay;
  /** Marks only. */
  readonly similarMarks?: (typeof similarMarks)[number];
  readonly isStateAsset: boolean;
  /** An approval that the law asks for before the sale (拍卖法 8); `grantedOn` absent: not yet given. */
  readonly approval?: { readonly from: string; readonly grantedOn?: CalendarDay };
}

/** A pledge entered in the register: it exists from registration (民法典 444). */
export interface Pledge {
  readonly registrationNumber: string;
  readonly registeredOn: CalendarDay;
  /** As registered; publish is refused when it is not the seller's name. */
  readonly pledgee: string;
  readonly pledgor: string;
  /** A maximum-amount pledge (民法典 439): what was registered, and what is claimed under it. */
  readonly maximum?: { readonly cap: Money; readonly claimed: Money };
}

export interface Appraisal {
  readonly valuer: Party;
  readonly value: Money;
  readonly appraisedOn: CalendarDay;
  /** Last day of its validity, at most one year after `appraisedOn`. */
  readonly validUntil: CalendarDay;
}

/** What a bank sells and on which terms. */
export interface ListingTerms extends StatedPayment {
  readonly title: string;
  readonly description: string;
  readonly rightIds: readonly RightId[];
  readonly route: ListingRoute;
  readonly papers: Papers;
  /** Days on which the papers and samples may be seen. */
  readonly viewing?: { readonly from: CalendarDay; readonly until: CalendarDay };
  readonly statements: Statements;
  readonly start: Money;
  readonly increments: Increments;
  /** Of a first round whose price falls; without it the price rises by the increments. */
  readonly fall?: FallTerms;
  /** Of a first round under sealed bids. */
  readonly sealed?: SealedOfferTerms;
  readonly deposit: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  /** The rounds after the first, published with it. */
  readonly ladder: readonly Rung[];
  /** The price below which the pledgor agreed to no rung. */
  readonly floor?: Money;
  /** Days in which the runner-up may take the right after a buyer's default; absent: it is not offered. */
  readonly runnerUpDays?: number;
  /** Hidden: below it nobody buys. Absent: the start is all that is asked for. */
  readonly reserve?: Money;
}

/** How the first round of a listing is sold. */
export function firstFormat({
  fall,
  sealed,
}: {
  readonly fall?: unknown;
  readonly sealed?: unknown;
}): 'english' | 'dutch' | 'sealed' {
  if (fall !== undefined) return 'dutch';
  return sealed === undefined ? 'english' : 'sealed';
}

/** Routes a listing may choose. A sell-off follows failed rounds, as the last rung of a ladder. */
export const listingRoutes = ['bidding', 'auction', 'judicial', 'civil-2020'] as const;
export type ListingRoute = (typeof listingRoutes)[number];

/** What a route asks for beside the bank's own word. */
export interface Papers {
  readonly consignment?: Consignment;
  readonly courtOrder?: CourtOrder;
}

/** A licensed house takes the sale on (拍卖法 11, 14, 42). */
export interface Consignment {
  readonly house: string;
  /** Of the house, in its normal form: by it the house is known here, and no other of the same name. */
  readonly creditCode?: string;
  readonly licence: string;
  readonly auctioneer: string;
  readonly auctioneerLicence: string;
  readonly contractSignedOn: CalendarDay;
}

/** The executing court's papers (法释〔2016〕18号 4–5). */
export interface CourtOrder {
  readonly court: string;
  readonly caseNumber: string;
  readonly ruledOn: CalendarDay;
  /** When this platform was chosen for the case. */
  readonly platformChosenOn: CalendarDay;
}

/** What the notice says in words, which warnings it gives, and that no warranty is given (法释〔2016〕18号 12–15). */
export interface Statements {
  readonly texts: Readonly<Partial<Record<StatementCode, string>>>;
  readonly warnings: readonly WarningCode[];
  readonly noWarranty: boolean;
}

export const listingStatuses = ['draft', 'submitted', 'approved', 'published', 'withdrawn'] as const;
export type ListingStatus = (typeof listingStatuses)[number];

/** One reason why a listing may not be published, with the article it rests on (3-trading-rules §3.7). */
export interface ClosedGate {
  readonly gate: GateCode;
  readonly article: string;
  /** What would be accepted: the minimum, the range, the earliest opening. */
  readonly facts: Readonly<Record<string, unknown>>;
}

export const gateCodes = [
  'no-rights',
  'seller-not-of-route',
  'default-not-proven',
  'sale-not-agreed',
  'claim-time-barred',
  'forfeiture-relied-on',
  'auction-house-missing',
  'court-papers-missing',
  'platform-not-listed',
  'parties-not-told',
  'pledge-missing',
  'pledge-not-of-seller',
  'pledge-above-cap',
  'right-unchecked',
  'right-ended',
  'right-expired',
  'right-frozen',
  'fee-overdue',
  'similar-marks-left-out',
  'co-owner-consent-missing',
  'approval-missing',
  'right-on-sale',
  'appraisal-missing',
  'state-asset-not-appraised',
  'appraisal-expired',
  'currency-mixed',
  'amount-too-large',
  'start-out-of-range',
  'reserve-not-offered',
  'reserve-out-of-range',
  'runner-up-not-offered',
  'instalments-not-offered',
  'payment-unlawful',
  'deposit-out-of-range',
  'increment-missing',
  'fall-unlawful',
  'sealed-unlawful',
  'notice-too-short',
  'viewing-too-short',
  'bidding-too-short',
  'ladder-unlawful',
  'sell-off-too-early',
  'notice-content-missing',
  'public-item-missing',
  'warning-missing',
  'no-warranty-missing',
] as const;
export type GateCode = (typeof gateCodes)[number];
