import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import {
  appraisalSchema,
  caseInput,
  caseList,
  caseQuery,
  caseView,
  circumstancesSchema,
  importView,
  pledgeSchema,
  rightsInput,
} from '@reassign/shared/listings/api.ts';
import type { Clock } from '../../platform/clock.ts';
import { takeFile } from '../../platform/files/take-file.ts';
import { csvTemplate } from '../import/csv-template.ts';
import { MAX_FILE_BYTES } from '../import/registry-file.ts';
import type { Importer } from '../importer.ts';
import { actorOf, etag, found, maker, member, revisionSeen, unwrap } from '../requests.ts';
import type { Cases } from './service.ts';

export interface CaseRoutes {
  readonly cases: Cases;
  readonly importer: Importer;
  readonly clock: Clock;
}

const params = z.strictObject({ id: idSchema });
const rightParams = z.strictObject({ id: idSchema, rightId: idSchema });

/** Hundreds of rights with their abstracts come in one request. */
const RIGHTS_LIMIT_BYTES = 8 * 1024 * 1024;

export const caseRoutes: FastifyPluginAsyncZod<CaseRoutes> = async (app, { cases, importer, clock }) => {
  app.post(
    '/api/v1/cases',
    {
      config: { access: maker, idempotent: true },
      schema: { body: caseInput, response: { 201: caseView } },
    },
    async ({ principal, body }, reply) => {
      const view = unwrap(await cases.createCase(actorOf(principal), clock.now(), body));
      return reply.code(201).header('etag', etag(view.revision)).send(view);
    },
  );

  app.get(
    '/api/v1/cases',
    { config: { access: member }, schema: { querystring: caseQuery, response: { 200: caseList } } },
    ({ principal, query }) => cases.listCases(actorOf(principal), query.cursor),
  );

  app.get(
    '/api/v1/cases/:id',
    { config: { access: member }, schema: { params, response: { 200: caseView } } },
    async ({ principal, params: { id } }, reply) => {
      const view = found(await cases.findCase(actorOf(principal), id));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.put(
    '/api/v1/cases/:id',
    { config: { access: maker }, schema: { params, body: caseInput, response: { 200: caseView } } },
    async ({ principal, params: { id }, body, headers }, reply) => {
      const revision = revisionSeen(headers['if-match']);
      const view = unwrap(await cases.editCase(actorOf(principal), clock.now(), id, body, revision));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.post(
    '/api/v1/cases/:id/rights',
    {
      bodyLimit: RIGHTS_LIMIT_BYTES,
      config: { access: maker, idempotent: true },
      schema: { params, body: rightsInput, response: { 200: caseView } },
    },
    async ({ principal, params: { id }, body }, reply) => {
      const view = unwrap(await cases.addRights(actorOf(principal), clock.now(), id, body.rights));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.put(
    '/api/v1/cases/:id/rights/:rightId/pledge',
    {
      config: { access: maker },
      schema: { params: rightParams, body: pledgeSchema, response: { 200: caseView } },
    },
    async ({ principal, params: { id, rightId }, body }, reply) => {
      const view = unwrap(await cases.setPledge(actorOf(principal), clock.now(), id, rightId, body));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.put(
    '/api/v1/cases/:id/rights/:rightId/appraisal',
    {
      config: { access: maker },
      schema: { params: rightParams, body: appraisalSchema, response: { 200: caseView } },
    },
    async ({ principal, params: { id, rightId }, body }, reply) => {
      const view = unwrap(await cases.setAppraisal(actorOf(principal), clock.now(), id, rightId, body));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.put(
    '/api/v1/cases/:id/rights/:rightId/circumstances',
    {
      config: { access: maker },
      schema: { params: rightParams, body: circumstancesSchema, response: { 200: caseView } },
    },
    async ({ principal, params: { id, rightId }, body }, reply) => {
      const view = unwrap(await cases.setCircumstances(actorOf(principal), clock.now(), id, rightId, body));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.post(
    '/api/v1/imports',
    { config: { access: maker, upload: true }, schema: { response: { 200: importView } } },
    async (request) => {
      const { bytes, fileName } = await takeFile(request, MAX_FILE_BYTES);
      return unwrap(await importer.read(bytes, fileName));
    },
  );

  app.get('/api/v1/imports/template', { config: { access: member } }, async (_request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="reassign-rights.csv"')
      .send(csvTemplate()),
  );
};
