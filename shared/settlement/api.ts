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
  /** In the order of their days, the deposit taken off; `null` for the public, before the confirmation and when void. */
  payments: z.nullable(z.array(z.strictObject({ amount: moneySchema, dueAt: instantSchema }))),
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
/**
 * `GET /api/v1/confirmations/:number?hash=` (public): whether a paper with that hash was made here. What it says of the sale
 * is what everybody may read; the paper itself is the parties'.
 */
export const paperCheck = z.strictObject({
  number: z.string(),
  /** `null` without a hash: there is a paper, and nothing to compare it with. */
  isGenuine: z.nullable(z.boolean()),
  lotId: idSchema,
  lotNumber: z.string(),
  title: z.string(),
  seller: z.string(),
  buyer: z.string(),
  hammer: moneySchema,
  closedAt: instantSchema,
  madeAt: instantSchema,
  /** Annulled since: the paper is void. */
  voidedAt: z.nullable(instantSchema),
  /** The C2SP note over the paper's hash; its key is in `/.well-known/reassign-keys.json`. */
  note: z.string(),
});
export type PaperCheck = z.infer<typeof paperCheck>;

export const paperQuery = z.strictObject({
  hash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export const paperFileQuery = z.strictObject({ language: z.optional(z.enum(['zh', 'en'])) });

export type ConfirmationView = z.infer<typeof confirmationView>;
