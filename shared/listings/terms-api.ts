import * as z from 'zod/mini';
import {
  daySchema,
  freeTextSchema,
  idSchema,
  instantSchema,
  moneySchema,
  textSchema,
} from '../kernel/schemas.ts';
import { dutchBounds } from './dutch.ts';
import { sealedBounds } from './limits.ts';
import { paymentBounds } from './payment-terms.ts';
import { formats } from './route-rules.ts';
import { type StatementCode, statementCodes, warnings } from './statements.ts';

/* Parts of a listing's terms on the wire: papers of the route, statements of the notice, rounds after the first. */

export const isWithoutRepeats = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

const consignmentSchema = z.strictObject({
  house: textSchema(200),
  /** Notices from before it was asked for have none. */
  creditCode: z.exactOptional(textSchema(18)),
  licence: textSchema(60),
  auctioneer: textSchema(100),
  auctioneerLicence: textSchema(60),
  contractSignedOn: daySchema,
});

const courtOrderSchema = z.strictObject({
  court: textSchema(200),
  caseNumber: textSchema(100),
  ruledOn: daySchema,
  platformChosenOn: daySchema,
});

export const papersSchema = z.strictObject({
  consignment: z.optional(consignmentSchema),
  courtOrder: z.optional(courtOrderSchema),
});

const statement = z.optional(freeTextSchema(2_000));
const statementTexts = Object.fromEntries(statementCodes.map((code) => [code, statement])) as Record<
  StatementCode,
  typeof statement
>;

export const statementsSchema = z.strictObject({
  texts: z.strictObject(statementTexts),
  warnings: z
    .array(z.enum(warnings))
    .check(z.maxLength(warnings.length), z.refine(isWithoutRepeats, 'unique')),
  noWarranty: z.boolean(),
});
export type StatementsView = z.infer<typeof statementsSchema>;

const duration = z.int().check(z.minimum(1), z.maximum(dutchBounds.longestMs));

/** How the price of a hybrid Dutch lot falls; durations in milliseconds. */
export const fallSchema = z.strictObject({
  levels: z.int().check(z.minimum(1), z.maximum(dutchBounds.mostLevels)),
  levelMs: duration,
  sealedMs: duration,
  bestMs: duration,
});

const sealedShape = {
  pricing: z.enum(['first', 'second']),
  /** How long after the end two of the three keepers may come together. */
  openingMs: z.int().check(z.minimum(1), z.maximum(sealedBounds.longestMs)),
};

/** The first round is under sealed bids, whose key these persons keep. */
export const sealedTermsSchema = z.strictObject({
  ...sealedShape,
  keepers: z.array(idSchema).check(z.maxLength(sealedBounds.keepers)),
});

/** The same as everybody reads it: the keepers by their organisations, in the order of their shares. */
export const sealedNoticeSchema = z.strictObject({ ...sealedShape, keepers: z.array(textSchema(200)) });

const paymentDays = z.int().check(z.minimum(1), z.maximum(paymentBounds.longestDays));
const plannedPart = z.strictObject({
  shareBps: z.int().check(z.minimum(1), z.maximum(9_999)),
  days: paymentDays,
});

export const paymentShape = {
  /** Calendar days after the day of the confirmation, at the end of which the whole price is there; absent: the usual ones. */
  paymentDays: z.optional(paymentDays),
  /** Shares of price and premium with a day for each; the deposit counts towards the first. Absent: the price is paid whole. */
  instalments: z.optional(
    z.array(plannedPart).check(z.minLength(paymentBounds.fewestParts), z.maxLength(paymentBounds.mostParts)),
  ),
};

/** A round after the first. */
const rungSchema = z.strictObject({
  format: z.enum(formats),
  start: moneySchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
});
export type RungView = z.infer<typeof rungSchema>;

const MAX_RUNGS = 11;
export const ladderSchema = z.array(rungSchema).check(z.maxLength(MAX_RUNGS));
