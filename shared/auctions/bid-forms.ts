import * as z from 'zod/mini';
import { idSchema, moneySchema } from '../kernel/schemas.ts';
import { dutchBounds } from '../listings/dutch.ts';
import { ciphertextSchema } from './formats/sealed-shapes.ts';

const commandId = idSchema;

/**
 * `POST /api/v1/lots/:id/bids/by-form` (bidder): a bid that is more, or less, than an amount. On a falling price `level`: the
 * level that is taken, at its price; `hidden`: a bid of the sealed phase, in place of a former one, which `withdrawal` takes
 * back. Under sealed bids `sealed`: the age file that only the lot's key opens, in place of a former one. The same command id
 * may be sent again.
 */
export const formBidInput = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('level'),
    commandId,
    level: z.int().check(z.nonnegative(), z.maximum(dutchBounds.mostLevels - 1)),
    amount: moneySchema,
  }),
  z.strictObject({
    form: z.literal('hidden'),
    commandId,
    amount: moneySchema,
    confirmed: z.exactOptional(z.boolean()),
  }),
  z.strictObject({ form: z.literal('withdrawal'), commandId }),
  z.strictObject({ form: z.literal('sealed'), commandId, ciphertext: ciphertextSchema }),
]);
export type FormBid = z.infer<typeof formBidInput>;
