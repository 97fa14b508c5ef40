import type { BidderNumber, DepositId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/** The text a bidder accepts before it may bid: bids are binding until overbid, what a default costs. */
export interface Conditions {
  readonly version: number;
  /** SHA-256 of both texts, in hex: what was accepted can be shown later. */
  readonly hash: string;
  readonly zh: string;
  readonly en: string;
}

export const depositStatuses = ['requested', 'held', 'applied', 'released', 'forfeited'] as const;
export type DepositStatus = (typeof depositStatuses)[number];

/** A bidder's money, held so that it may bid; per round. */
export interface Deposit {
  readonly id: DepositId;
  /** What the payer writes on the transfer: opaque, with a check character; shows no lot and no number. */
  readonly reference: string;
  readonly amount: Money;
  readonly status: DepositStatus;
}

/** Of an agent by its principal; of a letter of intent by a person of the platform. */
export const confirmationStates = ['awaited', 'confirmed', 'refused'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** Of an agent. A mandate that was confirmed can be revoked: what was bid under it stands (民法典 art. 933). */
export const agentStates = [...confirmationStates, 'revoked'] as const;
export type AgentState = (typeof agentStates)[number];

/** What an organisation or a person is to a lot; the session knows it, so the rules of bidding look nothing up. */
export type Standing =
  | { readonly kind: 'stranger' }
  | { readonly kind: 'conditions-open' }
  /** The principal, or a letter of intent, has not been confirmed, or was refused. */
  | { readonly kind: 'unconfirmed' }
  | { readonly kind: 'barred'; readonly ground: BarGround }
  | { readonly kind: 'deposit-open' }
  | {
      readonly kind: 'bidder';
      readonly bidderNumber: BidderNumber;
      /** Of a priority purchaser: 1 goes before 2. */
      readonly rank?: number;
      /** Of an agent: how far its principal lets it go. */
      readonly authority?: Authority;
    };

/** The limits of a mandate: what its agent may bid at most, and until when, exclusive; `null`: no limit. */
export interface Authority {
  readonly cap: Money | null;
  readonly until: Instant | null;
}

/**
 * Why somebody may not bid on a lot, nor have others bid (3-trading-rules §3.6), in order of precedence. Of its people, the
 * ground is that of the organisation; of their near relatives, `near-relative`.
 */
export const barGrounds = [
  /** The seller and its related parties (拍卖法 art. 30). */
  'seller',
  'seller-related',
  'creditor',
  'debtor',
  'pledgor',
  /** The auctioneer and its staff (拍卖法 art. 22). */
  'auctioneer',
  'court',
  'platform',
  /** Whoever valued, appraised, inspected, audited, exhibited, advised, stored or packaged the lot (法释〔2016〕18号 art. 34). */
  'auxiliary',
  /** 民法典 art. 1045. */
  'near-relative',
  'defaulter',
  'two-mandates',
  'mandate-and-own-account',
  /** One person, or one organisation, under two numbers. */
  'same-bidder',
  /** 专利法 art. 10; 技术进出口管理条例 art. 31–37. */
  'prohibited-technology',
  'restricted-technology',
] as const;
export type BarGround = (typeof barGrounds)[number];
