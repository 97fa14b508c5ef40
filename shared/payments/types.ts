import type { Id, LotId, RegistrationId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { Channel } from '../ledger/account.ts';

export type PaymentId = Id<'payment'>;
export type RefundId = Id<'refund'>;

/** What somebody pays for. */
export const purposes = ['deposit', 'portable', 'balance', 'fee'] as const;
export type Purpose = (typeof purposes)[number];

/** How it comes in. */
export const doors = ['stripe', 'transfer'] as const;
export type Door = (typeof doors)[number];

/** Where the ledger has the money of a door. */
export const channelOf: Readonly<Record<Door, Channel>> = { stripe: 'stripe', transfer: 'bank' };

/**
 * In the order in which they take precedence over each other: whatever is told twice, late or out of order, the furthest
 * stands. Money that came after a payment was given up is money.
 */
export const paymentStatuses = ['opening', 'open', 'processing', 'failed', 'paid'] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

export interface Payment {
  readonly id: PaymentId;
  readonly purpose: Purpose;
  /** What is paid: of a deposit its id, which its own module knows. */
  readonly subject: string;
  /** Whose books it belongs to; names nobody. */
  readonly registration: RegistrationId;
  readonly door: Door;
  readonly amount: Money;
  /** What the payer and the provider see: opaque. */
  readonly reference: string;
  readonly status: PaymentStatus;
}

/** In the order in which they take precedence; what was paid back may still come back to us. */
export const refundStatuses = ['due', 'withheld', 'sent', 'paid', 'failed'] as const;
export type RefundStatus = (typeof refundStatuses)[number];

export const disputeStatuses = ['open', 'won', 'lost'] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];

/** Money that came by the bank and goes back by it. It lies in what is due to its registration. */
export interface BankRefundDue {
  /** Of whoever orders it: told again under the same key, nothing more happens. */
  readonly key: string;
  /** What the payer wrote on its transfer. */
  readonly reference: string;
  readonly registration: RegistrationId;
  /** Nobody else gets it. */
  readonly payer: string;
  readonly amount: Money;
  /** By when the instruction has to be given, inclusive; `null` where no rule says so. */
  readonly dueAt: Instant | null;
  /**
   * The ledger's key of the receipt, when one line of a statement brought it; without it that line is found by the reference.
   * `null`: it came by another door, and no account is known.
   */
  readonly receipt?: string | null;
}

/** Which part of a court's price. */
export const courtParts = ['deposit', 'balance'] as const;
export type CourtPart = (typeof courtParts)[number];

/** How far that is: it waits for an account, is prepared, was released by two people, or is there. */
export const courtPaymentStates = ['waiting', 'prepared', 'instructed', 'paid'] as const;
export type CourtPaymentState = (typeof courtPaymentStates)[number];

/** Money that goes to the account of the court that sells. */
export interface CourtDue {
  /** Of whoever orders it: told again under the same key, nothing more happens. */
  readonly key: string;
  readonly part: CourtPart;
  readonly lot: LotId;
  /** Of the buyer, and what it wrote on its transfer. */
  readonly registration: RegistrationId;
  readonly reference: string;
  readonly amount: Money;
  /** By when the instruction has to be given, inclusive. */
  readonly dueAt: Instant;
}
