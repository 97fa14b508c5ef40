import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { newestProfile, type Profile } from '@reassign/shared/listings/profile.ts';
import { all, type ApiRoute, at, ofUnknown } from './api-route.ts';
import { type Scene, unknownId } from './api-scene.ts';
import { today } from './listings.ts';

/** The next version of a route's rules: a day more of notice than the one in force. */
async function nextProfile({ house }: Scene): Promise<Profile> {
  const newest = newestProfile('bidding', await house.modules.listings.profiles.inForce());
  return { ...newest, version: newest.version + 1, noticeDays: newest.noticeDays + 1 };
}

const colleague = { userId: unknownId as Principal['userId'], name: 'colleague' };

export const profileRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/profiles': { ...at('/api/v1/profiles'), answers: all(200) },
  'GET /api/v1/profile-proposals': { ...at('/api/v1/profile-proposals'), answers: { officer: 200 } },
  'POST /api/v1/profile-proposals': {
    call: async (scene) => ({ path: '/api/v1/profile-proposals', body: await nextProfile(scene) }),
    answers: { officer: 201 },
  },
  'POST /api/v1/profile-proposals/:id/approve': {
    call: async (scene) => {
      const { profiles } = scene.house.modules.listings;
      const answer = await profiles.propose(colleague, today, await nextProfile(scene));
      assert(answer.ok, 'the next version is proposed');
      return { path: `/api/v1/profile-proposals/${answer.value.id}/approve` };
    },
    missing: ofUnknown,
    answers: { officer: 200 },
  },
};
