import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { Profile, ProfileReference } from './profile.ts';

/* Apart from the profiles themselves: pages show their numbers and need no cryptography for it. */

export const profileHash = (profile: Profile): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalJson(profile))));

export const referTo = (profile: Profile): ProfileReference => ({
  route: profile.route,
  version: profile.version,
  hash: profileHash(profile),
});
