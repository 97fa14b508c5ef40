import { randomUUID } from 'node:crypto';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { toLotSearch } from '@reassign/shared/auctions/search.ts';
import { type ApiRoute, at, ofUnknown, signedInAll } from './api-route.ts';
import type { Scene } from './api-scene.ts';

/** Nobody has saved this one. */
const freshText = (): string => `电池 ${randomUUID()}`;

/** A search of the first broker. */
async function savedBy({ house, visitors }: Scene): Promise<string> {
  const userId = visitors.broker.principal?.userId as UserId;
  const search = toLotSearch({ q: freshText() });
  const saved = await house.modules.auctions.savedSearches.save(userId, '电池', search);
  assert('id' in saved && !('refusal' in saved), 'a search that nobody has can be saved');
  return saved.id;
}

const ofBroker = (rest: string, body?: object): Omit<ApiRoute, 'answers'> => ({
  call: async (scene) => ({
    path: `/api/v1/saved-searches/${await savedBy(scene)}${rest}`,
    ...(body && { body }),
  }),
  missing: ofUnknown,
});

export const savedSearchRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/saved-searches': { ...at('/api/v1/saved-searches'), answers: signedInAll(200) },
  'POST /api/v1/saved-searches': {
    call: () => ({
      path: '/api/v1/saved-searches',
      body: { name: '电池', query: String(new URLSearchParams({ q: freshText() })) },
    }),
    answers: signedInAll(201),
  },
  'PATCH /api/v1/saved-searches/:id': { ...ofBroker('', { name: '隔膜' }), answers: { broker: 200 } },
  'DELETE /api/v1/saved-searches/:id': { ...ofBroker(''), answers: { broker: 200 } },
  'POST /api/v1/saved-searches/:id/seen': { ...ofBroker('/seen'), answers: { broker: 200 } },
};
