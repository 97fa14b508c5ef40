import * as z from 'zod/mini';
import { moneySchema } from '../../kernel/schemas.ts';
import { DAY } from '../../kernel/instant.ts';
import { dutchBounds } from '../../listings/dutch.ts';
import { bidderNumber, type BodiesOf, hexHash } from '../shapes.ts';
import type { BidAccepted } from './english-events.ts';
import type { DutchEvent } from './dutch-events.ts';

const duration = z.int().check(z.minimum(1), z.maximum(DAY));

/** What the notice of a hybrid Dutch lot says beside what every notice says. */
export const dutchOffer = {
  format: z.literal('dutch'),
  levels: z.int().check(z.minimum(1), z.maximum(dutchBounds.mostLevels)),
  levelMs: duration,
  sealedMs: duration,
  bestMs: duration,
};

export const dutchBodies = {
  LevelAccepted: z.strictObject({
    bidderNumber,
    level: z.int().check(z.nonnegative(), z.maximum(dutchBounds.mostLevels)),
    amount: moneySchema,
  }),
  HiddenBidPlaced: z.strictObject({ bidderNumber, commitment: hexHash }),
  HiddenBidWithdrawn: z.strictObject({ bidderNumber }),
  HiddenBidOpened: z.strictObject({ bidderNumber, amount: moneySchema, salt: hexHash }),
} satisfies BodiesOf<Exclude<DutchEvent, BidAccepted>>;
