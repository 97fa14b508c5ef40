import * as z from 'zod/mini';
import { freeTextSchema, idSchema, instantSchema, moneySchema } from '../kernel/codecs.ts';
import { noticeView } from '../listings/api.ts';
import { unsoldReasons } from './events.ts';
import { phases } from './types.ts';

/** One line of a list, and the head of a lot's page (2-architecture §2.8). */
export const lotSummary = z.strictObject({
  id: idSchema,
  number: z.string(),
  phase: z.enum(phases),
  /** What follows a sale (settlement); `null` before the hammer. */
  stage: z.nullable(z.enum(['confirmed'])),
  title: z.string(),
  rights: z.array(
    z.strictObject({
      type: z.enum(['patent', 'trademark', 'copyright']),
      number: z.string(),
      classes: z.array(z.string()),
    }),
  ),
  bank: z.string(),
  route: z.string(),
  round: z.int(),
  appraisedValue: moneySchema,
  start: moneySchema,
  increment: moneySchema,
  deposit: moneySchema,
  /** The lowest amount accepted now; the hammer price once sold. */
  asking: moneySchema,
  /** The public price: the leader's amount, `null` before the first bid. */
  price: z.nullable(moneySchema),
  /** The leader's bidder number; nobody's name before the end. */
  leader: z.nullable(z.string()),
  bidCount: z.int(),
  opensAt: instantSchema,
  /** The effective end. */
  closesAt: instantSchema,
  seq: z.int(),
});
export type LotSummary = z.infer<typeof lotSummary>;

/** `GET /api/v1/lots?phase=&type=&q=&cursor=`. */
export const lotList = z.strictObject({ items: z.array(lotSummary), nextCursor: z.nullable(z.string()) });
export type LotList = z.infer<typeof lotList>;

/** `GET /api/v1/lots/:id`. */
export const lotView = z.strictObject({
  ...lotSummary.shape,
  notice: noticeView,
  profile: z.strictObject({ route: z.string(), version: z.int(), hash: z.string() }),
  extensionMs: z.int(),
  extensionWindowMs: z.int(),
  hash: z.string(),
  /** Why it ended unsold; `null` for every other lot. */
  unsoldReason: z.nullable(z.enum(unsoldReasons)),
});
export type LotView = z.infer<typeof lotView>;

/** One entry of a log on the wire, in the export, in the live feed and in `GET /api/v1/lots/:id/events?after=`. */
export const logEntryView = z.strictObject({
  lot: idSchema,
  seq: z.int(),
  at: instantSchema,
  type: z.string(),
  body: z.record(z.string(), z.unknown()),
  prev: z.string(),
  hash: z.string(),
});
export type LogEntryView = z.infer<typeof logEntryView>;

export const lotEvents = z.strictObject({ items: z.array(logEntryView), seq: z.int() });

/** `POST /api/v1/lots/:id/bids`: the fallback without a socket; the same command id may be sent again. */
export const bidInput = z.strictObject({
  commandId: idSchema,
  amount: moneySchema,
  confirmed: z.optional(z.boolean()),
});

/** With every acknowledgement: the entry's hash and the checkpoint that covers it (3-trading-rules §3.8). */
export const receiptView = z.strictObject({
  lot: idSchema,
  seq: z.int(),
  hash: z.string(),
  checkpoint: z.string(),
});
export type ReceiptView = z.infer<typeof receiptView>;

export const bidAccepted = z.strictObject({
  commandId: idSchema,
  seq: z.int(),
  at: instantSchema,
  receipt: receiptView,
});

export const lotQuery = z.strictObject({
  phase: z.optional(z.enum(phases)),
  type: z.optional(z.enum(['patent', 'trademark', 'copyright'])),
  q: z.optional(freeTextSchema(200)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
});
