import * as z from 'zod/mini';
import { instantSchema } from '../../kernel/schemas.ts';
import { incrementsSchema } from '../../listings/api.ts';
import type { BodiesOf } from '../shapes.ts';
import type { BiddingStarted } from './selloff-events.ts';

/** What the notice of a sell-off says beside what every notice says. */
export const selloffOffer = { format: z.literal('selloff'), increments: incrementsSchema };

export const selloffBodies = {
  BiddingStarted: z.strictObject({ closesAt: instantSchema }),
} satisfies BodiesOf<BiddingStarted>;
