import type { Reading } from '../kernel/decision.ts';
import {
  type PaymentReference,
  paymentReference,
  readPaymentReference,
  type ReferenceFault,
} from '../kernel/payment-reference.ts';

/** What a payer writes on the transfer of a deposit: `BZJ`, ten random characters, one check character. */
export type DepositReference = PaymentReference;

/** A reference from ten given random bytes. */
export const depositReference = (random: Uint8Array): DepositReference => paymentReference('BZJ', random);

/** Reads what a clerk typed: case, blanks and hyphens do not matter. */
export const readDepositReference = (text: string): Reading<DepositReference, ReferenceFault> =>
  readPaymentReference(text, ['BZJ']);
