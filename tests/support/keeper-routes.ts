import { DAY } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { makeIdentity } from '@reassign/shared/verify/lot-key.ts';
import { type ApiRoute, at, ofUnknown, signedInAll } from './api-route.ts';
import { later, type Scene } from './api-scene.ts';
import type { VisitorName } from './visitors.ts';

const keepers = ['officer', 'other bank', 'supervisor'] as const satisfies readonly VisitorName[];

/** A lot in its notice whose key three of the visitors keep. */
async function sealedLot({ house, visitors, desk }: Scene): Promise<LotId> {
  const ids: string[] = [];
  for (const keeper of keepers) {
    const { principal } = visitors[keeper];
    if (!principal) throw new Error('a keeper is signed in');
    const { recipient } = await makeIdentity();
    await house.modules.listings.keepers.give(principal, house.clock.now(), recipient);
    ids.push(principal.userId);
  }
  const sealed = { pricing: 'first', openingMs: DAY, keepers: ids } as const;
  return (await desk.published({ ...later, sealed })).lotId as LotId;
}

/** Who keeps shares of keys, and whose shares they are. */
export const keeperRoutes: Readonly<Record<string, ApiRoute>> = {
  'GET /api/v1/keeper-key': {
    ...at('/api/v1/keeper-key'),
    answers: {
      ...{ maker: 200, checker: 200, reader: 200, 'other bank': 200 },
      ...{ officer: 200, supervisor: 200, court: 200 },
    },
  },
  'PUT /api/v1/keeper-key': {
    // Its checksum is wrong: what is right would be somebody's first and the others' no more.
    call: () => ({ path: '/api/v1/keeper-key', body: { recipient: `age1${'q'.repeat(58)}` } }),
    answers: {
      ...{ maker: 422, checker: 422, reader: 422, 'other bank': 422 },
      ...{ officer: 422, supervisor: 422, court: 422 },
    },
  },
  'GET /api/v1/keepers': {
    ...at('/api/v1/keepers'),
    answers: { maker: 200, checker: 200, 'other bank': 200, court: 200 },
  },
  'GET /api/v1/key-shares': { ...at('/api/v1/key-shares'), answers: signedInAll(200) },
  // Before its end no lot asks for a share.
  'POST /api/v1/lots/:id/key-shares': {
    call: async (scene) => ({
      path: `/api/v1/lots/${await sealedLot(scene)}/key-shares`,
      body: { share: 'ab'.repeat(75) },
    }),
    missing: ofUnknown,
    answers: { officer: 409, 'other bank': 409, supervisor: 409 },
  },
};
