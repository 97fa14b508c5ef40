import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { channels } from '../ledger/account.ts';
import { priceTargets } from '../listings/route-rules.ts';
import { courtPaymentView, onlineView, paymentView } from '../payments/api.ts';
import { billLink, billPreview } from './bills/api.ts';
import type { CaseDistribution } from './waterfall/case.ts';
import type { Forfeit } from './buyer-default/forfeit.ts';
import type { StatedPot } from './stated-proceeds.ts';

export const balancePhases = [
  'awaiting-payment',
  'in-review',
  'paid',
  'buyer-defaulted',
  /** The sale was annulled. */
  'void',
] as const;
export type BalancePhase = (typeof balancePhases)[number];

const paymentEventTypes = [
  'DeadlineMissed',
  'OutcomeProposed',
  'OutcomeRejected',
  'GraceGranted',
  'InstalmentPaid',
  'BuyerDefaulted',
  'BalancePaid',
] as const;

/** What a rule made, as it was stated: its shape is the rule's. */
const stated = <Made>(): z.ZodMiniType<Made> => z.json() as unknown as z.ZodMiniType<Made>;

const receiptView = z.strictObject({
  channel: z.enum(channels),
  amount: moneySchema,
  /** Of it, what the balance took; the rest is on its way back. */
  taken: moneySchema,
  receivedAt: instantSchema,
});

/** `late`: its deadline has passed and two people decide. `open`: not yet its turn. `ended`: it will not be paid. */
const partStates = ['paid', 'due', 'late', 'open', 'ended'] as const;

const partView = z.strictObject({
  amount: moneySchema,
  paid: moneySchema,
  dueAt: instantSchema,
  state: z.enum(partStates),
});

/** What is asked for with a sale, for whoever may see it. */
const balanceCore = {
  lotId: idSchema,
  lotNumber: z.string(),
  title: z.string(),
  confirmation: z.string(),
  route: z.string(),
  phase: z.enum(balancePhases),
  hammer: moneySchema,
  premium: moneySchema,
  deposit: moneySchema,
  /** Price and premium less deposit. */
  amount: moneySchema,
  received: moneySchema,
  /** Still to come; nothing once it is over. */
  outstanding: moneySchema,
  /** Of it what is due next; the same where the price is paid whole. */
  dueNext: moneySchema,
  /** The last instant in time for that, with all the time that was granted. */
  dueAt: instantSchema,
  /** In the order of their days; one where the notice allows no instalments. What comes fills them in this order. */
  parts: z.array(partView),
  priceGoesTo: z.enum(priceTargets),
  receipts: z.array(receiptView),
  /** What happened, in order; who decided is not in it. */
  history: z.array(
    z.strictObject({
      type: z.enum(paymentEventTypes),
      at: instantSchema,
      until: z.optional(instantSchema),
    }),
  ),
};

const defaultStatement = z.strictObject({
  hash: z.string(),
  at: instantSchema,
  deposit: moneySchema,
  losses: z.strictObject({ costs: moneySchema, commissions: moneySchema }),
  /** What was paid beside the deposit, and goes back. */
  returned: moneySchema,
  isBarred: z.boolean(),
  runnerUp: z.enum(['as-published', 'not-by-rules', 'not-published']),
  /** Made by the rules in `buyer-default/forfeit.ts`. */
  forfeit: stated<Forfeit>(),
  /** The right was paid for again: what became of what was kept; `null`: not yet. */
  resale: z.nullable(
    z.strictObject({
      hash: z.string(),
      at: instantSchema,
      lotId: idSchema,
      lotNumber: z.string(),
      price: moneySchema,
      forfeit: stated<Forfeit>(),
    }),
  ),
});

/** `GET /api/v1/lots/:id/balance` (the buyer): what to pay, until when and how, and what came. */
export const balanceView = z.strictObject({
  ...balanceCore,
  /** What a transfer says, and in whose name it has to come. */
  reference: z.string(),
  payerName: z.string(),
  account: z.strictObject({ holder: z.string(), bank: z.string(), number: z.string() }),
  online: onlineView,
  /** The last payment by card or wallet. */
  payment: z.nullable(paymentView),
  /** Whether the asking person binds the buyer. */
  mayPay: z.boolean(),
  defaulted: z.nullable(defaultStatement),
  /** Of the platform, for the premium, and what took one back. */
  bills: z.array(billLink),
});
export type BalanceView = z.infer<typeof balanceView>;

