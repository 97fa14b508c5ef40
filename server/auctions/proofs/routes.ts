import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import {
  consistencyQuery,
  consistencyView,
  cosignatureInput,
  cosignatureView,
  inclusionQuery,
  inclusionView,
} from '@reassign/shared/verify/api.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { Proofs, Proven } from './service.ts';

const lotParams = z.strictObject({ id: idSchema });

/** A proof about two sizes stays what it is. */
const FOREVER = 'public, max-age=31536000, immutable';
const NOW = 'public, max-age=0, must-revalidate';

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function orRefuse<View extends object>(proven: Proven<View> | null): View {
  if (proven === null) throw new ProblemError('unknown-lot');
  if ('fault' in proven) throw new ProblemError('malformed', { faults: [proven.fault] });
  return proven;
}

export const proofRoutes: FastifyPluginAsyncZod<{ readonly proofs: Proofs }> = async (app, { proofs }) => {
  app.get(
    '/api/v1/lots/:id/inclusion',
    {
      config: { access: 'public' },
      schema: { params: lotParams, querystring: inclusionQuery, response: { 200: inclusionView } },
    },
    async ({ params, query }, reply) => {
      const size = numberOf(query.size);
      const proof = orRefuse(await proofs.inclusion(params.id as LotId, { seq: Number(query.seq), size }));
      return reply.header('cache-control', size === null ? NOW : FOREVER).send(proof);
    },
  );

  app.get(
    '/api/v1/lots/:id/consistency',
    {
      config: { access: 'public' },
      schema: { params: lotParams, querystring: consistencyQuery, response: { 200: consistencyView } },
    },
    async ({ params, query }, reply) => {
      const to = numberOf(query.to);
      const proof = orRefuse(await proofs.consistency(params.id as LotId, { from: Number(query.from), to }));
      return reply.header('cache-control', to === null ? NOW : FOREVER).send(proof);
    },
  );

  // Whoever has the key of a witness that we know; no session says more than that.
  app.post(
    '/api/v1/lots/:id/cosignatures',
    {
      config: { access: 'public' },
      schema: { params: lotParams, body: cosignatureInput, response: { 201: cosignatureView } },
    },
    async ({ params, body }, reply) => {
      const kept = await proofs.cosign(params.id as LotId, body.checkpoint);
      if ('refusal' in kept) throw new ProblemError(kept.refusal);
      return reply.code(201).send(kept);
    },
  );
};
