import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema, textSchema } from '../kernel/schemas.ts';
import { depositStatuses } from './types.ts';

/** `GET /api/v1/conditions`: the version in force. */
export const conditionsView = z.strictObject({
  version: z.int(),
  hash: z.string(),
  zh: z.string(),
  en: z.string(),
});

/** `POST /api/v1/lots/:id/registrations` (agency broker): the hash says which text was read. */
export const registrationInput = z.strictObject({
  conditionsVersion: z.int(),
  conditionsHash: textSchema(64),
});

export const registrationView = z.strictObject({
  id: idSchema,
  lotId: idSchema,
  bidderNumber: z.nullable(z.string()),
  registeredAt: instantSchema,
  deposit: z.strictObject({
    reference: z.string(),
    amount: moneySchema,
    status: z.enum(depositStatuses),
    /** Where to pay: the platform's account, from configuration. */
    account: z.strictObject({ holder: z.string(), bank: z.string(), number: z.string() }),
  }),
});
export type RegistrationView = z.infer<typeof registrationView>;

/** `GET /api/v1/registrations` (agency): the organisation's own. */
export const registrationList = z.strictObject({ items: z.array(registrationView) });

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

export const depositQuery = z.strictObject({
  status: z.optional(z.enum(depositStatuses)),
  cursor: z.optional(idSchema),
});
