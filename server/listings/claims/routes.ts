import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import {
  claimSheetInput,
  claimSheetList,
  claimSheetView,
} from '@reassign/shared/listings/claim-sheet-api.ts';
import type { Clock } from '../../platform/clock.ts';
import { actorOf, checker, etag, found, maker, member, revisionSeen, unwrap } from '../requests.ts';
import type { ClaimSheets } from './service.ts';

export interface ClaimSheetRoutes {
  readonly claims: ClaimSheets;
  readonly clock: Clock;
}

const params = z.strictObject({ id: idSchema });
const versionParams = z.strictObject({
  id: idSchema,
  version: z.string().check(z.regex(/^[1-9]\d{0,5}$/)),
});
const noBody = z.nullable(z.strictObject({}));

export const claimSheetRoutes: FastifyPluginAsyncZod<ClaimSheetRoutes> = async (app, { claims, clock }) => {
  app.get(
    '/api/v1/cases/:id/claim-sheets',
    { config: { access: member }, schema: { params, response: { 200: claimSheetList } } },
    async ({ principal, params: { id } }, reply) => {
      const list = found(await claims.list(actorOf(principal), id));
      return reply.header('etag', etag(list.items[0]?.version ?? 0)).send(list);
    },
  );

  app.post(
    '/api/v1/cases/:id/claim-sheets',
    {
      config: { access: maker, idempotent: true },
      schema: { params, body: claimSheetInput, response: { 201: claimSheetView } },
    },
    async ({ principal, params: { id }, body, headers }, reply) => {
      const seen = { caseId: id, seen: revisionSeen(headers['if-match']) };
      const view = unwrap(await claims.state(actorOf(principal), clock.now(), seen, body));
      return reply.code(201).header('etag', etag(view.version)).send(view);
    },
  );

  app.post(
    '/api/v1/cases/:id/claim-sheets/:version/confirmation',
    {
      config: { access: checker, idempotent: true },
      schema: { params: versionParams, body: noBody, response: { 200: claimSheetView } },
    },
    async ({ principal, params: { id, version } }) => {
      const seen = { caseId: id, version: Number(version) };
      return unwrap(await claims.confirm(actorOf(principal), clock.now(), seen));
    },
  );
};
