import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { lotMove, moveAnswer, reconfirmationInput } from '@reassign/shared/auctions/life-api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ownersOf } from '../../deposits/index.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Life, MoveAnswer } from './service.ts';
import { bidder } from '../routes.ts';
import type { Auctions } from '../service.ts';

export interface LifeRoutes {
  readonly life: Life;
  readonly auctions: Pick<Auctions, 'standing' | 'denialOf'>;
}

const lotParams = z.strictObject({ id: idSchema });
/** Whoever runs the platform, and the second person of a bank: the rules of the lot say who of them may do what. */
const mover = { kind: ['operator', 'bank'], role: ['officer', 'checker'], secondFactor: true } as const;

export const lifeRoutes: FastifyPluginAsyncZod<LifeRoutes> = async (app, { life, auctions }) => {
  app.post(
    '/api/v1/lots/:id/moves',
    {
      config: { access: mover, idempotent: true },
      schema: { params: lotParams, body: lotMove, response: { 201: moveAnswer } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const answer = await life.move(request.params.id as LotId, request.principal, request.body);
      return reply.code(201).send(answerOf(answer));
    },
  );

  app.post(
    '/api/v1/lots/:id/reconfirmations',
    {
      config: { access: bidder, idempotent: true },
      schema: { params: lotParams, body: reconfirmationInput, response: { 201: moveAnswer } },
    },
    async (request, reply) => {
      const lotId = request.params.id as LotId;
      assert(request.principal, 'access was checked');
      const denied = await auctions.denialOf(lotId, request.principal);
      if (denied !== null) throw new ProblemError(denied);
      const standing = await auctions.standing(lotId, ...ownersOf(request.principal));
      return reply.code(201).send(answerOf(await life.reconfirm(lotId, standing)));
    },
  );
};

function answerOf(answer: MoveAnswer) {
  if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
  return { seq: answer.seq, at: answer.at };
}
