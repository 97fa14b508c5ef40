import type { CalendarDay } from '../../kernel/instant.ts';
import type { Money } from '../../kernel/money.ts';

export const saleCostKinds = ['court', 'appraisal', 'notice', 'commission', 'agent', 'tax', 'other'] as const;
export type SaleCostKind = (typeof saleCostKinds)[number];

/** What the sale itself cost: it comes off before every claim (民诉法解释 508). Paid in the order given. */
export interface SaleCost {
  readonly id: string;
  readonly kind: SaleCostKind;
  readonly amount: Money;
  /** The claim whose holder advanced it: it uses up the cap of that claim (担保制度解释 15). */
  readonly advancedBy?: string;
}

/** What a pledge secures (民法典 389): costs of enforcing it other than of this sale, interest, penalty, principal. */
export const claimParts = ['costs', 'interest', 'penalty', 'principal'] as const;
export type ClaimPart = (typeof claimParts)[number];
export type Parts = Readonly<Record<ClaimPart, Money>>;

/** Buckets paid one after the other; parts in one bucket share what is left by amount. Every part is in one bucket. */
export type PaymentOrder = readonly (readonly ClaimPart[])[];

/** Costs, interest, principal (民法典 561); the penalty, which it does not name, beside the interest. */
export const ORDER_OF_LAW: PaymentOrder = [['costs'], ['interest', 'penalty'], ['principal']];

/** A maximum-amount pledge (民法典 439). The cap takes everything in, unless agreed that it limits the principal only. */
export interface MaximumAmount {
  readonly cap: Money;
  readonly covers: 'everything' | 'principal';
}

/** What grows on the open principal from the day after `since`, simple, by the year (民法典 676). */
export interface Accrual {
  readonly since: CalendarDay;
  readonly daysOfYear: 360 | 365;
  readonly interestBps: number;
  readonly penaltyBps: number;
}

export interface SecuredClaim {
  readonly id: string;
  /** 1 is paid first; equal ranks share by amount (民法典 414, 415). */
  readonly rank: number;
  readonly parts: Parts;
  /** As the parties agreed; without it `ORDER_OF_LAW`. */
  readonly order?: PaymentOrder;
  readonly maximum?: MaximumAmount;
  /** Without it the parts stand as they are, however late a price is paid. */
  readonly accrual?: Accrual;
}

/** One price and who may be paid from it. All amounts are of one currency. */
export interface Pot {
  readonly proceeds: Money;
  readonly costs: readonly SaleCost[];
  readonly claims: readonly SecuredClaim[];
}

/** What stood in the pot before a line was written, what it took, and what it left. */
interface Movement {
  readonly available: Money;
  readonly paid: Money;
  readonly left: Money;
}

/**
 * One line of the explanation, in the order in which the money moves. `accrual`, `cap` and `share` move none: they say what
 * is claimed by now, and how much of it the next lines may take.
 */
export type Step =
  | ({ readonly kind: 'sale-cost'; readonly cost: string; readonly costKind: SaleCostKind } & {
      readonly due: Money;
    } & Movement)
  | ({
      readonly kind: 'accrual';
      readonly claim: string;
      readonly until: CalendarDay;
      readonly days: number;
      readonly principal: Money;
      readonly interest: Money;
      readonly penalty: Money;
    } & Accrual)
  | {
      readonly kind: 'cap';
      readonly claim: string;
      readonly covers: MaximumAmount['covers'];
      readonly claimed: Money;
      readonly cap: Money;
      /** Sale costs its holder advanced and got back: they count against the cap. */
      readonly usedByCosts: Money;
      readonly secured: Money;
    }
  | {
      readonly kind: 'share';
      readonly claim: string;
      readonly rank: number;
      /** The claim's secured amount, of that of all claims of its rank. */
      readonly secured: Money;
      readonly ofAll: Money;
      readonly available: Money;
      readonly share: Money;
    }
  | ({
      readonly kind: 'claim-part';
      readonly claim: string;
      readonly rank: number;
      readonly part: ClaimPart;
      readonly due: Money;
    } & Movement)
  | ({ readonly kind: 'surplus' } & Movement);

export interface ClaimOutcome {
  readonly id: string;
  readonly rank: number;
  readonly paid: Parts;
  /** Owed by the debtor still, secured or not (民法典 438). */
  readonly unpaid: Parts;
}

export interface CostOutcome {
  readonly cost: SaleCost;
  readonly paid: Money;
  readonly unpaid: Money;
}

export interface Distribution {
  readonly proceeds: Money;
  readonly steps: readonly Step[];
  readonly costs: readonly CostOutcome[];
  /** In the order given. */
  readonly claims: readonly ClaimOutcome[];
  /** The pledgor's, who may differ from the debtor (民法典 438). */
  readonly surplus: Money;
  /** Sale costs and claims that the price did not reach. */
  readonly deficiency: Money;
}
