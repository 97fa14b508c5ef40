import type { CaseId, OrganisationId, RightId } from '../kernel/ids.ts';
import type { CalendarDay, Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Increments } from './increments.ts';
import type { Party, Right } from './right.ts';

/** A defaulted loan whose pledge is to be realised. */
export interface Case {
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
}

/** A right of a case with the security over it. */
export interface CaseRight {
  readonly id: RightId;
  readonly caseId: CaseId;
  readonly right: Right;
  readonly pledge: Pledge | null;
  readonly appraisal: Appraisal | null;
}

/** A pledge entered in the register: it exists from registration (民法典 444). */
export interface Pledge {
  readonly registrationNumber: string;
  readonly registeredOn: CalendarDay;
  /** As registered; publish is refused when it is not the seller's name. */
  readonly pledgee: string;
  readonly pledgor: string;
}

export interface Appraisal {
  readonly valuer: Party;
  readonly value: Money;
  readonly appraisedOn: CalendarDay;
  /** Last day of its validity, at most one year after `appraisedOn`. */
  readonly validUntil: CalendarDay;
}

/** What a bank sells and on which terms. */
export interface ListingTerms {
  readonly title: string;
  readonly description: string;
  readonly rightIds: readonly RightId[];
  readonly route: 'bidding';
  readonly start: Money;
  readonly increments: Increments;
  readonly deposit: Money;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
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
  'default-not-proven',
  'sale-not-agreed',
  'pledge-missing',
  'pledge-not-of-seller',
  'right-expired',
  'right-on-sale',
  'appraisal-missing',
  'appraisal-expired',
  'currency-mixed',
  'amount-too-large',
  'start-out-of-range',
  'deposit-out-of-range',
  'increment-missing',
  'notice-too-short',
  'bidding-too-short',
] as const;
export type GateCode = (typeof gateCodes)[number];
