import * as z from 'zod/mini';
import { moneySchema } from '../../kernel/schemas.ts';
import { incrementsSchema } from '../../listings/api.ts';
import { bidderNumber, type BodiesOf, hexHash } from '../shapes.ts';
import type { EnglishEvent } from './english-events.ts';

/** What the notice of an English lot says beside what every notice says. */
export const englishOffer = { format: z.literal('english'), increments: incrementsSchema };

export const englishBodies = {
  BidAccepted: z.strictObject({ bidderNumber, amount: moneySchema }),
  BidMatched: z.strictObject({ bidderNumber, amount: moneySchema }),
  MaximumSet: z.strictObject({ bidderNumber, commitment: hexHash }),
  MaximumOpened: z.strictObject({ bidderNumber, amount: moneySchema, salt: hexHash }),
  AutomaticBid: z.strictObject({ bidderNumber, amount: moneySchema }),
  ReserveMet: z.strictObject({}),
} satisfies BodiesOf<EnglishEvent>;
