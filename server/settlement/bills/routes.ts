import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  billFileQuery,
  billList,
  billsFileQuery,
  billsQuery,
  billView,
} from '@reassign/shared/settlement/bills/api.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { Clock } from '../../platform/clock.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { billPdf, billsCsv } from './files.ts';
import type { Bills } from './service.ts';

const params = z.strictObject({ id: idSchema });
/** Whose bills they are, the service asks. */
const access = { signedIn: true } as const;

export const billRoutes: FastifyPluginAsyncZod<{
  readonly clock: Pick<Clock, 'now'>;
  readonly bills: Bills;
}> = async (app, { clock, bills }) => {
  app.get(
    '/api/v1/bills',
    { config: { access }, schema: { querystring: billsQuery, response: { 200: billList } } },
    async ({ principal, query: { year, cursor } }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      return bills.list(principal, {
        ...(year !== undefined && { year: Number(year) }),
        ...(cursor !== undefined && { cursor }),
      });
    },
  );

  app.get(
    '/api/v1/bills/:id',
    { config: { access }, schema: { params, response: { 200: billView } } },
    async ({ principal, params: { id } }, reply) => {
      assert(principal, 'access was checked');
      void reply.header('cache-control', 'no-store');
      const bill = await bills.find(principal, id);
      if (bill === null) throw new ProblemError('not-found');
      return bill;
    },
  );

  app.get(
    '/api/v1/bills/:id/bill.pdf',
    { config: { access }, schema: { params, querystring: billFileQuery } },
    async ({ principal, params: { id }, query }, reply) => {
      assert(principal, 'access was checked');
      const bill = await bills.find(principal, id);
      if (bill === null) throw new ProblemError('not-found');
      reply.type('application/pdf').header('cache-control', 'no-store');
      reply.header('content-disposition', `attachment; filename="${bill.number}.pdf"`);
      return reply.send(await billPdf(bill, query.language ?? 'zh', clock.now()));
    },
  );

  app.get(
    '/api/v1/bills.csv',
    { config: { access }, schema: { querystring: billsFileQuery } },
    async ({ principal, query: { year, language } }, reply) => {
      assert(principal, 'access was checked');
      const ofYear = await bills.ofYear(principal, Number(year));
      if (ofYear === 'too-long') throw new ProblemError('statement-too-long');
      reply.type('text/csv; charset=utf-8').header('cache-control', 'no-store');
      reply.header('content-disposition', `attachment; filename="reassign-bills-${year}.csv"`);
      return reply.send(billsCsv(ofYear, language ?? 'zh'));
    },
  );
  await Promise.resolve();
};