/** `POST /api/v1/lots/:id/balance/payments` (whoever binds the buyer): all that is due next, by card or wallet. */
export const balancePayInput = z.strictObject({ language: z.enum(['zh', 'en']) });

/** `GET /api/v1/lots/:id/settlement` (the seller, the operator's officers): where a price stands and who gets what of it. */
export const settlementView = z.strictObject({
  ...balanceCore,
  buyer: z.string(),
  seller: z.string(),
  reference: z.string(),
  /** In the account of the price, deposit included, by the ledger. */
  held: moneySchema,
  /** Of a court's sale: what goes to the court, in the order in which it became due. */
  toCourt: z.array(courtPaymentView),
  waterfall: z.nullable(
    z.strictObject({
      hash: z.string(),
      at: instantSchema,
      obstacle: z.nullable(z.enum(['wrong-currency', 'several-caps', 'no-case'])),
      /** Prices of the same case that were paid before. */
      after: z.array(idSchema),
      /** Of these the claim sheet has taken the price into account. */
      reckonedIn: z.array(idSchema),
      /** Version of the case's claim sheet; `null`: worked out from the case alone. */
      sheetVersion: z.nullable(z.int()),
      /** Whose each claim is, where it is not the seller's. */
      holders: z.record(z.string(), z.string()),
      /** One for each group of rights that goes its own way; made by the rules in `waterfall/`. */
      pots: stated<readonly StatedPot[]>(),
      deficiencies: stated<CaseDistribution['deficiencies']>(),
    }),
  ),
  /** Of the platform, as far as the reader sees them: the seller its commission, officers the buyer's premium, too. */
  bills: z.array(billLink),
  /** Of the commission, while the price is awaited; `null`: the platform bills none. */
  billPreview: z.nullable(billPreview),
  defaulted: z.nullable(defaultStatement),
});
export type SettlementView = z.infer<typeof settlementView>;

/** `GET /api/v1/lots/:id/waterfall.csv` and `.pdf`: the same lines to keep, Chinese unless asked otherwise. */
export const waterfallFileQuery = z.strictObject({ language: z.optional(z.enum(['zh', 'en'])) });

/** `GET /api/v1/payment-reviews` (operator's officers; of a court's sales the court): missed deadlines, the longest first. */
export const paymentReview = z.strictObject({
  ...balanceCore,
  buyer: z.string(),
  /** How many things happened: what is decided was seen. */
  seen: z.int(),
  missedAt: instantSchema,
  gracesLeft: z.int(),
  latestGrace: instantSchema,
  /** The most that the commissions of the sale can come to, where the rules of the lot have them made good. */
  mostCommissions: z.nullable(moneySchema),
  proposal: z.nullable(
    z.strictObject({
      kind: z.enum(['grace', 'buyer-default']),
      until: z.nullable(instantSchema),
      losses: z.nullable(z.strictObject({ costs: moneySchema, commissions: moneySchema })),
      reason: z.string(),
      /** Somebody else has to confirm it. */
      mine: z.boolean(),
    }),
  ),
});
export type PaymentReview = z.infer<typeof paymentReview>;
export const paymentReviewList = z.strictObject({ items: z.array(paymentReview) });

const seen = z.int().check(z.nonnegative(), z.maximum(10_000));
const reason = textSchema(500);

/** `POST /api/v1/lots/:id/payment-review/proposals`: more time, or the default with what the failed sale cost. */
export const reviewProposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grace'), until: instantSchema, reason, seen }),
  z.strictObject({
    kind: z.literal('buyer-default'),
    losses: z.strictObject({ costs: moneySchema, commissions: moneySchema }),
    reason,
    seen,
  }),
]);

/** `POST /api/v1/lots/:id/payment-review/confirmation` and `…/rejection`: of the proposal that was seen. */
export const reviewDecision = z.strictObject({ seen });

export const reviewAnswer = z.strictObject({ phase: z.enum(balancePhases) });
export type ReviewAnswerView = z.infer<typeof reviewAnswer>;
