import * as z from 'zod/mini';
import { freeTextSchema, idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';
import { noticeView } from '../listings/notice-api.ts';
import type { Profile } from '../listings/profile.ts';
import { profileSchema } from '../listings/profile-schema.ts';
import { courseView } from './course-view.ts';
import { unsoldReasons } from './events.ts';
import { withOffer } from './formats/offer-shapes.ts';
import { lifeView } from './life-api.ts';
import {
  classSections,
  closingWithinNames,
  facetGroups,
  LONGEST_QUERY,
  lotSorts,
  priceBandNames,
  rightTypes,
} from './search.ts';
import { routes } from '../listings/route-rules.ts';
import { provinceCodes } from '../accounts/provinces.ts';
import { saleStages } from './stages.ts';
import { phases } from './types.ts';

/** One line of a list, and the head of a lot's page (2-architecture §2.8). */
export const lotSummary = z.strictObject({
  id: idSchema,
  number: z.string(),
  phase: z.enum(phases),
  /** What follows a sale (settlement); `null` before the hammer. */
  stage: z.nullable(z.enum(saleStages)),
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
  /** What it offers by its format: how the price rises or falls, or what bids are encrypted to. */
  offer: withOffer({}),
  /** Where it stands, while it runs and its format has steps. */
  course: z.nullable(courseView),
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

/** Half-open ranges of UTF-16 units, as `slice` takes them: what of a text was searched for. */
const ranges = z.array(z.tuple([z.int(), z.int()]));

/** What to mark in a lot of the list. */
export const lotMarks = z.strictObject({ title: ranges, number: ranges, bank: ranges, right: ranges });
export type LotMarks = z.infer<typeof lotMarks>;

export const facetView = z.strictObject({
  group: z.enum(facetGroups),
  /** The counts are lower bounds. */
  isCapped: z.boolean(),
  /** Values with lots, and those that are selected. */
  values: z.array(z.strictObject({ value: z.string(), count: z.int() })),
});
export type FacetView = z.infer<typeof facetView>;

/** `GET /api/v1/lots`, with the parameters of `lotQuery`. */
export const lotList = z.strictObject({
  items: z.array(lotSummary),
  nextCursor: z.nullable(z.string()),
  total: z.strictObject({ count: z.int(), isCapped: z.boolean() }),
  /** Asked for by `facets=true`. A group with a selection is counted as if it had none. */
  facets: z.nullable(z.array(facetView)),
  /** How the text was taken: `similar` when nothing has it and `searchedFor` was looked for instead. */
  match: z.enum(['every-lot', 'as-typed', 'similar', 'nothing-to-find']),
  searchedFor: z.nullable(z.string()),
  /** By lot id, where there is something to mark. */
  marks: z.record(z.string(), lotMarks),
});
export type LotList = z.infer<typeof lotList>;

/** `GET /api/v1/lots/:id`. */
export const lotView = z.strictObject({
  ...lotSummary.shape,
  notice: noticeView,
  profile: z.strictObject({ route: z.string(), version: z.int(), hash: z.string() }),
  /** The profile itself where the reader may not have it: `null` for those that every build brings along. */
  rules: z.nullable(profileSchema as z.ZodMiniType<Profile>),
  extensionMs: z.int(),
  extensionWindowMs: z.int(),
  hash: z.string(),
  /** Priority purchasers in this round by their place: the smaller goes first at the same price. Its whole part is the rank. */
  priority: z.array(z.strictObject({ bidderNumber: z.string(), place: z.number() })),
  /** Why it ended unsold; `null` for every other lot. */
  unsoldReason: z.nullable(z.enum(unsoldReasons)),
  /** `null`: there is none. Prices from `reached` on meet it; `opened` when the lot is sold or its ladder has ended. */
  reserve: z.nullable(
    z.strictObject({
      commitment: z.string(),
      reached: z.nullable(moneySchema),
      opened: z.nullable(moneySchema),
    }),
  ),
  ...lifeView,
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

/** A bid on the wire. `maximum`: how far the platform may bid for the bidder; the leader's raises what it left before. */
export const bidShape = {
  commandId: idSchema,
  amount: moneySchema,
  maximum: z.optional(moneySchema),
  confirmed: z.optional(z.boolean()),
};

/** A maximum below its own bid is a slip of the hand. */
export const isMaximumAbove = ({
  amount,
  maximum,
}: {
  readonly amount: z.infer<typeof moneySchema>;
  readonly maximum?: z.infer<typeof moneySchema> | undefined;
}): boolean => maximum === undefined || maximum.amount >= amount.amount;

/** `POST /api/v1/lots/:id/bids`: the fallback without a socket; the same command id may be sent again. */
export const bidInput = z.strictObject(bidShape).check(z.refine(isMaximumAbove, 'maximum-below-amount'));

/** `GET /api/v1/lots/:id/maximum`: one's own, for as long as it is not opened; `null` when there is none. */
export const ownMaximum = z.strictObject({ maximum: z.nullable(moneySchema) });

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
  /** Whether the bidder leads now: a hidden maximum may have answered. */
  isLeading: z.boolean(),
  receipt: receiptView,
});

/** Once or repeated: `?type=patent&type=trademark`. */
const some = <Value extends string>(values: readonly [Value, ...Value[]] | readonly Value[]) =>
  z.optional(z.union([z.enum(values), z.array(z.enum(values)).check(z.maxLength(values.length))]));

const lotFilters = {
  q: z.optional(freeTextSchema(LONGEST_QUERY)),
  phase: some(phases),
  type: some(rightTypes),
  class: some(classSections),
  province: some(provinceCodes),
  /** Names as lots give them. */
  bank: z.optional(z.union([freeTextSchema(200), z.array(freeTextSchema(200)).check(z.maxLength(50))])),
  route: some(routes),
  price: some(priceBandNames),
  within: z.optional(z.enum(closingWithinNames)),
  sort: z.optional(z.enum(lotSorts)),
};

export const lotQuery = z.strictObject({
  ...lotFilters,
  facets: z.optional(z.enum(['true', 'false'])),
  cursor: z.optional(z.string().check(z.maxLength(300))),
});

/** `GET /api/v1/lots.csv`: the same lots as a table. */
export const lotExportQuery = z.strictObject({ ...lotFilters, language: z.optional(z.enum(['zh', 'en'])) });
