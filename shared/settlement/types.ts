import type { BidderNumber, LotId, SettlementId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/** 成交确认书: who bought what from whom, for how much, and which log proves it. */
export interface SaleConfirmation {
  readonly id: SettlementId;
  readonly number: string;
  readonly lotId: LotId;
  readonly lotNumber: string;
  readonly title: string;
  readonly seller: string;
  readonly buyer: Buyer;
  readonly bidderNumber: BidderNumber;
  readonly hammer: Money;
  readonly closedAt: Instant;
  /** Entries and head hash of the log that decided the sale, in hex. */
  readonly logSize: number;
  readonly logHash: string;
}

/** The agency bids for itself now; a mandate's principal comes later and may be a natural person. */
export interface Buyer {
  readonly kind: 'company' | 'person';
  readonly name: string;
  readonly creditCode: string | null;
}

/** `CJ-SX-2026-000123`: one confirmation per lot, so the lot's number carries it. */
export const confirmationNumber = (lotNumber: string): string => `CJ-${lotNumber}`;
