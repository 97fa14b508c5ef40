import * as z from 'zod/mini';
import { documentInput } from '../accounts/api.ts';
import { idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { onlineView, paymentView } from '../payments/api.ts';
import { disputeStatuses, refundStatuses } from '../payments/types.ts';
import { registrants } from './admission.ts';
import { agentStates, barGrounds, confirmationStates, depositStatuses } from './types.ts';

/** `GET /api/v1/conditions`: the version in force. */
export const conditionsView = z.strictObject({
  version: z.int(),
  hash: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** An organisation by its credit code, or a natural person by a document. */
export const namedInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organisation'), name: textSchema(200), creditCode: textSchema(40) }),
  z.strictObject({ kind: z.literal('person'), name: textSchema(80), document: documentInput }),
]);
export type NamedInput = z.infer<typeof namedInput>;

/** Of a mandate, as its agent says and its principal confirms: `until` is exclusive; what is left out has no limit. */
export const authoritySchema = z.strictObject({
  cap: z.optional(moneySchema),
  until: z.optional(instantSchema),
});
export type AuthorityView = z.infer<typeof authoritySchema>;

/**
 * `POST /api/v1/lots/:id/registrations`: the hash says which text was read. `principal`: for whom the registrant bids, who
 * has to confirm it, and how far it may go. `letter`: of intent, for restricted technology (技术进出口管理条例 art. 33).
 */
export const registrationInput = z.strictObject({
  conditionsVersion: z.int(),
  conditionsHash: textSchema(64),
  as: z.optional(z.enum(registrants)),
  principal: z.optional(namedInput),
  authority: z.optional(authoritySchema),
  letter: z.optional(z.strictObject({ number: textSchema(60), item: textSchema(40) })),
});
export type RegistrationInput = z.infer<typeof registrationInput>;

export const registrationView = z.strictObject({
  id: idSchema,
  lotId: idSchema,
  as: z.enum(registrants),
  /** The name under which the sale would be confirmed. */
  bidder: z.string(),
  /** `null` when the registrant bids for itself. */
  agent: z.nullable(
    z.strictObject({
      state: z.enum(agentStates),
      until: instantSchema,
      authority: authoritySchema,
    }),
  ),
  /** Of a letter of intent, by a person of the platform; `null` when there is none to look at. */
  review: z.nullable(z.enum(confirmationStates)),
  barred: z.nullable(z.enum(barGrounds)),
  /** Of a priority purchaser. */
  rank: z.nullable(z.int()),
  bidderNumber: z.nullable(z.string()),
  registeredAt: instantSchema,
  deposit: z.strictObject({
    reference: z.string(),
    amount: moneySchema,
    /** What everybody else pays, when this bidder is spared a part of it as the executing creditor. */
    reducedFrom: z.nullable(moneySchema),
    /**
     * Of one that goes back: when that was instructed (`null`: not yet), and by when it had to be (inclusive); `null` where
     * nothing said so.
     */
    refund: z.nullable(
      z.strictObject({
        at: z.nullable(instantSchema),
        dueAt: z.nullable(instantSchema),
        /** The sale was undone when the court had the deposit, or was to have it: the court gives it back. */
        isByCourt: z.boolean(),
      }),
    ),
    status: z.enum(depositStatuses),
    /** Taken from the portable deposit, where it goes back to. */
    isEarmarked: z.boolean(),
    /** Where to pay: the platform's account, from configuration. */
    account: z.strictObject({ holder: z.string(), bank: z.string(), number: z.string() }),
    online: onlineView,
    /** The last one by card or wallet; `null` while nobody tried. */
    payment: z.nullable(paymentView),
  }),
});
export type RegistrationView = z.infer<typeof registrationView>;

/** `GET /api/v1/registrations`: those of the person, and of the organisation that it binds. */
export const registrationList = z.strictObject({ items: z.array(registrationView) });

/** `POST /api/v1/registrations/:id/withdrawal` (its own side), while no money is held for it. */
export const withdrawalAnswer = z.strictObject({ status: z.literal('withdrawn') });

/** `GET /api/v1/agent-requests`: who registered for a lot in the asking person's, or organisation's, name. */
export const agentRequestList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idSchema,
      lotId: idSchema,
      agent: z.string(),
      bidder: z.string(),
      state: z.enum(agentStates),
      /** Exclusive. */
      until: instantSchema,
      authority: authoritySchema,
      /** Confirmed, and the lot takes bids now or later. */
      isRevocable: z.boolean(),
      /** The lot was sold to the asking side. */
      hasWon: z.boolean(),
    }),
  ),
});
export type AgentRequestList = z.infer<typeof agentRequestList>;

