import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import {
  bankRefundList,
  refundAccountAnswer,
  refundAccountInput,
  refundState,
} from '@reassign/shared/transfers/api.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { BankRefunds } from './service.ts';

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const params = z.strictObject({ id: idSchema });

const userOf = (principal: Principal | null): UserId => {
  assert(principal, 'access was checked');
  return principal.userId;
};

/** Refunds by the bank whose account is not known, and those that a card or wallet did not take. */
export const refundRoutes: FastifyPluginAsyncZod<{ refunds: BankRefunds }> = async (app, { refunds }) => {
  app.get(
    '/api/v1/bank-refunds',
    { config: { access: officer }, schema: { response: { 200: bankRefundList } } },
    async ({ principal }, reply) => {
      void reply.header('cache-control', 'no-store');
      return { items: await refunds.list(userOf(principal)) };
    },
  );

  app.post(
    '/api/v1/bank-refunds/:id/account',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: refundAccountInput, response: { 201: refundState } },
    },
    async (request, reply) => {
      const answer = await refunds.state(request.params.id, request.body, userOf(request.principal));
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );

  app.post(
    '/api/v1/bank-refunds/:id/answer',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: refundAccountAnswer, response: { 201: refundState } },
    },
    async (request, reply) => {
      const { isConfirmed } = request.body;
      const answer = await refunds.answer(request.params.id, isConfirmed, userOf(request.principal));
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );

  app.post(
    '/api/v1/payment-refunds/:id/to-bank',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: z.strictObject({}), response: { 201: refundState } },
    },
    async (request, reply) => {
      const answer = await refunds.takeOver(request.params.id);
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );
  await Promise.resolve();
};
