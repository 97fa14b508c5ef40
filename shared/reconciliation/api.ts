import * as z from 'zod/mini';
import { isCurrency } from '../kernel/currency.ts';
import { daySchema, idSchema, instantSchema, textSchema } from '../kernel/schemas.ts';
import { channels } from '../ledger/account.ts';
import { differenceStates, moveTypes } from './difference.ts';
import { causes, differenceKinds } from './types.ts';

/** Below zero it is less. */
const signedMoney = z.strictObject({
  amount: z.int(),
  currency: z.string().check(z.length(3), z.refine(isCurrency)),
});

const runView = z.strictObject({
  /** Runs are counted from 1. */
  nth: z.int(),
  cause: z.enum(['nightly', 'on-demand']),
  day: daySchema,
  at: instantSchema,
  /** SHA-256 of everything that was compared, hex. */
  inputsHash: z.string(),
  movements: z.int(),
  entries: z.int(),
  totals: z.array(z.strictObject({ channel: z.enum(channels), ledger: signedMoney, outside: signedMoney })),
});
export type RunView = z.infer<typeof runView>;

const saidView = z.strictObject({
  type: z.enum(moveTypes),
  by: z.string(),
  at: instantSchema,
  reason: z.nullable(z.string()),
  isCost: z.boolean(),
});

const differenceView = z.strictObject({
  id: idSchema,
  channel: z.enum(channels),
  kind: z.enum(differenceKinds),
  cause: z.enum(causes),
  /** What it is about. */
  amount: signedMoney,
  /** What of it makes the two balances differ: outside less ledger. */
  gap: signedMoney,
  ledgerReference: z.nullable(z.string()),
  outsideReference: z.nullable(z.string()),
  since: instantSchema,
  foundAt: instantSchema,
  /** The run that found it first, and the one that found it no more. */
  foundIn: z.int(),
  resolvedIn: z.nullable(z.int()),
  state: z.enum(differenceStates),
  /** Whoever takes care of it. */
  owner: z.nullable(z.string()),
  /** The reader explained it, and so does not confirm it. */
  isOwn: z.boolean(),
  /** It may be a cost, to be booked when a second person agrees. */
  mayBeCost: z.boolean(),
  said: z.array(saidView),
});
export type DifferenceView = z.infer<typeof differenceView>;

/** `GET /api/v1/reconciliation` (operator's officers, supervisors): open ones first, then explained, then resolved. */
export const reconciliationView = z.strictObject({
  /** Newest first; empty before the first. */
  runs: z.array(runView),
  items: z.array(differenceView),
});
export type ReconciliationView = z.infer<typeof reconciliationView>;

/** `GET /api/v1/reconciliation.csv?language=en`. */
export const reconciliationFileQuery = z.strictObject({ language: z.optional(z.enum(['zh', 'en'])) });

/** `POST /api/v1/reconciliation/runs` (officers): compares now. */
export const runAnswer = z.strictObject({ nth: z.int() });

/** `POST /api/v1/reconciliation/differences/:id/moves` (officers). */
export const moveInput = z
  .strictObject({
    type: z.enum(moveTypes),
    /** Of an explanation, and of nothing else. */
    reason: z.optional(textSchema(500)),
    isCost: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ type, reason, isCost }) =>
      type === 'explain' ? reason !== undefined : reason === undefined && isCost === undefined,
    ),
  );
export type MoveInput = z.infer<typeof moveInput>;

export const moveAnswer = z.strictObject({ state: z.enum(differenceStates) });
