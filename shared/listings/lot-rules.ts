import { findProfile, type Profile } from './profile.ts';

/** The rules of a lot in the version it was published with; one that this build does not bring along came with the lot. */
export const rulesOf = ({
  profile,
  rules,
}: {
  readonly profile: { readonly route: string; readonly version: number };
  readonly rules: Profile | null;
}): Profile | undefined => rules ?? findProfile(profile);
