import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { identityInput, identityView } from '@reassign/shared/accounts/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Identities } from './service.ts';

export const identityRoutes: FastifyPluginAsyncZod<{ identities: Identities }> = async (
  app,
  { identities },
) => {
  app.get(
    '/api/v1/identity',
    { config: { access: { signedIn: true } }, schema: { response: { 200: identityView } } },
    async ({ principal }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      return identities.view(principal.userId);
    },
  );

  app.post(
    '/api/v1/identity',
    {
      config: { access: { signedIn: true, secondFactor: true } },
      schema: { body: identityInput, response: { 201: identityView } },
    },
    async ({ principal, body }, reply) => {
      assert(principal, 'access was checked');
      const refusal = await identities.give(principal.userId, body);
      if (refusal === null) return reply.code(201).send(await identities.view(principal.userId));
      if (refusal.code !== 'bad-document') throw new ProblemError(refusal.code);
      const { reason, expected } = refusal.fault;
      const suggestion = expected?.whole;
      throw new ProblemError('bad-document', {
        faults: [{ pointer: '/document/number', reason, ...(suggestion !== undefined && { suggestion }) }],
      });
    },
  );
};
