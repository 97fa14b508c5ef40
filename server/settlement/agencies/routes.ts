import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { agencyList, agencyRecord } from '@reassign/shared/settlement/agencies.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Agencies } from './service.ts';

export const agencyRoutes: FastifyPluginAsyncZod<{ readonly agencies: Agencies }> = async (
  app,
  { agencies },
) => {
  app.get(
    '/api/v1/agencies',
    { config: { access: 'public' }, schema: { response: { 200: agencyList } } },
    async () => agencies.list(),
  );

  app.get(
    '/api/v1/agencies/:id',
    {
      config: { access: 'public' },
      schema: { params: z.strictObject({ id: idSchema }), response: { 200: agencyRecord } },
    },
    async ({ params }) => {
      const record = await agencies.record(params.id as OrganisationId);
      if (!record) throw new ProblemError('not-found');
      return record;
    },
  );
};
