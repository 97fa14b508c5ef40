import * as z from 'zod/mini';
import {
  daySchema,
  freeTextSchema,
  idSchema,
  instantSchema,
  moneySchema,
  textSchema,
} from '../kernel/schemas.ts';
import { courtParts } from '../payments/types.ts';
import { matchOutcomes, waysOut } from './match.ts';
import { ACCOUNT_NUMBER, BANK_CODE } from './payee.ts';
import { payableKinds, payoutStates } from './payout.ts';
import { refundWaits } from './refund.ts';
import { statementFormats } from './types.ts';

const statementShape = {
  id: idSchema,
  account: z.string(),
  format: z.enum(statementFormats),
  fileName: z.string(),
  importedAt: instantSchema,
  /** First and last day of its lines. */
  from: daySchema,
  until: daySchema,
  lines: z.int(),
};
const bankStatementView = z.strictObject(statementShape);
export type BankStatementView = z.infer<typeof bankStatementView>;

/** `GET /api/v1/bank-statements` (operator): the latest, newest first. */
export const bankStatementList = z.strictObject({ items: z.array(bankStatementView) });
export type BankStatementList = z.infer<typeof bankStatementList>;

/**
 * `POST /api/v1/bank-statements` (operator): what a bank's file was. Of a statement, how many of its lines are new, and what
 * became of those; the same file again, or lines of another one, count nothing twice. Of a report, what it said of payouts.
 */
export const bankFileView = z.strictObject({
  statement: z.nullable(z.strictObject(statementShape)),
  isNew: z.boolean(),
  newLines: z.int(),
  matched: z.int(),
  queued: z.int(),
  paidOut: z.int(),
  failed: z.int(),
});
export type BankFileView = z.infer<typeof bankFileView>;

export const bankLineView = z.strictObject({
  id: idSchema,
  entryId: z.string(),
  bookedOn: daySchema,
  amount: moneySchema,
  direction: z.enum(['credit', 'debit']),
  name: z.string(),
  account: z.string(),
  remark: z.string(),
  outcome: z.enum(matchOutcomes),
  /** Of the payment that it would have been. */
  reference: z.nullable(z.string()),
  /** Who had to pay that. */
  payer: z.nullable(z.string()),
  /** What that comes to. */
  due: z.nullable(moneySchema),
  ways: z.array(z.enum(waysOut)),
  proposal: z.nullable(
    z.strictObject({
      way: z.enum(waysOut),
      reference: z.nullable(z.string()),
      reason: z.string(),
      /** The reader proposed it, and so does not confirm it. */
      isOwn: z.boolean(),
      at: instantSchema,
    }),
  ),
});
export type BankLineView = z.infer<typeof bankLineView>;

/** `GET /api/v1/bank-lines` (operator): what fits nothing and waits for two people, oldest first. */
export const bankLineList = z.strictObject({ items: z.array(bankLineView) });
export type BankLineList = z.infer<typeof bankLineList>;

/** `POST /api/v1/bank-lines/:id/proposals`: the first of the two. */
export const proposalInput = z.strictObject({
  way: z.enum(waysOut),
  /** For an assignment. */
  reference: z.optional(z.string().check(z.maxLength(60))),
  reason: textSchema(500),
});
export type ProposalInput = z.infer<typeof proposalInput>;

/** `POST /api/v1/bank-lines/:id/answer`: the second. */
export const proposalAnswer = z.strictObject({ isConfirmed: z.boolean() });

export const lineState = z.strictObject({ state: z.enum(['queued', 'proposed', 'assigned', 'returned']) });
export type LineState = z.infer<typeof lineState>['state'];

const payee = {
  name: textSchema(140),
  account: z.string().check(z.regex(ACCOUNT_NUMBER)),
  bank: freeTextSchema(140),
  bankCode: z.string().check(z.regex(BANK_CODE)),
};

/** `POST /api/v1/payouts` (operator): `from` is the code of an account that owes, as in the ledger. */
export const payoutInput = z.strictObject({
  from: z.string().check(z.maxLength(120)),
  amount: moneySchema,
  payee: z.strictObject(payee),
  purpose: textSchema(100),
});
export type PayoutInput = z.infer<typeof payoutInput>;

