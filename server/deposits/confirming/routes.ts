import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  agentAnswerInput,
  agentRequestList,
  confirmationAnswer,
  revocationAnswer,
  reviewInput,
  reviewList,
} from '@reassign/shared/deposits/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Confirming } from './service.ts';

interface ConfirmingRoutes {
  readonly deposits: Confirming;
  readonly recentLots: () => Promise<readonly LotId[]>;
}

const params = z.strictObject({ id: idSchema });
const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;

export const confirmingRoutes: FastifyPluginAsyncZod<ConfirmingRoutes> = async (
  app,
  { deposits, recentLots },
) => {
  app.get(
    '/api/v1/agent-requests',
    { config: { access: { signedIn: true } }, schema: { response: { 200: agentRequestList } } },
    async ({ principal }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      return deposits.agentRequests(principal, await recentLots());
    },
  );

  app.post(
    '/api/v1/agent-requests/:id/answer',
    {
      config: { access: { signedIn: true, secondFactor: true }, idempotent: true },
      schema: { params, body: agentAnswerInput, response: { 201: confirmationAnswer } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const { isConfirmed } = request.body;
      const answer = await deposits.answerAgent(request.params.id, request.principal, isConfirmed);
      return reply.code(201).send(orThrow(answer));
    },
  );

  app.post(
    '/api/v1/agent-requests/:id/revocation',
    {
      config: { access: { signedIn: true, secondFactor: true }, idempotent: true },
      schema: { params, body: z.strictObject({}), response: { 201: revocationAnswer } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const answer = await deposits.revokeAgent(request.params.id, request.principal);
      return reply.code(201).send(orThrow(answer));
    },
  );

  app.get('/api/v1/reviews', { config: { access: officer }, schema: { response: { 200: reviewList } } }, () =>
    deposits.reviews(),
  );

  app.post(
    '/api/v1/reviews/:id/decision',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: reviewInput, response: { 201: confirmationAnswer } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const { userId } = request.principal;
      return reply
        .code(201)
        .send(orThrow(await deposits.decideReview(request.params.id, userId, request.body)));
    },
  );
};

type Refusal = Extract<Awaited<ReturnType<Confirming['answerAgent']>>, string>;

function orThrow<Answer extends object>(answer: Answer | Refusal): Answer {
  if (typeof answer === 'string') throw new ProblemError(answer);
  return answer;
}
