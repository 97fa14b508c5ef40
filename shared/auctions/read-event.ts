import * as z from 'zod/mini';
import { instantSchema, moneySchema } from '../kernel/schemas.ts';
import { MOST_RUNNER_UP_DAYS } from '../listings/limits.ts';
import { formats } from '../listings/route-rules.ts';
import { type LotEvent, unsoldReasons } from './events.ts';
import { dutchBodies } from './formats/dutch-shapes.ts';
import { englishBodies } from './formats/english-shapes.ts';
import { withOffer } from './formats/offer-shapes.ts';
import { lifeBodies } from './life-shapes.ts';
import { sealedBodies } from './formats/sealed-shapes.ts';
import { selloffBodies } from './formats/selloff-shapes.ts';
import { bidderNumber, type BodiesOf, hexHash, text } from './shapes.ts';

/*
 * The shape of every event a lot's log may hold, for logs that come from outside.
 */

const saltedAmount = { amount: moneySchema, salt: hexHash };

const bodies = {
  ListingPublished: withOffer({
    number: text,
    title: text,
    round: z.int().check(z.minimum(1)),
    profile: z.strictObject({ route: text, version: z.int(), hash: hexHash }),
    start: moneySchema,
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
    reserve: z.exactOptional(hexHash),
    runnerUpDays: z.exactOptional(z.int().check(z.minimum(1), z.maximum(MOST_RUNNER_UP_DAYS))),
  }),
  Registered: z.strictObject({
    bidderNumber,
    commitment: hexHash,
    rank: z.exactOptional(z.int().check(z.minimum(1), z.maximum(99))),
  }),
  LotOpened: z.strictObject({}),
  ...englishBodies,
  ...dutchBodies,
  ...sealedBodies,
  ...selloffBodies,
  LotExtended: z.strictObject({ closesAt: instantSchema }),
  LotClosed: z.strictObject({ closesAt: instantSchema }),
  LotSold: z.strictObject({
    bidderNumber,
    hammer: moneySchema,
    reserve: z.exactOptional(z.strictObject(saltedAmount)),
  }),
  LotUnsold: z.strictObject({ reason: z.enum(unsoldReasons) }),
  ReserveOpened: z.strictObject(saltedAmount),
  ...lifeBodies,
} satisfies BodiesOf<LotEvent>;

const isKnown = (type: string): type is LotEvent['type'] => Object.hasOwn(bodies, type);

/** `null` for an event that this version does not know, or whose body is not exactly as it should be. */
export function readLotEvent(type: string, body: unknown): LotEvent | null {
  if (!isKnown(type)) return null;
  const reading = bodies[type].safeParse(body);
  return reading.success ? ({ type, body: reading.data } as LotEvent) : null;
}
