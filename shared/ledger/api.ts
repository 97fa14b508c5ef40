import * as z from 'zod/mini';
import { isCurrency } from '../kernel/currency.ts';
import { DAY, parseDay, startOfDay } from '../kernel/instant.ts';
import { daySchema, idSchema, instantSchema } from '../kernel/schemas.ts';
import { type AccountKind, accountKinds } from './account.ts';
import { reasons } from './reasons.ts';

const kinds = Object.keys(accountKinds) as [AccountKind, ...AccountKind[]];
const currencySchema = z.string().check(z.length(3), z.refine(isCurrency));
/** What an account holds may come to more than any amount that enters. */
const balanceSchema = z.strictObject({ amount: z.int(), currency: currencySchema });

const LONGEST_MS = 366 * DAY;

/** Both days included; at most a year. */
const isPeriod = ({ from, until }: { readonly from: string; readonly until: string }): boolean => {
  const [first, last] = [parseDay(from), parseDay(until)];
  // What is no day is said by its own check.
  if (!first || !last) return true;
  const span = startOfDay(last) - startOfDay(first);
  return span >= 0 && span < LONGEST_MS;
};

/** `GET /api/v1/statement?from=2026-03-01&until=2026-03-31`, and the same of a lot. */
export const statementQuery = z
  .strictObject({ from: daySchema, until: daySchema })
  .check(z.refine(isPeriod, { error: 'period', path: ['until'] }));

/** The same as a file, in the reader's language. */
export const statementFileQuery = z
  .strictObject({ from: daySchema, until: daySchema, language: z.optional(z.enum(['zh', 'en'])) })
  .check(z.refine(isPeriod, { error: 'period', path: ['until'] }));

export const statementView = z.strictObject({
  title: z.string(),
  from: daySchema,
  until: daySchema,
  accounts: z.array(
    z.strictObject({
      kind: z.enum(kinds),
      lotId: z.nullable(idSchema),
      registrationId: z.nullable(idSchema),
      opening: balanceSchema,
      closing: balanceSchema,
      /** Promised now to what is under way. */
      reserved: balanceSchema,
      lines: z.array(
        z.strictObject({
          transactionId: idSchema,
          at: instantSchema,
          reason: z.enum(reasons),
          reference: z.nullable(z.string()),
          /** Above zero it came, below it went. */
          change: balanceSchema,
          balance: balanceSchema,
        }),
      ),
    }),
  ),
});
export type StatementView = z.infer<typeof statementView>;

export const closeView = z.strictObject({
  day: daySchema,
  closedAt: instantSchema,
  transactions: z.int(),
  /** Debits above zero, credits below; each currency comes to zero. */
  totals: z.array(z.strictObject({ kind: z.enum(kinds), balance: balanceSchema })),
  /** The signed note (docs/operations.md). */
  note: z.string(),
});
export type CloseView = z.infer<typeof closeView>;

/** `GET /api/v1/ledger/closes` (operator): newest first. */
export const closesQuery = z.strictObject({ cursor: z.optional(daySchema) });
export const closeList = z.strictObject({ items: z.array(closeView), nextCursor: z.nullable(z.string()) });
