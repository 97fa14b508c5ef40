import { randomUUID } from 'node:crypto';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { all, type ApiRoute, at, ofUnknown, signedInAll } from './api-route.ts';
import { later, type Scene } from './api-scene.ts';
import { yes } from './bank-desk.ts';
import { paidByCard } from './paid-deposit.ts';

/*
 * Registrations, deposits and what a seller declares: who gets what. The lots are sold by the bank itself, so that only
 * accredited agencies bid.
 */

async function freshLot({ desk }: Scene): Promise<LotId> {
  const { lotId } = await desk.published(later);
  assert(lotId, 'a published listing has a lot');
  return lotId as LotId;
}

const accepted = { conditionsVersion: conditions.version, conditionsHash: conditions.hash };

async function requestedDeposit(scene: Scene): Promise<RegistrationView['deposit']> {
  const { deposit } = await scene.house.register(scene.house.agencies[1], await freshLot(scene));
  return deposit;
}

/** Of the other agency, by card, some time ago. */
async function paidDeposit(scene: Scene): Promise<{ registration: string; payment: string }> {
  const { house } = scene;
  const made = await house.register(house.agencies[1], await freshLot(scene));
  await house.confirm(made);
  const payment = await paidByCard(house.admin, made.id);
  return { registration: made.id, payment };
}

/** Of the reference's form with a check that fits, and nobody's. */
const UNKNOWN_REFERENCE = 'BZJ00000000000';

/** Signed in, and nobody's agent or principal: as if there were nothing. */
const nobodys = { missing: ofUnknown, answers: signedInAll(404) };

/** The first agency registers for the other one, which has to confirm it. */
async function mandate(scene: Scene): Promise<RegistrationView> {
  const [agent, principal] = scene.house.agencies;
  const { name, creditCode } = principal.organisation;
  const path = `/api/v1/lots/${await freshLot(scene)}/registrations`;
  const named = { kind: 'organisation', name, creditCode };
  return yes<RegistrationView>(agent.browser.post(path, { ...accepted, principal: named }));
}

const declaring = (rest: string, body: object): Pick<ApiRoute, 'call' | 'missing' | 'answers'> => ({
  call: async (scene) => ({ path: `/api/v1/lots/${await freshLot(scene)}/${rest}`, body }),
  missing: ofUnknown,
  answers: { checker: 201 },
});

const somebody = { kind: 'organisation', name: '某公司', creditCode: '91140100MA0K00136F' };

export const bidderRoutes: Record<string, ApiRoute> = {
  'GET /api/v1/conditions': { ...at('/api/v1/conditions'), answers: all(200) },
  'POST /api/v1/lots/:id/registrations': {
    call: async (scene) => ({ path: `/api/v1/lots/${await freshLot(scene)}/registrations`, body: accepted }),
    missing: ofUnknown,
    answers: { ...signedInAll(403), broker: 201, 'other broker': 201 },
  },
  'GET /api/v1/registrations': { ...at('/api/v1/registrations'), answers: signedInAll(200) },
  'POST /api/v1/registrations/:id/withdrawal': {
    call: async (scene) => {
      const { id } = await scene.house.register(scene.house.agencies[1], await freshLot(scene));
      return { path: `/api/v1/registrations/${id}/withdrawal`, body: {} };
    },
    ...nobodys,
    answers: { ...nobodys.answers, 'other broker': 201 },
  },
  // Paid already: Stripe is not asked.
  'POST /api/v1/registrations/:id/payments': {
    call: async (scene) => ({
      path: `/api/v1/registrations/${(await paidDeposit(scene)).registration}/payments`,
      body: { language: 'zh' },
    }),
    ...nobodys,
    answers: { ...nobodys.answers, 'other broker': 409 },
  },
  'GET /api/v1/payments/:id': {
    call: async (scene) => ({ path: `/api/v1/payments/${(await paidDeposit(scene)).payment}` }),
    ...nobodys,
    answers: { ...nobodys.answers, 'other broker': 200 },
  },
  // Nobody signed it.
  'POST /api/v1/payments/stripe/events': {
    call: () => ({ path: '/api/v1/payments/stripe/events', body: {} }),
    answers: all(400),
  },
  'GET /api/v1/refunds/punctuality': { ...at('/api/v1/refunds/punctuality'), answers: all(200) },
  'GET /api/v1/refunds/watch': { ...at('/api/v1/refunds/watch'), answers: { officer: 200 } },
  'GET /api/v1/agent-requests': { ...at('/api/v1/agent-requests'), answers: signedInAll(200) },
  'POST /api/v1/agent-requests/:id/answer': {
    call: async (scene) => ({
      path: `/api/v1/agent-requests/${(await mandate(scene)).id}/answer`,
      body: { isConfirmed: true },
    }),
    ...nobodys,
    answers: { ...nobodys.answers, 'other broker': 201 },
  },
  // Two of one scene may confirm it: this one is waited for by nobody yet.
  'POST /api/v1/agent-requests/:id/revocation': {
    call: async (scene) => ({
      path: `/api/v1/agent-requests/${(await mandate(scene)).id}/revocation`,
      body: {},
    }),
    ...nobodys,
    answers: { ...nobodys.answers, 'other broker': 409 },
  },
  'GET /api/v1/reviews': { ...at('/api/v1/reviews'), answers: { officer: 200 } },
  'POST /api/v1/reviews/:id/decision': {
    call: () => ({
      path: `/api/v1/reviews/${randomUUID()}/decision`,
      body: { isPassed: true, reason: '已核对原件' },
    }),
    answers: { officer: 404 },
  },
  'GET /api/v1/lots/:id/declarations': {
    call: ({ openLot: id }) => ({ path: `/api/v1/lots/${id}/declarations` }),
    missing: ofUnknown,
    answers: { maker: 200, checker: 200, reader: 200 },
  },
  'POST /api/v1/lots/:id/relations': declaring('relations', {
    who: somebody,
    ground: 'auxiliary',
    isRelative: false,
    reason: '受托查勘',
  }),
  'POST /api/v1/lots/:id/priority-purchasers': declaring('priority-purchasers', {
    who: somebody,
    rank: 1,
    ground: 'co-owner',
    reason: '共有人',
  }),
  'POST /api/v1/lots/:id/technology': declaring('technology', { control: 'restricted', item: '183506X' }),
  'POST /api/v1/lots/:id/declarations/:declarationId/withdrawal': {
    call: async (scene) => {
      const lot = await freshLot(scene);
      const body = { who: somebody, ground: 'auxiliary', isRelative: false, reason: '误录' };
      const path = `/api/v1/lots/${lot}/relations`;
      const { id } = await yes<{ id: string }>(scene.house.checker.browser.post(path, body));
      return { path: `/api/v1/lots/${lot}/declarations/${id}/withdrawal`, body: {} };
    },
    missing: ofUnknown,
    answers: { checker: 201 },
  },
  'GET /api/v1/deposits': { ...at('/api/v1/deposits'), answers: { officer: 200 } },
  'POST /api/v1/deposits/:reference/receipts': {
    call: async (scene) => {
      const { reference, amount } = await requestedDeposit(scene);
      const body = { amount, payer: '某公司', receivedAt: '2026-03-02T10:00:00.000+08:00' };
      return { path: `/api/v1/deposits/${reference}/receipts`, body };
    },
    missing: (call) => ({ ...call, path: `/api/v1/deposits/${UNKNOWN_REFERENCE}/receipts` }),
    answers: { officer: 201 },
  },
};
