import * as z from 'zod/mini';
import { daySchema, idSchema, instantSchema } from '../kernel/schemas.ts';
import type { Json } from '../verify/canonical-json.ts';
import type { Profile } from './profile.ts';
import { profileSchema } from './profile-schema.ts';

/** `GET /api/v1/profiles` (public): every version of every route, oldest first. */
const profile: z.ZodMiniType<Profile> = profileSchema;
const json: z.ZodMiniType<Json> = z.json();

export const profileVersionView = z.strictObject({
  profile,
  hash: z.string(),
  /** `null`: brought along by this build. */
  approvedAt: z.nullable(instantSchema),
});
export type ProfileVersionView = z.infer<typeof profileVersionView>;
export const profileList = z.strictObject({
  items: z.array(profileVersionView),
  /** Since when this platform stands on the Supreme Court's list for courts' sales; `null`: it does not. */
  courtListSince: z.nullable(daySchema),
});
export type ProfileList = z.infer<typeof profileList>;

/** `POST /api/v1/profile-proposals` (operator officer): the next version, whole. */
export const profileProposalInput = profile;

/** `GET /api/v1/profile-proposals` (operator officer). `mine`: somebody else has to approve it. */
const changedRule = z.strictObject({ rule: z.string(), before: json, after: json });
export const profileProposalView = z.strictObject({
  id: idSchema,
  profile,
  proposedBy: z.string(),
  proposedAt: instantSchema,
  mine: z.boolean(),
  changes: z.array(changedRule),
});
export type ProfileProposalView = z.infer<typeof profileProposalView>;
export const profileProposalList = z.strictObject({ items: z.array(profileProposalView) });
