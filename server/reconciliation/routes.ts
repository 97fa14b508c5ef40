import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import {
  moveAnswer,
  moveInput,
  reconciliationFileQuery,
  reconciliationView,
  runAnswer,
} from '@reassign/shared/reconciliation/api.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import { reconciliationCsv } from './files.ts';
import type { Reconciliation } from './service.ts';
import { viewOf } from './views.ts';

interface ReconciliationRoutes {
  readonly reconciliation: Reconciliation;
}

const officer = { kind: 'operator', role: 'officer', secondFactor: true } as const;
/** Whoever supervises the platform sees what does not agree, and who takes care of it. */
const reader = {
  kind: ['operator', 'supervisor'],
  role: ['officer', 'owner', 'member'],
  secondFactor: true,
} as const;
const params = z.strictObject({ id: idSchema });

const userOf = (principal: Principal | null): UserId => {
  assert(principal, 'access was checked');
  return principal.userId;
};

/** In an operator's house, its officers alone. */
function mayRead(principal: Principal | null): void {
  const isOfficer = principal?.roles.includes('officer') ?? false;
  if (principal?.organisation?.kind === 'operator' && !isOfficer) throw new ProblemError('forbidden');
}

export const reconciliationRoutes: FastifyPluginAsyncZod<ReconciliationRoutes> = async (
  app,
  { reconciliation },
) => {
  const view = async (principal: Principal | null) => {
    mayRead(principal);
    return viewOf(await reconciliation.overview(), reconciliation.namesOf, userOf(principal));
  };

  app.get(
    '/api/v1/reconciliation',
    { config: { access: reader }, schema: { response: { 200: reconciliationView } } },
    ({ principal }) => view(principal),
  );

  app.get(
    '/api/v1/reconciliation.csv',
    { config: { access: reader }, schema: { querystring: reconciliationFileQuery } },
    async ({ principal, query }, reply) => {
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="reassign-reconciliation.csv"');
      return reply.send(reconciliationCsv(await view(principal), query.language ?? 'zh'));
    },
  );

  app.post(
    '/api/v1/reconciliation/runs',
    {
      config: { access: officer, idempotent: true },
      schema: { body: z.strictObject({}), response: { 201: runAnswer } },
    },
    async ({ principal }, reply) => {
      const nth = await reconciliation.run(userOf(principal));
      if (nth === null) throw new ProblemError('unavailable');
      return reply.code(201).send({ nth });
    },
  );

  app.post(
    '/api/v1/reconciliation/differences/:id/moves',
    {
      config: { access: officer, idempotent: true },
      schema: { params, body: moveInput, response: { 201: moveAnswer } },
    },
    async (request, reply) => {
      const { type, reason = null, isCost = false } = request.body;
      const by = userOf(request.principal);
      const difference = request.params.id;
      const answer = await reconciliation.move({ difference, type, reason, isCost, by });
      if (typeof answer === 'string') throw new ProblemError(answer);
      return reply.code(201).send(answer);
    },
  );
};
