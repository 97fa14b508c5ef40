import * as z from 'zod/mini';
import { idSchema, instantSchema, moneySchema } from '../kernel/schemas.ts';
import { priceTargets } from '../listings/route-rules.ts';
import { settlementStages } from './sale.ts';

/**
 * `GET /api/v1/lots/:id/confirmation`: full to the parties (`scope: 'party'`), for everybody else companies by name,
 * natural persons as surname + 某, and no credit code.
 */
export const confirmationView = z.strictObject({
  scope: z.enum(['party', 'public']),
  stage: z.enum(settlementStages),
  number: z.string(),
  lotId: idSchema,
  lotNumber: z.string(),
  title: z.string(),
  route: z.string(),
  seller: z.string(),
  buyer: z.strictObject({ name: z.string(), creditCode: z.nullable(z.string()) }),
  bidderNumber: z.string(),
  hammer: moneySchema,
  /** The buyer's premium with its VAT, by the fee schedule of the notice's day; `null` for the public. */
  premium: z.nullable(moneySchema),
  deposit: z.nullable(moneySchema),
  balanceDue: z.nullable(moneySchema),
  /** As the profile of the lot says. */
  priceGoesTo: z.enum(priceTargets),
  closedAt: instantSchema,
  /** With the hammer, or by the auctioneer; `null` until then, and then only the parties see it. */
  confirmedAt: z.nullable(instantSchema),
  /** The sale was annulled: nothing is due. */
  voided: z.nullable(z.strictObject({ at: instantSchema, reason: z.string() })),
  logSize: z.int(),
  logHash: z.string(),
  /** Which side of the sale is reading; `null` for everybody else. */
  reader: z.nullable(z.enum(['buyer', 'seller'])),
});
export type ConfirmationView = z.infer<typeof confirmationView>;
