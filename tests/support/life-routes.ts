import { type ApiRoute, signedInAll } from './api-route.ts';

/** What happens to a lot beside its bidding: who gets what. */
export const lifeRoutes = ({
  missing,
}: Required<Pick<ApiRoute, 'missing'>>): Readonly<Record<string, ApiRoute>> => ({
  // The platform does not correct what a bank says.
  'POST /api/v1/lots/:id/moves': {
    call: ({ openLot: id }) => ({
      path: `/api/v1/lots/${id}/moves`,
      body: {
        move: 'correct',
        changes: [{ pointer: '/description', before: '旧', after: '新' }],
        reason: '更正笔误',
      },
    }),
    missing,
    answers: { checker: 201, officer: 403 },
  },
  'POST /api/v1/lots/:id/reconfirmations': {
    call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/reconfirmations`, body: {} }),
    missing,
    answers: { ...signedInAll(403), broker: 409, 'other broker': 409 },
  },
});
