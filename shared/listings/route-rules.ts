import type { JsonObject } from '../verify/canonical-json.ts';

export const routes = ['bidding', 'auction', 'judicial', 'civil-2020', 'selloff'] as const;
/** How a lot is sold: by whom, and under which law. */
export type Route = (typeof routes)[number];

export const formats = ['english', 'dutch', 'sealed', 'selloff'] as const;
export type Format = (typeof formats)[number];

export const saleWords = ['bidding', 'auction', 'court-auction', 'sell-off'] as const;
/** The term a page may use: 拍卖 only where somebody licensed, or a court, holds one. */
export type SaleWord = (typeof saleWords)[number];

export const priceTargets = ['escrow', 'house-or-escrow', 'court'] as const;

/** What the start of a first round is measured by. `last-round`: the price at which nobody bought. */
export type StartRule =
  | { readonly basis: 'appraisal-share'; readonly minBps: number }
  | { readonly basis: 'equals-appraisal' }
  | { readonly basis: 'agreed' }
  | { readonly basis: 'last-round' };

/**
 * What a deposit is measured by; `maxBps` `null`: the law sets no maximum. `creditorPays`: the executing creditor owes what
 * exceeds its claim; elsewhere everybody owes the whole.
 */
export type DepositRule =
  | {
      readonly basis: 'start-share' | 'appraisal-share';
      readonly minBps: number;
      readonly maxBps: number | null;
      readonly creditorPays?: 'above-claim';
    }
  | { readonly basis: 'agreed' };

/** A next round; `null`: as agreed. `byItself`: the platform opens it when the ladder was published before. */
export type NextRoundRule = {
  readonly withinDays: number | null;
  readonly cutMaxBps: number | null;
  readonly byItself: boolean;
};

/** What a winner who does not pay loses, in this order. */
export type BuyerDefaultRule = {
  readonly covers: readonly ('commissions' | 'costs' | 'gap' | 'debt' | 'related-debts')[];
  /** The most that is kept of the deposit, as a share of the loss; `null`: all of it. */
  readonly keptMaxOfLossBps: number | null;
  /** Whether what the deposit does not cover is still owed. */
  readonly shortfallOwed: boolean;
  readonly barredFromResale: boolean;
};

/** `tiers`: up to `upTo` (minor units, cumulative; `null`: without end) the rate `bps` of that slice. */
export type CommissionRule =
  | { readonly kind: 'fee-schedule' }
  | { readonly kind: 'none' }
  | { readonly kind: 'agreed'; readonly elseMaxBps: number }
  | {
      readonly kind: 'tiers';
      readonly tiers: readonly { readonly upTo: number | null; readonly bps: number }[];
    };

/** A fixed price held open for `openDays`; the first bid at it starts `biddingMs` of ascending bidding. */
export type SellOffRule = { readonly openDays: number; readonly biddingMs: number };

/**
 * What a sale route rules, one member per row of 3-trading-rules §3.1. Rates in basis points, durations in milliseconds,
 * days as calendar days in Asia/Shanghai.
 */
export interface RouteRules {
  readonly word: SaleWord;
  readonly seller: 'bank' | 'auction-house' | 'court';
  /** Who sets price, cut, increment, deposit and priority. `as-before`: whoever did in the rounds that failed. */
  readonly deciders: 'bank-two-people' | 'consignor-and-house' | 'court-panel' | 'court' | 'as-before';
  /** `accredited`: agencies that the platform accredited; `anyone`: who meets the law's and the notice's conditions. */
  readonly admission: 'accredited' | 'anyone';
  readonly agentConfirmedBeforeOpening: boolean;
  readonly formats: readonly Format[];
  /** English rounds at most; `null`: as many as are agreed. */
  readonly maxRounds: number | null;
  /** Whether a format's rules may let a bid be taken back. */
  readonly withdrawable: boolean;
  readonly start: StartRule;
  /** A committed reserve above the start; without one the reserve equals the start. */
  readonly hiddenReserve: boolean;
  readonly maximumBids: boolean;
  readonly wholeSteps: boolean;
  /** Between priority purchasers of equal rank. */
  readonly equalRank: 'earlier' | 'by-lot';
  readonly noticeDays: number;
  readonly nextNoticeDays: number;
  /** Days of viewing within the notice. */
  readonly viewingDays: number;
  /** 0: as long as the notice says. */
  readonly biddingMinMs: number;
  /** 0: late bids do not move the end. */
  readonly extensionWindowMs: number;
  readonly extensionMs: number;
  readonly confirmation: 'system' | 'auctioneer';
  readonly deposit: DepositRule;
  readonly biddersNeeded: number;
  /** A bid over this multiple of the asking price asks for a confirmation. */
  readonly limitTimes: number;
  readonly nextRound: NextRoundRule;
  /** `null`: the route has none. */
  readonly sellOff: SellOffRule | null;
  readonly sellerMayBid: boolean;
  readonly creditorMayBid: boolean;
  readonly debtorMayBid: boolean;
  readonly losersRefundMs: number;
  readonly buyerDefault: BuyerDefaultRule;
  /** A new offer to the runner-up, where the notice said so. */
  readonly runnerUpOffer: boolean;
  /** `recordal`: a patent's registration, a mark's announcement. */
  readonly titlePasses: 'recordal' | 'service-of-ruling';
  readonly priceGoesTo: (typeof priceTargets)[number];
  readonly settleBeforeSaleUntil: 'hammer' | 'opening' | 'day-before';
  /** `fault-or-safety`: the platform may pause for nothing else. Resumed at most `resumeDays` after the cause ended. */
  readonly pause: { readonly reasons: 'public' | 'fault-or-safety'; readonly resumeDays: number };
  readonly recordsYears: number;
  /** Parties and priority holders are told this long before the notice; who cannot be reached, by posting before that. */
  readonly partiesTold: { readonly daysBefore: number; readonly postedDays: number };
  readonly taxes: 'as-in-notice' | 'as-agreed' | 'statutory-payer';
  readonly commission: CommissionRule;
  /** What the notice must say, what must be public beside it, and what bidders are warned of: codes of `statements.ts`. */
  readonly noticeContents: readonly string[];
  readonly publicItems: readonly string[];
  readonly warnings: readonly string[];
}

export type Rule = keyof RouteRules;

/** Stands first among a rule's sources where the number is the platform's own; what follows is then its model. */
export const OURS = 'ours';

/**
 * A route's rules as data, versioned and immutable: a lot keeps the version it was published with. `articles` says what
 * each rule rests on.
 */
export interface Profile extends RouteRules, JsonObject {
  readonly route: Route;
  readonly version: number;
  readonly articles: { readonly [Name in Rule]: readonly string[] };
}
