import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import {
  declarationsView,
  declared,
  priorityInput,
  relationInput,
  technologyInput,
} from '@reassign/shared/deposits/declarations.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { faultOfNamed } from '../named.ts';
import type { DeclarationAnswer, Declarations } from './service.ts';

const params = z.strictObject({ id: idSchema });
/** Whoever lists: a bank, or a court. */
const sellers = ['bank', 'court'] as const;
/** Naming somebody keeps others out or puts them first: the second person does it. */
const checker = { kind: sellers, role: 'checker', secondFactor: true } as const;

export const declarationRoutes: FastifyPluginAsyncZod<{ deposits: Declarations }> = async (
  app,
  { deposits },
) => {
  app.get(
    '/api/v1/lots/:id/declarations',
    {
      config: { access: { kind: sellers } },
      schema: { params, response: { 200: declarationsView } },
    },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const view = await deposits.declarationsOf(acting(request.principal), request.params.id as LotId);
      if (!view) throw new ProblemError('unknown-lot');
      return view;
    },
  );

  app.post(
    '/api/v1/lots/:id/relations',
    {
      config: { access: checker, idempotent: true },
      schema: { params, body: relationInput, response: { 201: declared } },
    },
    async (request, reply) => {
      const { principal, params: of, body } = request;
      const answer = await deposits.declareRelation(acting(principal), of.id as LotId, body);
      return reply.code(201).send(orThrow(answer));
    },
  );

  app.post(
    '/api/v1/lots/:id/priority-purchasers',
    {
      config: { access: checker, idempotent: true },
      schema: { params, body: priorityInput, response: { 201: declared } },
    },
    async (request, reply) => {
      const { principal, params: of, body } = request;
      return reply
        .code(201)
        .send(orThrow(await deposits.namePriority(acting(principal), of.id as LotId, body)));
    },
  );

  app.post(
    '/api/v1/lots/:id/technology',
    {
      config: { access: checker, idempotent: true },
      schema: { params, body: technologyInput, response: { 201: declared } },
    },
    async (request, reply) => {
      const { principal, params: of, body } = request;
      const answer = await deposits.classifyTechnology(acting(principal), of.id as LotId, body);
      return reply.code(201).send(orThrow(answer));
    },
  );

  app.post(
    '/api/v1/lots/:id/declarations/:declarationId/withdrawal',
    {
      config: { access: checker, idempotent: true },
      schema: {
        params: z.strictObject({ id: idSchema, declarationId: idSchema }),
        body: z.strictObject({}),
        response: { 201: declared },
      },
    },
    async (request, reply) => {
      const { id, declarationId } = request.params;
      const answer = await deposits.withdrawDeclaration(
        acting(request.principal),
        id as LotId,
        declarationId,
      );
      return reply.code(201).send(orThrow(answer));
    },
  );
};

function acting(principal: Principal | null): Principal {
  assert(principal, 'access was checked');
  return principal;
}

function orThrow(answer: DeclarationAnswer) {
  if (answer.ok) return answer.value;
  throw 'fault' in answer.fault ? faultOfNamed(answer.fault) : new ProblemError(answer.fault.code);
}
