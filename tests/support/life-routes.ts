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
        changes: [{ pointer: '/description', before: '整体出让，权利状态以登记簿为准。', after: '新' }],
        reason: '更正笔误',
      },
    }),
    missing,
    answers: { checker: 201, officer: 403 },
  },
  // Everybody signed in may ask; whose debt it is decides.
  'GET /api/v1/lots/:id/debt-payments': {
    call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/debt-payments` }),
    missing,
    answers: {
      ...{ person: 403, broker: 403, 'other broker': 403, 'unaccredited broker': 403, 'other bank': 403 },
      ...{ maker: 200, checker: 200, reader: 200, officer: 200, debtor: 200 },
      ...{ valuer: 403, supervisor: 403, court: 403, auctioneer: 403 },
    },
  },
  'POST /api/v1/lots/:id/debt-payments': {
    call: ({ openLot: id }) => ({
      path: `/api/v1/lots/${id}/debt-payments`,
      body: { amount: { amount: 842_345_67, currency: 'CNY' }, proof: '汇款凭证 No. 1' },
    }),
    missing,
    answers: {
      ...{ person: 403, broker: 403, 'other broker': 403, 'unaccredited broker': 403, 'other bank': 403 },
      ...{ maker: 403, checker: 403, reader: 403, officer: 403, debtor: 201 },
      ...{ valuer: 403, supervisor: 403, court: 403, auctioneer: 403 },
    },
  },
  'POST /api/v1/lots/:id/reconfirmations': {
    call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/reconfirmations`, body: {} }),
    missing,
    answers: { ...signedInAll(403), broker: 409, 'other broker': 409 },
  },
  'POST /api/v1/lots/:id/runner-up-answers': {
    call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/runner-up-answers`, body: { accepts: true } }),
    missing,
    answers: { ...signedInAll(403), broker: 409, 'other broker': 409 },
  },
});
