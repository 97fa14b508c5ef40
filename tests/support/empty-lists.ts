import type { FastifyInstance } from 'fastify';
import { profiles } from '@reassign/shared/listings/profile.ts';

const nothing = { sold: 0, unsold: 0, toAppraisalBps: null, toStartBps: null, turnoverFen: 0 };

/** What a page asks for beside its lot, where nothing has been sold, published or accredited yet. */
export function answerEmptyLists(app: FastifyInstance): void {
  app.get('/api/v1/notices', () => ({ items: [] }));
  app.get('/api/v1/results', () => ({ items: [], nextCursor: null }));
  app.get('/api/v1/results/figures', () => ({ all: nothing, byType: [], byMonth: [] }));
  app.get('/api/v1/refunds/punctuality', () => ({ total: 0, onTime: 0, toCourts: { total: 0, onTime: 0 } }));
  app.get('/api/v1/agencies', () => ({ items: [] }));
  app.get('/api/v1/profiles', () => ({
    items: profiles.map((profile) => ({ profile, hash: 'f'.repeat(64), approvedAt: null })),
  }));
}
