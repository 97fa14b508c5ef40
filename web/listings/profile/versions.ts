import { assert } from '@reassign/shared/kernel/assert.ts';
import type { ProfileList, ProfileVersionView } from '@reassign/shared/listings/profile-api.ts';
import type { Profile, Route } from '@reassign/shared/listings/route-rules.ts';
import type { Api } from '../../api/client.ts';

/* Apart from the profiles that the build brings along: a page that reads these does without them. */

/** Every version of every route, those of the database among them, and whether courts sell here by themselves. */
export const readRules = ({ api }: { readonly api: Api }): Promise<ProfileList> =>
  api.get<ProfileList>('/api/v1/profiles');

export const profileVersions = async (request: { readonly api: Api }): Promise<ProfileList['items']> =>
  (await readRules(request)).items;

/** The version in force of a route. */
export function newestOf(versions: readonly ProfileVersionView[], route: Route): Profile {
  const [newest] = versions
    .map(({ profile }) => profile)
    .filter((profile) => profile.route === route)
    .toSorted((a, b) => b.version - a.version);
  assert(newest, `a version of ${route}`);
  return newest;
}
