import * as z from 'zod/mini';
import { idSchema, textSchema } from '../kernel/codecs.ts';
import { organisationKinds, roles } from './types.ts';

/* Sign-up, sign-in, organisations, invitations and two-factor are better-auth's own routes under /api/auth. */

export const organisationView = z.strictObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(organisationKinds),
  creditCode: z.string(),
  accredited: z.boolean(),
});

/** `GET /api/v1/me`: who this session is, and what it may do. */
export const meView = z.strictObject({
  user: z.nullable(z.strictObject({ id: idSchema, name: z.string(), email: z.string() })),
  organisation: z.nullable(organisationView),
  roles: z.array(z.enum(roles)),
  twoFactor: z.boolean(),
  /** Bidding, approval and money ask for a second factor (always in production). */
  secondFactorRequired: z.boolean(),
  /** Only in the embedded demo on loopback: accounts to enter with one click. */
  demoAccounts: z.array(z.strictObject({ key: z.string(), name: z.string(), organisation: z.string(), role: z.string() })),
});
export type MeView = z.infer<typeof meView>;

/** `GET /api/v1/organisations` (operator): the accreditation queue. */
export const organisationList = z.strictObject({
  items: z.array(organisationView),
  nextCursor: z.nullable(z.string()),
});

/** `PUT /api/v1/organisations/:id/accreditation` (operator). */
export const accreditationInput = z.strictObject({ accredited: z.boolean(), reason: textSchema(500) });
