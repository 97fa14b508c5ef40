import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema } from '../../kernel/schemas.ts';
import { onlineView, paymentView } from '../../payments/api.ts';
import { earmarkStatuses } from './balance.ts';

/** Above zero. */
const someMoney = moneySchema.check(z.refine(({ amount }) => amount > 0, 'above-zero'));

const accountSchema = z.string().check(z.regex(/^[0-9A-Za-z]{4,34}$/));

/**
 * `POST /api/v1/portable-deposit/pay-ins`: what will be paid in, and how. A transfer says from which of the payer's accounts it
 * comes: withdrawn money goes back there, unless the bank's statement names another one.
 */
export const payInInput = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('transfer'), amount: someMoney, account: accountSchema }),
  z.strictObject({ way: z.literal('card'), amount: someMoney }),
]);
export type PayInInput = z.infer<typeof payInInput>;

export const payInStatuses = ['requested', 'received', 'cancelled'] as const;
export type PayInStatus = (typeof payInStatuses)[number];

export const payInView = z.strictObject({
  id: idSchema,
  way: z.enum(['transfer', 'card']),
  /** What the payer writes on the transfer. */
  reference: z.string(),
  amount: moneySchema,
  status: z.enum(payInStatuses),
  /** The last four digits; `null` by card. */
  account: z.nullable(z.string()),
  requestedAt: instantSchema,
  online: onlineView,
  /** The last one by card or wallet; `null` while nobody tried. */
  payment: z.nullable(paymentView),
});
export type PayInView = z.infer<typeof payInView>;

/** `POST /api/v1/portable-deposit/withdrawals`: free money, back to where it came from. */
export const withdrawalInput = z.strictObject({ amount: someMoney });

export const withdrawalPartStates = ['under-way', 'paid', 'failed'] as const;

export const withdrawalView = z.strictObject({
  id: idSchema,
  amount: moneySchema,
  at: instantSchema,
  /** To where it came from, first in first out. */
  parts: z.array(
    z.strictObject({
      way: z.enum(['transfer', 'card']),
      /** The last four digits; `null` by card. */
      account: z.nullable(z.string()),
      amount: moneySchema,
      state: z.enum(withdrawalPartStates),
    }),
  ),
});
export type WithdrawalView = z.infer<typeof withdrawalView>;

/** What moved a portable deposit. */
export const lineKinds = ['paid-in', ...earmarkStatuses, 'withdrawn'] as const;
export type LineKind = (typeof lineKinds)[number];

export const portableLine = z.strictObject({
  at: instantSchema,
  kind: z.enum(lineKinds),
  amount: moneySchema,
  /** Of the payment that came; `null` of everything else. */
  reference: z.nullable(z.string()),
  lotId: z.nullable(idSchema),
});
export type PortableLine = z.infer<typeof portableLine>;

/** `GET /api/v1/portable-deposit`: of the organisation that the person binds, or the person's own; of nobody else. */
export const portableView = z.strictObject({
  /** In whose name; `null` for a person who never said who it is, and so has none. */
  owner: z.nullable(z.string()),
  balance: moneySchema,
  free: moneySchema,
  earmarked: moneySchema,
  disputed: moneySchema,
  /** Where to pay by transfer: the platform's account, from configuration. */
  account: z.strictObject({ holder: z.string(), bank: z.string(), number: z.string() }),
  /** Still waited for. */
  payIns: z.array(payInView),
  /** What lots keep apart now. */
  earmarks: z.array(z.strictObject({ lotId: idSchema, amount: moneySchema, at: instantSchema })),
  withdrawals: z.array(withdrawalView),
  /** Newest first. */
  lines: z.array(portableLine),
});
export type PortableView = z.infer<typeof portableView>;

/** `GET /api/v1/portable-deposit.csv`: the same lines as a file, in the reader's language. */
export const portableFileQuery = z.strictObject({ language: z.optional(z.enum(['zh', 'en'])) });

/** `POST /api/v1/portable-deposit/pay-ins/:id/cancellation` (its own side), while nothing came. */
export const payInCancelled = z.strictObject({ status: z.literal('cancelled') });

/** `POST /api/v1/registrations/:id/earmark` (its own side): the deposit is taken from the portable one. */
export const earmarkAnswer = z.strictObject({ status: z.enum(['held', 'released']) });
