import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  balancePayInput,
  balanceView,
  paymentReviewList,
  reviewAnswer,
  reviewDecision,
  reviewProposal,
  settlementView,
  waterfallFileQuery,
} from '@reassign/shared/settlement/balance-api.ts';
import type { Outcome } from '@reassign/shared/settlement/buyer-default/review.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { toInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { paymentOpened } from '@reassign/shared/payments/api.ts';
import type { Clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { SaleDesk } from './desk.ts';
import { waterfallCsv, waterfallPdf } from './waterfall-files.ts';
import type { ReviewAnswer, ReviewRefusal, Reviews } from './review.ts';

interface BalanceRoutes {
  readonly clock: Pick<Clock, 'now'>;
  readonly desk: SaleDesk;
  readonly reviews: Reviews;
}

const waterfallFiles = [
  { ending: 'csv', type: 'text/csv; charset=utf-8', write: waterfallCsv },
  { ending: 'pdf', type: 'application/pdf', write: waterfallPdf },
] as const;

const params = z.strictObject({ id: idSchema });
/** Which bank's lot it is, the desk asks. */
const sellerOrOperator = { kind: ['bank', 'court', 'operator'] } as const;
/** Of whose sale it is, the review asks. */
const reviewer = {
  kind: ['operator', 'court'],
  role: ['officer', 'maker', 'checker'],
  secondFactor: true,
} as const;

export const balanceRoutes: FastifyPluginAsyncZod<BalanceRoutes> = async (app, { clock, desk, reviews }) => {
  app.get(
    '/api/v1/lots/:id/balance',
    { config: { access: { signedIn: true } }, schema: { params, response: { 200: balanceView } } },
    async ({ principal, params: { id } }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      const view = await desk.balance(id as LotId, principal);
      if (view === null) throw new ProblemError('not-found');
      return view;
    },
  );

  app.post(
    '/api/v1/lots/:id/balance/payments',
    {
      config: { access: { signedIn: true, secondFactor: true }, idempotent: true },
      schema: { params, body: balancePayInput, response: { 201: paymentOpened } },
    },
    async ({ principal, params: { id }, body }, reply) => {
      assert(principal, 'access was checked');
      const opened = await desk.pay(id as LotId, principal, body.language);
      if (typeof opened === 'string') throw new ProblemError(opened);
      return reply.code(201).send(opened);
    },
  );

  app.get(
    '/api/v1/lots/:id/settlement',
    { config: { access: sellerOrOperator }, schema: { params, response: { 200: settlementView } } },
    async ({ principal, params: { id } }) => {
      assert(principal, 'access was checked');
      const view = await desk.settlement(id as LotId, principal);
      if (view === null) throw new ProblemError('not-found');
      return view;
    },
  );

  for (const { ending, type, write } of waterfallFiles) {
    app.get(
      `/api/v1/lots/:id/waterfall.${ending}`,
      { config: { access: sellerOrOperator }, schema: { params, querystring: waterfallFileQuery } },
      async ({ principal, params: { id }, query }, reply) => {
        assert(principal, 'access was checked');
        const view = await desk.settlement(id as LotId, principal);
        const { waterfall } = view ?? {};
        if (!view || !waterfall || waterfall.pots.length === 0) throw new ProblemError('not-found');
        reply.type(type).header('cache-control', 'no-store');
        reply.header('content-disposition', `attachment; filename="reassign-waterfall.${ending}"`);
        return reply.send(await write({ ...view, waterfall }, query.language ?? 'zh', clock.now()));
      },
    );
  }

  app.get(
    '/api/v1/payment-reviews',
    { config: { access: reviewer }, schema: { response: { 200: paymentReviewList } } },
    async ({ principal }) => {
      assert(principal, 'access was checked');
      return { items: await desk.reviews(principal) };
    },
  );

  async function answerTo(lotId: LotId, answer: ReviewAnswer) {
    if (!answer.ok) throw new ProblemError(problemOf[answer.refusal]);
    const phase = await desk.phase(lotId);
    assert(phase, 'what was decided is there');
    return { phase };
  }

  app.post(
    '/api/v1/lots/:id/payment-review/proposals',
    {
      config: { access: reviewer, idempotent: true },
      schema: { params, body: reviewProposal, response: { 201: reviewAnswer } },
    },
    async ({ principal, params: { id }, body }, reply) => {
      assert(principal, 'access was checked');
      const { reason, seen } = body;
      const outcome: Outcome =
        body.kind === 'grace'
          ? { kind: 'grace', until: toInstant(body.until) }
          : {
              kind: 'buyer-default',
              losses: { costs: toMoney(body.losses.costs), commissions: toMoney(body.losses.commissions) },
            };
      const lotId = id as LotId;
      const answer = await reviews.propose(lotId, principal, { outcome, reason, seen });
      return reply.code(201).send(await answerTo(lotId, answer));
    },
  );

  for (const [path, decide] of [
    ['confirmation', reviews.confirm],
    ['rejection', reviews.reject],
  ] as const)
    app.post(
      `/api/v1/lots/:id/payment-review/${path}`,
      {
        config: { access: reviewer, idempotent: true },
        schema: { params, body: reviewDecision, response: { 201: reviewAnswer } },
      },
      async ({ principal, params: { id }, body }, reply) => {
        assert(principal, 'access was checked');
        const lotId = id as LotId;
        return reply.code(201).send(await answerTo(lotId, await decide(lotId, principal, body.seen)));
      },
    );
  await Promise.resolve();
};

const problemOf: Readonly<Record<ReviewRefusal, ProblemCode>> = {
  'not-found': 'not-found',
  'changed-meanwhile': 'precondition-failed',
  'loss-out-of-range': 'loss-out-of-range',
  'payment-ended': 'wrong-state',
  'deadline-not-passed': 'wrong-state',
  'not-in-review': 'wrong-state',
  'nothing-proposed': 'wrong-state',
  'own-approval': 'own-approval',
  'grace-used-up': 'grace-used-up',
  'grace-out-of-range': 'grace-out-of-range',
};
