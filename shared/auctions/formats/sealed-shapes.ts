import * as z from 'zod/mini';
import { moneySchema } from '../../kernel/schemas.ts';
import { recipientSchema } from '../../listings/keepers-api.ts';
import { sealedBounds } from '../../listings/limits.ts';
import { bidderNumber, type BodiesOf, hexHash } from '../shapes.ts';
import type { SealedEvent } from './sealed-events.ts';
import { bidFaults } from './sealed-terms.ts';

const key = z.string().check(z.regex(/^AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}$/));

/** What the notice of a lot under sealed bids says beside what every notice says. */
export const sealedOffer = {
  format: z.literal('sealed'),
  pricing: z.enum(['first', 'second']),
  recipient: recipientSchema,
  shares: z.array(hexHash).check(z.length(sealedBounds.keepers)),
  openingMs: z.int().check(z.minimum(1), z.maximum(sealedBounds.longestMs)),
};

/** Base64 of an age file; a bid of ours takes about 750 characters. */
export const ciphertextSchema = z.string().check(z.maxLength(2_000), z.regex(/^[A-Za-z0-9+/]+={0,2}$/));

export const keeperSchema = z.int().check(z.nonnegative(), z.maximum(sealedBounds.keepers - 1));

/** Hex of one share of an age identity. */
export const shareSchema = z.string().check(z.maxLength(400), z.regex(/^(?:[0-9a-f]{2})+$/));

export const sealedBodies = {
  SealedBidPlaced: z.strictObject({ bidderNumber, ciphertext: ciphertextSchema }),
  KeyShareGiven: z.strictObject({ keeper: keeperSchema, share: shareSchema }),
  SealedBidsOpened: z.strictObject({
    key,
    bids: z.array(
      z.strictObject({
        seq: z.int().check(z.minimum(1)),
        bidderNumber,
        amount: z.nullable(moneySchema),
        fault: z.nullable(z.enum(bidFaults)),
      }),
    ),
  }),
} satisfies BodiesOf<SealedEvent>;