export const payoutView = z.strictObject({
  id: idSchema,
  reference: z.string(),
  from: z.string(),
  amount: moneySchema,
  payee: z.strictObject({ name: z.string(), account: z.string(), bank: z.string(), bankCode: z.string() }),
  purpose: z.string(),
  state: z.enum(payoutStates),
  preparedAt: instantSchema,
  /** The reader prepared or collected it, and so does not release it. */
  isOwn: z.boolean(),
  /** The platform prepared it, for a refund or a court. */
  isAutomatic: z.boolean(),
  /** Why it failed or was cancelled. */
  note: z.nullable(z.string()),
  fileId: z.nullable(idSchema),
});
export type PayoutView = z.infer<typeof payoutView>;

export const payoutQuery = z.strictObject({ state: z.optional(z.enum(payoutStates)) });

/** `GET /api/v1/payouts?state=prepared` (operator): the latest hundred. */
export const payoutList = z.strictObject({ items: z.array(payoutView) });
export type PayoutList = z.infer<typeof payoutList>;

export const payoutMoved = z.strictObject({ state: z.enum(payoutStates) });
export const cancellationInput = z.strictObject({ reason: textSchema(500) });

/** `POST /api/v1/payout-batches` (operator): the first person collects what the platform prepared; a second one releases it. */
export const payoutBatchView = z.strictObject({
  id: idSchema,
  madeAt: instantSchema,
  payouts: z.int(),
  sum: moneySchema,
  /** The reader collected it, and so does not release it. */
  isOwn: z.boolean(),
});
export type PayoutBatchView = z.infer<typeof payoutBatchView>;

/** `GET /api/v1/payout-batches` (operator): those that wait for the second person, oldest first. */
export const payoutBatchList = z.strictObject({ items: z.array(payoutBatchView) });
export type PayoutBatchList = z.infer<typeof payoutBatchList>;

/** `GET /api/v1/payouts/dues` (operator): accounts from which something may be paid out by hand, and what is not promised yet. */
export const payableDueList = z.strictObject({
  items: z.array(
    z.strictObject({
      /** The account's code. */
      from: z.string(),
      kind: z.enum(payableKinds),
      /** Of the lot that it belongs to; `null` for money that fits no payment. */
      lotId: z.nullable(idSchema),
      free: moneySchema,
    }),
  ),
});
export type PayableDueList = z.infer<typeof payableDueList>;

/** `GET /api/v1/bank-refunds` (operator): money due back by the bank, or to a court, for which no account is known, the most urgent first. */
export const bankRefundView = z.strictObject({
  id: idSchema,
  /** What the payer wrote; it tells neither lot nor number. */
  reference: z.string(),
  amount: moneySchema,
  /** Who paid and gets it back; or the court. */
  payer: z.string(),
  /** Of a court's price; `null`: a refund. */
  toCourt: z.nullable(z.enum(courtParts)),
  wait: z.enum(refundWaits),
  /** Why its last payout failed or was cancelled. */
  note: z.nullable(z.string()),
  dueAt: z.nullable(instantSchema),
  /** What somebody stated and nobody answered. */
  stated: z.nullable(
    z.strictObject({
      holder: z.string(),
      account: z.string(),
      bank: z.string(),
      bankCode: z.string(),
      reason: z.string(),
      /** The reader stated it, and so does not confirm it. */
      isOwn: z.boolean(),
    }),
  ),
});
export type BankRefundView = z.infer<typeof bankRefundView>;
export const bankRefundList = z.strictObject({ items: z.array(bankRefundView) });
export type BankRefundList = z.infer<typeof bankRefundList>;

/** `POST /api/v1/bank-refunds/:id/account` (operator): the first of the two; the holder is who paid, or the court. */
export const refundAccountInput = z.strictObject({
  holder: payee.name,
  account: payee.account,
  bank: payee.bank,
  bankCode: payee.bankCode,
  reason: textSchema(500),
});
export type RefundAccountInput = z.infer<typeof refundAccountInput>;

/** `POST /api/v1/bank-refunds/:id/answer` (operator): the second. */
export const refundAccountAnswer = z.strictObject({ isConfirmed: z.boolean() });
export const refundState = z.strictObject({ state: z.enum(['waiting', 'stated', 'prepared']) });
export type RefundState = z.infer<typeof refundState>['state'];

/** `POST /api/v1/payment-files` (operator): everything released, in one file for the bank. */
export const paymentFileView = z.strictObject({
  id: idSchema,
  messageId: z.string(),
  madeAt: instantSchema,
  payouts: z.int(),
  sum: moneySchema,
});
export type PaymentFileView = z.infer<typeof paymentFileView>;
