import * as z from 'zod/mini';
import { freeTextSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';
import { barGrounds } from '../deposits/types.ts';
import { withOffer } from './formats/offer-shapes.ts';
import {
  annulmentCauses,
  type LifeEvent,
  pauseCauses,
  personRoles,
  withdrawalCauses,
} from './life-events.ts';
import { bidderNumber, type BodiesOf, hexHash } from './shapes.ts';

const actor = z.union([
  z.strictObject({ role: z.literal('platform') }),
  z.strictObject({ role: z.enum(personRoles), commitment: hexHash }),
]);

export const MAX_REASON = 1_000;
export const MAX_CHANGES = 50;

const act = { actor, reason: freeTextSchema(MAX_REASON) };
const changed = z.nullable(freeTextSchema(10_000));

/** One place of a notice, before and after. */
export const noticeChange = z.strictObject({
  pointer: z.string().check(z.maxLength(200), z.regex(/^(?:\/[^/]*)+$/)),
  before: changed,
  after: changed,
});

/** The bodies of what happens to a lot beside its bidding. */
export const lifeBodies = {
  LotPaused: z.strictObject({ ...act, cause: z.enum(pauseCauses) }),
  PauseCauseEnded: z.strictObject(act),
  LotResumed: z.strictObject({ ...act, opensAt: instantSchema, closesAt: instantSchema }),
  LotWithdrawn: z.strictObject({ ...act, cause: z.enum(withdrawalCauses) }),
  PaymentNotified: z.strictObject({ actor }),
  LotSettledBeforeSale: z.strictObject(act),
  SaleConfirmed: z.strictObject(act),
  LotAnnulled: z.strictObject({ ...act, cause: z.enum(annulmentCauses) }),
  NoticeCorrected: z.strictObject({
    ...act,
    changes: z.array(noticeChange).check(z.minLength(1), z.maxLength(MAX_CHANGES)),
  }),
  BidderBarred: z.strictObject({ actor, bidderNumber, ground: z.enum(barGrounds) }),
  BidReconfirmed: z.strictObject({ bidderNumber, amount: moneySchema }),
  LadderStopped: z.strictObject(act),
  RoundAnnounced: withOffer({
    actor,
    round: z.int().check(z.minimum(2)),
    start: moneySchema,
    deposit: moneySchema,
    opensAt: instantSchema,
    closesAt: instantSchema,
  }),
  RunnerUpOffered: z.strictObject({ actor, bidderNumber, amount: moneySchema, until: instantSchema }),
  RunnerUpAccepted: z.strictObject({ bidderNumber, amount: moneySchema }),
  RunnerUpDeclined: z.strictObject({ bidderNumber }),
  RunnerUpLapsed: z.strictObject({ actor }),
} satisfies BodiesOf<LifeEvent>;
