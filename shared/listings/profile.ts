import { assert } from '../kernel/assert.ts';
import { auction } from './profiles/auction.ts';
import { bidding } from './profiles/bidding.ts';
import { civil2020 } from './profiles/civil-2020.ts';
import { judicial } from './profiles/judicial.ts';
import { selloff } from './profiles/selloff.ts';
import type { Profile, Route } from './route-rules.ts';

export type { Profile } from './route-rules.ts';
export { bidding };

export interface ProfileReference {
  readonly route: Route;
  readonly version: number;
  /** SHA-256 over the canonical JSON of the profile, in hex. */
  readonly hash: string;
}

/** The versions this build brings along, the default route first. */
export const profiles: readonly Profile[] = [bidding, auction, judicial, civil2020, selloff];

/** The version that a new listing of this route is published under. */
export function newestProfile(route: Route, among: readonly Profile[] = profiles): Profile {
  const [newest] = among
    .filter((profile) => profile.route === route)
    .toSorted((a, b) => b.version - a.version);
  assert(newest, `a profile for ${route}`);
  return newest;
}

export const findProfile = (
  reference: { readonly route: string; readonly version: number },
  among: readonly Profile[] = profiles,
): Profile | undefined =>
  among.find((profile) => profile.route === reference.route && profile.version === reference.version);
