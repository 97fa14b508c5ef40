import * as z from 'zod/mini';
import { organisationKinds } from '../accounts/types.ts';
import { idSchema, instantSchema } from '../kernel/schemas.ts';

/** Bech32 of an X25519 key, as age writes it. */
export const recipientSchema = z.string().check(z.regex(/^age1[02-9ac-hj-np-z]{58}$/));

/**
 * `PUT /api/v1/keeper-key` (a person of an organisation that may keep shares): the public half of an age identity that
 * only its owner has. It counts for lots that are published from now on; what was encrypted to a former one stays so.
 */
export const keeperKeyInput = z.strictObject({ recipient: recipientSchema });

/** `GET /api/v1/keeper-key`: one's own that counts; `null` when there is none. */
export const keeperKeyView = z.strictObject({
  key: z.nullable(z.strictObject({ recipient: recipientSchema, givenAt: instantSchema })),
});
export type KeeperKeyView = z.infer<typeof keeperKeyView>;

/** `GET /api/v1/keepers` (whoever writes or approves listings): the people who have a key. */
export const keeperList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idSchema,
      name: z.string(),
      organisation: z.strictObject({ id: idSchema, name: z.string(), kind: z.enum(organisationKinds) }),
    }),
  ),
});
export type KeeperList = z.infer<typeof keeperList>;
