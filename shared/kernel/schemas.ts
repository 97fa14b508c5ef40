import * as z from 'zod/mini';
import { isCurrency } from './currency.ts';
import { isUuid } from './ids.ts';
import { parseDay, parseInstant } from './instant.ts';
import { MAX_AMOUNT_MINOR } from './money.ts';

/*
 * Wire shapes shared by every `api.ts`. Strict objects only and no transforms: a schema says what is on the wire,
 * `codecs.ts` converts afterwards. Apart from it, because most pages convert and check nothing.
 */

/** `{ "amount": 83000000, "currency": "CNY" }`: integer minor units, 0 … 10¹³. */
export const moneySchema = z.strictObject({
  amount: z.int().check(z.nonnegative(), z.maximum(MAX_AMOUNT_MINOR)),
  currency: z.string().check(z.length(3), z.refine(isCurrency)),
});

/** RFC 3339 with a zone, at most milliseconds. */
export const instantSchema = z.string().check(
  z.maxLength(35),
  z.refine((text) => parseInstant(text) !== null, 'rfc3339'),
);

/** A calendar day, `YYYY-MM-DD`. */
export const daySchema = z.string().check(
  z.maxLength(10),
  z.refine((text) => parseDay(text) !== null, 'calendar-day'),
);

export const idSchema = z.string().check(z.maxLength(36), z.refine(isUuid, 'uuid'));

/** A lone surrogate cannot be hashed, a NUL cannot be stored: refused at the door. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Text a person typed, bounded; it may be empty. */
export const freeTextSchema = (maxLength: number) =>
  z.string().check(z.maxLength(maxLength), z.refine(isStorable, 'well-formed'));

/** Text a person typed: not empty, bounded. */
export const textSchema = (maxLength: number) => freeTextSchema(maxLength).check(z.minLength(1));
