import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { keyShareAnswer, keyShareInput, keyShareList } from '@reassign/shared/auctions/keeping-api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Keeping } from './service.ts';

export interface KeepingRoutes {
  readonly keeping: Keeping;
}

const lotParams = z.strictObject({ id: idSchema });

/** Who keeps a share stays its keeper, wherever else that person goes: nobody else could open it. */
export const keepingRoutes: FastifyPluginAsyncZod<KeepingRoutes> = async (app, { keeping }) => {
  app.get(
    '/api/v1/key-shares',
    { config: { access: { signedIn: true } }, schema: { response: { 200: keyShareList } } },
    ({ principal }) => {
      assert(principal, 'access was checked');
      return keeping.list(principal.userId);
    },
  );

  app.post(
    '/api/v1/lots/:id/key-shares',
    {
      config: { access: { signedIn: true, secondFactor: true }, idempotent: true },
      schema: { params: lotParams, body: keyShareInput, response: { 201: keyShareAnswer } },
    },
    async ({ params, principal, body }, reply) => {
      assert(principal, 'access was checked');
      const answer = await keeping.give(params.id as LotId, principal.userId, body.share);
      if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
      const { seq, at, isOpened } = answer;
      return reply.code(201).send({ seq, at, isOpened });
    },
  );
};
