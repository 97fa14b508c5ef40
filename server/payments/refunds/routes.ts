import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { refundMoved } from '@reassign/shared/payments/api.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { FollowUps } from './follow-up.ts';

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;

/** What the operator does about a refund that failed. */
export const refundRoutes: FastifyPluginAsyncZod<{ followUps: FollowUps }> = async (app, { followUps }) => {
  app.post(
    '/api/v1/payment-refunds/:id/retry',
    {
      config: { access: officer, idempotent: true },
      schema: {
        params: z.strictObject({ id: idSchema }),
        body: z.strictObject({}),
        response: { 201: refundMoved },
      },
    },
    async ({ params }, reply) => {
      const refusal = await followUps.retry(params.id);
      if (refusal === 'not-found') throw new ProblemError('not-found');
      if (refusal) throw new ProblemError('wrong-state');
      return reply.code(201).send({ state: 'due' });
    },
  );
  await Promise.resolve();
};
