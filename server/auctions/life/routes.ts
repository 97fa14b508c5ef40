import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  debtPaymentInput,
  debtPaymentList,
  lotMove,
  moveAnswer,
  offerAnswerInput,
  reconfirmationInput,
} from '@reassign/shared/auctions/life-api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ownersOf } from '../../deposits/index.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Payments } from './payments.ts';
import type { Life, MoveAnswer } from './service.ts';
import { bidder } from '../routes.ts';
import type { Auctions } from '../service.ts';

export interface LifeRoutes {
  readonly life: Life;
  readonly payments: Payments;
  readonly auctions: Pick<Auctions, 'standing' | 'denialOf'>;
}

const lotParams = z.strictObject({ id: idSchema });
/** Whoever runs the platform, the second person of who sells, and the auctioneer: the rules of the lot say who may do what. */
const mover = {
  kind: ['operator', 'bank', 'court', 'auction-house'],
  role: ['officer', 'checker', 'auctioneer'],
  secondFactor: true,
} as const;

export const lifeRoutes: FastifyPluginAsyncZod<LifeRoutes> = async (app, { life, payments, auctions }) => {
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

  app.get(
    '/api/v1/lots/:id/debt-payments',
    {
      config: { access: { signedIn: true } },
      schema: { params: lotParams, response: { 200: debtPaymentList } },
    },
    async ({ params, principal }) => {
      assert(principal, 'access was checked');
      const list = await payments.list(params.id as LotId, principal);
      if (typeof list === 'string') throw new ProblemError(list);
      return list;
    },
  );

  app.post(
    '/api/v1/lots/:id/debt-payments',
    {
      config: { access: { signedIn: true }, idempotent: true },
      schema: { params: lotParams, body: debtPaymentInput, response: { 201: moveAnswer } },
    },
    async ({ params, principal, body }, reply) => {
      assert(principal, 'access was checked');
      const answer = await payments.notify(params.id as LotId, principal, body);
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

  app.post(
    '/api/v1/lots/:id/runner-up-answers',
    {
      config: { access: bidder, idempotent: true },
      schema: { params: lotParams, body: offerAnswerInput, response: { 201: moveAnswer } },
    },
    async ({ params, principal, body }, reply) => {
      const lotId = params.id as LotId;
      assert(principal, 'access was checked');
      const denied = await auctions.denialOf(lotId, principal);
      if (denied !== null) throw new ProblemError(denied);
      const standing = await auctions.standing(lotId, ...ownersOf(principal));
      return reply.code(201).send(answerOf(await life.answerOffer(lotId, standing, body.accepts)));
    },
  );
};

function answerOf(answer: MoveAnswer) {
  if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
  return { seq: answer.seq, at: answer.at };
}
