import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { paidDepositView, payInput } from '@reassign/shared/deposits/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { paymentOpened } from '@reassign/shared/payments/api.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { ownersOf } from '../identity.ts';
import type { Deposits } from '../service.ts';

const params = z.strictObject({ id: idSchema });

export const payingRoutes: FastifyPluginAsyncZod<{ readonly deposits: Deposits }> = async (
  app,
  { deposits },
) => {
  app.post(
    '/api/v1/registrations/:id/payments',
    {
      config: { access: { signedIn: true, secondFactor: true }, idempotent: true },
      schema: { params, body: payInput, response: { 201: paymentOpened } },
    },
    async ({ principal, params: { id }, body }, reply) => {
      assert(principal, 'access was checked');
      const opened = await deposits.paying.pay(id, ownersOf(principal), body.language);
      if (typeof opened === 'string') throw new ProblemError(opened);
      return reply.code(201).send(opened);
    },
  );

  app.get(
    '/api/v1/payments/:id',
    { config: { access: { signedIn: true } }, schema: { params, response: { 200: paidDepositView } } },
    async ({ principal, params: { id } }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      const payment = await deposits.paying.find(id, ownersOf(principal));
      if (payment === null) throw new ProblemError('not-found');
      return payment;
    },
  );
  await Promise.resolve();
};
