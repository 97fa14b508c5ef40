import * as z from 'zod/mini';
import { instantSchema, moneySchema } from '../kernel/codecs.ts';
import { formats } from '../listings/route-rules.ts';
import { type LotEvent, unsoldReasons } from './events.ts';

/*
 * The shape of every event a lot's log may hold, for logs that come from outside.
 */

const text = z.string().check(z.refine((value) => value.isWellFormed(), 'well-formed'));
const hexHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** `100`–`999999`. */
const bidderNumber = z.string().check(z.regex(/^[1-9]\d{2,5}$/));

const bodies = {
  ListingPublished: z.strictObject({
    number: text,
    title: text,
    round: z.int().check(z.minimum(1)),
    format: z.literal('english'),
    profile: z.strictObject({ route: text, version: z.int(), hash: hexHash }),
    start: moneySchema,
    increment: moneySchema,
    deposit: moneySchema,
    opensAt: instantSchema,
    closesAt: instantSchema,
    ladder: z
      .array(
        z.strictObject({
          format: z.enum(formats),
          start: moneySchema,
          opensAt: instantSchema,
          closesAt: instantSchema,
        }),
      )
      .check(z.maxLength(20)),
    noticeHash: hexHash,
  }),
  Registered: z.strictObject({ bidderNumber, commitment: hexHash }),
  LotOpened: z.strictObject({}),
  BidAccepted: z.strictObject({ bidderNumber, amount: moneySchema }),
  LotExtended: z.strictObject({ closesAt: instantSchema }),
  LotClosed: z.strictObject({ closesAt: instantSchema }),
  LotSold: z.strictObject({ bidderNumber, hammer: moneySchema }),
  LotUnsold: z.strictObject({ reason: z.enum(unsoldReasons) }),
} satisfies { [Type in LotEvent['type']]: z.ZodMiniType<Extract<LotEvent, { type: Type }>['body']> };

const isKnown = (type: string): type is LotEvent['type'] => Object.hasOwn(bodies, type);

/** `null` for an event that this version does not know, or whose body is not exactly as it should be. */
export function readLotEvent(type: string, body: unknown): LotEvent | null {
  if (!isKnown(type)) return null;
  const reading = bodies[type].safeParse(body);
  return reading.success ? ({ type, body: reading.data } as LotEvent) : null;
}
