import * as z from 'zod/mini';
import { idSchema, instantSchema } from '../kernel/schemas.ts';

/*
 * What anybody asks for to prove a log: proofs, the list of keys, cosignatures of witnesses (3-trading-rules §3.8).
 */

const count = z.string().check(z.regex(/^[1-9]\d{0,8}$/));
const hexHash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** `GET /api/v1/lots/:id/inclusion`: entry `seq` in the tree over the first `size` entries, all of them unless said. */
export const inclusionQuery = z.strictObject({ seq: count, size: z.optional(count) });

export const inclusionView = z.strictObject({
  lot: idSchema,
  seq: z.int(),
  size: z.int(),
  /** The entry's hash: the leaf. */
  hash: hexHash,
  root: hexHash,
  /** Siblings from the leaf to the root (RFC 6962 §2.1.1). */
  proof: z.array(hexHash),
});
export type InclusionView = z.infer<typeof inclusionView>;

/** `GET /api/v1/lots/:id/consistency`: the tree over `from` entries begins that over `to`, all of them unless said. */
export const consistencyQuery = z.strictObject({ from: count, to: z.optional(count) });

export const consistencyView = z.strictObject({
  lot: idSchema,
  from: z.int(),
  to: z.int(),
  fromRoot: hexHash,
  toRoot: hexHash,
  /** RFC 6962 §2.1.2. */
  proof: z.array(hexHash),
});
export type ConsistencyView = z.infer<typeof consistencyView>;

/** `POST /api/v1/lots/:id/cosignatures`: the lot's checkpoint as it is now, with a line by a witness that we know. */
export const cosignatureInput = z.strictObject({ checkpoint: z.string().check(z.maxLength(20_000)) });

export const cosignatureView = z.strictObject({
  size: z.int(),
  witness: z.string(),
  /** In seconds since 1970, by the witness's clock. */
  at: z.int(),
});

export const keyStatuses = ['active', 'retired', 'revoked'] as const;

/** One key of the platform; times are those of its signed statements. */
export const keyView = z.strictObject({
  /** C2SP verifier key. */
  key: z.string(),
  fingerprint: z.string(),
  /** The platform's word alone for the first key, signed for every other. */
  from: instantSchema,
  /** It covers no entry after this; `null` while it signs. */
  until: z.nullable(instantSchema),
  status: z.enum(keyStatuses),
  /** Signed by the key before and by this one; `null` for the first. */
  rotation: z.nullable(z.string()),
  /** Signed by a later key of the list. */
  revocation: z.nullable(z.string()),
});
export type KeyView = z.infer<typeof keyView>;

/** `GET /.well-known/reassign-keys.json`, oldest first. */
export const keyListView = z.strictObject({
  name: z.string(),
  keys: z.array(keyView).check(z.minLength(1), z.maxLength(1_000)),
});
export type KeyListView = z.infer<typeof keyListView>;
