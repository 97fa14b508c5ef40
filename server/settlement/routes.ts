import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { confirmationView } from '@reassign/shared/settlement/api.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Settlement } from './service.ts';

export const settlementRoutes: FastifyPluginAsyncZod<{ settlement: Settlement }> = async (
  app,
  { settlement },
) => {
  app.get(
    '/api/v1/lots/:id/confirmation',
    {
      config: { access: 'public' },
      schema: { params: z.strictObject({ id: idSchema }), response: { 200: confirmationView } },
    },
    async ({ params, principal }) => {
      const view = await settlement.confirmation(params.id as LotId, principal);
      if (!view) throw new ProblemError('not-found');
      return view;
    },
  );
};
