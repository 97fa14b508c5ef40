import * as z from 'zod/mini';
import { instantSchema, moneySchema } from '../kernel/codecs.ts';
import { type LotEvent, unsoldReasons } from './events.ts';
import { dutchBodies, dutchOffer } from './formats/dutch-shapes.ts';
import { englishBodies, englishOffer } from './formats/english-shapes.ts';
import { sealedBodies, sealedOffer } from './formats/sealed-shapes.ts';
import { selloffBodies, selloffOffer } from './formats/selloff-shapes.ts';
import { bidderNumber, type BodiesOf, hexHash, text } from './shapes.ts';

/*
 * The shape of every event a lot's log may hold, for logs that come from outside.
 */

const notice = {
  number: text,
  title: text,
  round: z.int().check(z.minimum(1)),
  profile: z.strictObject({ route: text, version: z.int(), hash: hexHash }),
  start: moneySchema,
  deposit: moneySchema,
  opensAt: instantSchema,
  closesAt: instantSchema,
  noticeHash: hexHash,
};

const bodies = {
  ListingPublished: z.discriminatedUnion('format', [
    z.strictObject({ ...notice, ...englishOffer }),
    z.strictObject({ ...notice, ...dutchOffer }),
    z.strictObject({ ...notice, ...sealedOffer }),
    z.strictObject({ ...notice, ...selloffOffer }),
  ]),
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
  LotSold: z.strictObject({ bidderNumber, hammer: moneySchema }),
  LotUnsold: z.strictObject({ reason: z.enum(unsoldReasons) }),
} satisfies BodiesOf<LotEvent>;

const isKnown = (type: string): type is LotEvent['type'] => Object.hasOwn(bodies, type);

/** `null` for an event that this version does not know, or whose body is not exactly as it should be. */
export function readLotEvent(type: string, body: unknown): LotEvent | null {
  if (!isKnown(type)) return null;
  const reading = bodies[type].safeParse(body);
  return reading.success ? ({ type, body: reading.data } as LotEvent) : null;
}
