import { type ApiRoute, at } from './api-route.ts';
import { unknownId } from './api-scene.ts';

/* What is apart: the operator's officers deal with it, and a supervisor reads it. */

export const reconciliationRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/reconciliation': {
    ...at('/api/v1/reconciliation'),
    answers: { officer: 200, supervisor: 200 },
  },
  'GET /api/v1/reconciliation.csv': {
    ...at('/api/v1/reconciliation.csv?language=en'),
    answers: { officer: 200, supervisor: 200 },
  },
  'POST /api/v1/reconciliation/runs': {
    call: () => ({ path: '/api/v1/reconciliation/runs', body: {} }),
    answers: { officer: 201 },
  },
  'POST /api/v1/reconciliation/differences/:id/moves': {
    call: () => ({
      path: `/api/v1/reconciliation/differences/${unknownId}/moves`,
      body: { type: 'explain', reason: '银行收费' },
    }),
    answers: { officer: 404 },
  },
};
