import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registeredRoutes } from '../../../server/platform/session.ts';
import { apiRoutes, methodOf } from '../../support/api-routes.ts';
import { giveSecondFactors, openScene, production, type Scene } from '../../support/api-scene.ts';
import { type VisitorName, visitorNames } from '../../support/visitors.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene(production);
});
afterAll(async () => {
  expect(scene.house.faults).toEqual([]);
  await scene.house.close();
});

/** Bidding, approval, who may bid, and money (2-architecture, issue 2). */
const guarded = [
  'PUT /api/v1/organisations/:id/accreditation',
  'POST /api/v1/cases/:id/claim-sheets/:version/confirmation',
  'POST /api/v1/listings/:id/return',
  'POST /api/v1/listings/:id/approve',
  'POST /api/v1/listings/:id/publish',
  'POST /api/v1/identity',
  'POST /api/v1/lots/:id/registrations',
  'POST /api/v1/registrations/:id/withdrawal',
  'POST /api/v1/registrations/:id/payments',
  'POST /api/v1/registrations/:id/earmark',
  'POST /api/v1/portable-deposit/pay-ins',
  'POST /api/v1/portable-deposit/pay-ins/:id/payments',
  'POST /api/v1/portable-deposit/pay-ins/:id/cancellation',
  'POST /api/v1/portable-deposit/withdrawals',
  'GET /api/v1/refunds/watch',
  'POST /api/v1/agent-requests/:id/answer',
  'POST /api/v1/agent-requests/:id/revocation',
  'GET /api/v1/reviews',
  'POST /api/v1/reviews/:id/decision',
  'POST /api/v1/lots/:id/relations',
  'POST /api/v1/lots/:id/priority-purchasers',
  'POST /api/v1/lots/:id/technology',
  'POST /api/v1/lots/:id/declarations/:declarationId/withdrawal',
  'GET /api/v1/deposits',
  'POST /api/v1/deposits/:reference/receipts',
  'GET /api/v1/ledger/closes',
  'GET /api/v1/ledger/closes/:day',
  'POST /api/v1/lots/:id/bids',
  'POST /api/v1/lots/:id/bids/by-form',
  'PUT /api/v1/keeper-key',
  'POST /api/v1/lots/:id/key-shares',
  'POST /api/v1/lots/:id/moves',
  'POST /api/v1/lots/:id/reconfirmations',
  'POST /api/v1/lots/:id/runner-up-answers',
  'GET /api/v1/profile-proposals',
  'POST /api/v1/profile-proposals',
  'POST /api/v1/profile-proposals/:id/approve',
  'POST /api/v1/lots/:id/balance/payments',
  'GET /api/v1/payment-reviews',
  'POST /api/v1/lots/:id/payment-review/proposals',
  'POST /api/v1/lots/:id/payment-review/confirmation',
  'POST /api/v1/lots/:id/payment-review/rejection',
  'GET /api/v1/payouts',
  'POST /api/v1/payouts',
  'POST /api/v1/payouts/:id/release',
  'POST /api/v1/payouts/:id/cancellation',
  'GET /api/v1/payouts/dues',
  'GET /api/v1/payout-batches',
  'POST /api/v1/payout-batches',
  'POST /api/v1/payout-batches/:id/release',
  'GET /api/v1/bank-refunds',
  'POST /api/v1/bank-refunds/:id/account',
  'POST /api/v1/bank-refunds/:id/answer',
  'POST /api/v1/payment-refunds/:id/retry',
  'POST /api/v1/payment-refunds/:id/to-bank',
  'POST /api/v1/payment-files',
  'GET /api/v1/payment-files/:id',
  'GET /api/v1/reconciliation',
  'GET /api/v1/reconciliation.csv',
  'POST /api/v1/reconciliation/runs',
  'POST /api/v1/reconciliation/differences/:id/moves',
  'GET /api/v1/bank-statements',
  'POST /api/v1/bank-statements',
  'GET /api/v1/bank-lines',
  'POST /api/v1/bank-lines/:id/proposals',
  'POST /api/v1/bank-lines/:id/answer',
];

describe('in production', () => {
  it('bidding, approval, rules and money are what asks for a second factor', () => {
    const declared = registeredRoutes(scene.house.app)
      .filter(({ method, access }) => {
        return method !== 'HEAD' && typeof access === 'object' && access !== null && 'secondFactor' in access;
      })
      .map(({ method, path }) => `${method} ${path}`);
    expect(declared.sort()).toEqual([...guarded].sort());
  });

  it.each(guarded)('%s is refused without one, and done with it', async (name) => {
    const route = apiRoutes[name];
    const allowed = visitorNames.filter((visitor) => (route?.answers[visitor] ?? 401) !== 401);
    const call = await route?.call(scene);
    if (!route || !call) throw new Error(`${name} is in the table`);
    const answers = async (): Promise<[VisitorName, number, boolean][]> => {
      const seen: [VisitorName, number, boolean][] = [];
      for (const visitor of allowed) {
        const { status, text } = await scene.ask(scene.visitors[visitor], methodOf(name), call);
        seen.push([visitor, status, text.includes('two-factor-required')]);
      }
      return seen;
    };
    await giveSecondFactors(scene.house, false);
    const without = await answers();
    await giveSecondFactors(scene.house, true);
    expect(without).toEqual(allowed.map((visitor) => [visitor, 403, true]));
    expect(await answers()).toEqual(allowed.map((visitor) => [visitor, route.answers[visitor], false]));
  });
});
