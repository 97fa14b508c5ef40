import * as z from 'zod/mini';
import { idSchema, instantSchema } from '../kernel/schemas.ts';
import { recipientSchema } from '../listings/keepers-api.ts';
import { sealedBounds } from '../listings/limits.ts';
import { ciphertextSchema, keeperSchema, shareSchema } from './formats/sealed-shapes.ts';
import { phases } from './types.ts';

/**
 * What a share is to its keeper: `early` before the lot's end, `due` after it, `given` until the bids are opened, `over`
 * when nobody asks for it any more.
 */
export const shareStates = ['early', 'due', 'given', 'over'] as const;

/** `GET /api/v1/key-shares` (whoever keeps any): the lots of which one keeps a share, newest first. */
export const keyShareList = z.strictObject({
  items: z.array(
    z.strictObject({
      lotId: idSchema,
      number: z.string(),
      title: z.string(),
      phase: z.enum(phases),
      keeper: keeperSchema,
      state: z.enum(shareStates),
      /** From then on it may be given, until `until`. */
      closesAt: instantSchema,
      until: instantSchema,
      /** Of the three, how many have come. */
      given: z.int().check(z.nonnegative(), z.maximum(sealedBounds.keepers)),
      /** What it was encrypted to, which may not be the newest key, and the share: base64 of an age file. */
      recipient: recipientSchema,
      ciphertext: ciphertextSchema,
    }),
  ),
});
export type KeyShareList = z.infer<typeof keyShareList>;

/** `POST /api/v1/lots/:id/key-shares` (the keeper of it): one's share, in hex. From then on it is public. */
export const keyShareInput = z.strictObject({ share: shareSchema });

/** `isOpened`: with this one the bids were opened. */
export const keyShareAnswer = z.strictObject({ seq: z.int(), at: instantSchema, isOpened: z.boolean() });
