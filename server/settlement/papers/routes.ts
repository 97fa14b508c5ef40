import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { paperCheck, paperFileQuery, paperQuery } from '@reassign/shared/settlement/api.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Papers } from './service.ts';

export const paperRoutes: FastifyPluginAsyncZod<{ papers: Papers }> = async (app, { papers }) => {
  app.get(
    '/api/v1/lots/:id/confirmation.pdf',
    {
      config: { access: { signedIn: true } },
      schema: { params: z.strictObject({ id: idSchema }), querystring: paperFileQuery },
    },
    async ({ params, query, principal }, reply) => {
      assert(principal, 'access was checked');
      const pdf = await papers.pdf(params.id as LotId, principal, query.language ?? 'zh');
      if (pdf === null) throw new ProblemError('not-found');
      if (pdf === 'unavailable') throw new ProblemError('unavailable');
      return reply
        .type('application/pdf')
        .header('cache-control', 'no-store')
        .header('content-disposition', 'attachment; filename="sale-confirmation.pdf"')
        .send(Buffer.from(pdf));
    },
  );

  app.get(
    '/api/v1/confirmations/:number',
    {
      config: { access: 'public' },
      schema: {
        params: z.strictObject({ number: z.string().check(z.maxLength(60)) }),
        querystring: paperQuery,
        response: { 200: paperCheck },
      },
    },
    async ({ params, query }) => {
      const check = await papers.check(params.number, query.hash);
      if (!check) throw new ProblemError('not-found');
      return check;
    },
  );
};
