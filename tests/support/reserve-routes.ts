import { type ApiRoute, ofUnknown } from './api-route.ts';
import { later } from './api-scene.ts';
import { cny } from './listings.ts';

/** The hidden reserve of a draft: its bank's maker and checker see it, the maker writes it. */
export const reserveRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/listings/:id/reserve': {
    call: async ({ desk }) => ({ path: `/api/v1/listings/${(await desk.draft(later)).id}/reserve` }),
    missing: ofUnknown,
    answers: { maker: 200, checker: 200 },
  },
  'PUT /api/v1/listings/:id/reserve': {
    call: async ({ desk }) => {
      const { id, revision } = await desk.draft(later);
      return {
        path: `/api/v1/listings/${id}/reserve`,
        body: { reserve: cny(800_000_00) },
        headers: { 'if-match': `"${String(revision)}"` },
      };
    },
    missing: ofUnknown,
    answers: { maker: 200 },
  },
};
