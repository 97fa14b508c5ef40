import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  cancellationInput,
  payableDueList,
  paymentFileView,
  payoutBatchList,
  payoutBatchView,
  payoutInput,
  payoutList,
  payoutMoved,
  payoutQuery,
} from '@reassign/shared/transfers/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Payouts } from './service.ts';

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
const params = z.strictObject({ id: idSchema });
const nothing = z.strictObject({});

export const payoutRoutes: FastifyPluginAsyncZod<{ payouts: Payouts }> = async (app, { payouts }) => {
  app.get(
    '/api/v1/payouts',
    { config: { access: officer }, schema: { querystring: payoutQuery, response: { 200: payoutList } } },
    async ({ principal, query }) => {
      assert(principal, 'access was checked');
      return { items: await payouts.list(query.state ?? null, principal.userId) };
    },
  );

  app.get(
    '/api/v1/payouts/dues',
    { config: { access: officer }, schema: { response: { 200: payableDueList } } },
    async () => ({ items: await payouts.dues() }),
  );

  app.post(
    '/api/v1/payouts',
    {
      config: { access: officer, idempotent: true },
      schema: { body: payoutInput, response: { 201: payoutMoved } },
    },
    async ({ principal, body }, reply) => {
      assert(principal, 'access was checked');
      const prepared = await payouts.prepareFrom(body, principal.userId);
      if (typeof prepared === 'string') throw new ProblemError(prepared);
      return reply.code(201).send({ state: 'prepared' });
    },
  );

  app.post(
    '/api/v1/payouts/:id/release',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: nothing, response: { 201: payoutMoved } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const refusal = await payouts.release(request.params.id, request.principal.userId);
      if (refusal) throw new ProblemError(refusal);
      return reply.code(201).send({ state: 'released' });
    },
  );

  app.post(
    '/api/v1/payouts/:id/cancellation',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: cancellationInput, response: { 201: payoutMoved } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const { params: asked, principal, body } = request;
      const refusal = await payouts.cancel(asked.id, principal.userId, body.reason);
      if (refusal) throw new ProblemError(refusal);
      return reply.code(201).send({ state: 'cancelled' });
    },
  );

  app.get(
    '/api/v1/payout-batches',
    { config: { access: officer }, schema: { response: { 200: payoutBatchList } } },
    async ({ principal }) => {
      assert(principal, 'access was checked');
      return { items: await payouts.batches(principal.userId) };
    },
  );

  app.post(
    '/api/v1/payout-batches',
    {
      config: { access: officer, idempotent: true },
      schema: { body: nothing, response: { 201: payoutBatchView } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const batch = await payouts.collect(request.principal.userId);
      if (!batch) throw new ProblemError('nothing-prepared');
      return reply.code(201).send(batch);
    },
  );

  app.post(
    '/api/v1/payout-batches/:id/release',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: nothing, response: { 201: paymentFileView } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const file = await payouts.releaseBatch(request.params.id, request.principal.userId);
      if (typeof file === 'string') throw new ProblemError(file);
      return reply.code(201).send(file);
    },
  );

  app.post(
    '/api/v1/payment-files',
    {
      config: { access: officer, idempotent: true },
      schema: { body: nothing, response: { 201: paymentFileView } },
    },
    async (request, reply) => {
      assert(request.principal, 'access was checked');
      const file = await payouts.makeFile(request.principal.userId);
      if (!file) throw new ProblemError('nothing-released');
      return reply.code(201).send(file);
    },
  );

  app.get(
    '/api/v1/payment-files/:id',
    { config: { access: officer }, schema: { params } },
    async (request, reply) => {
      const file = await payouts.file(request.params.id);
      if (!file) throw new ProblemError('not-found');
      return reply
        .type('application/xml; charset=utf-8')
        .header('content-disposition', `attachment; filename="${file.messageId}.xml"`)
        .header('cache-control', 'no-store')
        .send(file.xml);
    },
  );
};