/** `POST /api/v1/agent-requests/:id/answer` (the principal). */
export const agentAnswerInput = z.strictObject({ isConfirmed: z.boolean() });
export const confirmationAnswer = z.strictObject({ state: z.enum(confirmationStates) });

/** `POST /api/v1/agent-requests/:id/revocation` (the principal), until the lot ends. */
export const revocationAnswer = z.strictObject({ state: z.literal('revoked') });

/** `GET /api/v1/reviews` (operator): letters of intent; name and technology, never a lot, a number or a registration. */
export const reviewList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      country: z.string(),
      letter: z.string(),
      /** Of the catalogue of technology whose export is restricted. */
      item: z.string(),
    }),
  ),
});
export type ReviewList = z.infer<typeof reviewList>;

/** `POST /api/v1/reviews/:id/decision` (operator). */
export const reviewInput = z.strictObject({ isPassed: z.boolean(), reason: textSchema(500) });

/** `GET /api/v1/deposits?status=` (operator): payer and amount, never a lot or a bidder number before the end. */
export const depositView = z.strictObject({
  reference: z.string(),
  amount: moneySchema,
  payer: z.string(),
  status: z.enum(depositStatuses),
  requestedAt: instantSchema,
});
export type DepositView = z.infer<typeof depositView>;
export const depositList = z.strictObject({
  items: z.array(depositView),
  nextCursor: z.nullable(z.string()),
});

/** `POST /api/v1/deposits/:reference/receipts` (operator): what the bank statement shows. */
export const receiptInput = z.strictObject({
  amount: moneySchema,
  payer: textSchema(200),
  receivedAt: instantSchema,
});
export type ReceiptInput = z.infer<typeof receiptInput>;
export const receiptAnswer = z.strictObject({ status: z.enum(depositStatuses) });

/** `POST /api/v1/registrations/:id/payments` (its own side): pay the deposit by card or wallet, on a page in this language. */
export const payInput = z.strictObject({ language: z.enum(['zh', 'en']) });

/** `GET /api/v1/payments/:id` (the side that pays). */
export const paidDepositView = z.strictObject({
  ...paymentView.shape,
  lotId: idSchema,
  reference: z.string(),
  amount: moneySchema,
  deposit: z.enum(depositStatuses),
  isSimulated: z.boolean(),
});
export type PaidDepositView = z.infer<typeof paidDepositView>;

const onTimeOf = { total: z.int(), onTime: z.int() };

/**
 * `GET /api/v1/refunds/punctuality`: losers' deposits that went back, and how many by the hour that the rules ask for; the same of
 * what went to courts.
 */
export const punctualityView = z.strictObject({ ...onTimeOf, toCourts: z.strictObject(onTimeOf) });
export type PunctualityView = z.infer<typeof punctualityView>;

/** `GET /api/v1/refunds/watch` (operator): what a person has to look at. No lot, for payers are named beside it. */
export const refundWatch = z.strictObject({
  /** Still held though the round is over, or released and not instructed; due within hours. */
  waiting: z.array(
    z.strictObject({
      deposits: z.int(),
      dueAt: instantSchema,
      alarm: z.enum(['soon', 'late']),
    }),
  ),
  /** A court's, and not instructed; due within hours. */
  toCourts: z.array(
    z.strictObject({ payments: z.int(), dueAt: instantSchema, alarm: z.enum(['soon', 'late']) }),
  ),
  /** Withheld while disputed, not taken by the payer's bank, or not sent for an hour. */
  stuck: z.array(
    z.strictObject({
      id: idSchema,
      reference: z.string(),
      amount: moneySchema,
      status: z.enum(refundStatuses),
      /** Whether it may be tried again, or left to the bank. */
      isOver: z.boolean(),
      fault: z.nullable(z.string()),
      askedAt: instantSchema,
    }),
  ),
  disputed: z.array(
    z.strictObject({
      id: z.string(),
      reference: z.string(),
      amount: moneySchema,
      status: z.enum(disputeStatuses),
      /** Where it is answered, at Stripe; `null` while payments are simulated. */
      url: z.nullable(z.string()),
      openedAt: instantSchema,
    }),
  ),
  /** Things Stripe told us of that fit no payment. */
  unknown: z.int(),
});
export type RefundWatch = z.infer<typeof refundWatch>;

export const depositQuery = z.strictObject({
  status: z.optional(z.enum(depositStatuses)),
  cursor: z.optional(idSchema),
});
