import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  calendarQuery,
  calendarView,
  csvQuery,
  figuresQuery,
  noticeList,
  resultFigures,
  resultList,
  resultQuery,
} from '@reassign/shared/auctions/market.ts';
import { parseMonth } from '@reassign/shared/kernel/month.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import type { FreshnessOfLots } from '../freshness.ts';
import type { Market, ResultFilter } from './service.ts';

const access = 'public';

const filterOf = ({
  month,
  type,
  outcome,
}: Omit<ResultFilter, 'month'> & { readonly month?: string | undefined }): ResultFilter => ({
  type,
  outcome,
  month: month === undefined ? undefined : (parseMonth(month) ?? undefined),
});

export interface MarketRoutes {
  readonly market: Market;
  readonly freshness: FreshnessOfLots;
}

export const marketRoutes: FastifyPluginAsyncZod<MarketRoutes> = async (app, { market, freshness }) => {
  /** What stands in the catalogue is shared until an event changes it. */
  const asOfNow = async (read: () => Promise<unknown>) => {
    const isFresh = freshness.ofCatalogue();
    return { value: await read(), isFresh };
  };

  app.get(
    '/api/v1/results',
    { config: { access }, schema: { querystring: resultQuery, response: { 200: resultList } } },
    ({ query }, reply) =>
      reply.shared(() =>
        asOfNow(async () => {
          const page = await market.results(filterOf(query), query.cursor);
          if (page) return page;
          throw new ProblemError('malformed', {
            faults: [{ pointer: '/query/cursor', reason: 'foreign-cursor' }],
          });
        }),
      ),
  );

  app.get(
    '/api/v1/results/figures',
    { config: { access }, schema: { querystring: figuresQuery, response: { 200: resultFigures } } },
    ({ query }, reply) => reply.shared(() => asOfNow(() => market.figures(filterOf(query)))),
  );

  app.get(
    '/api/v1/results.csv',
    { config: { access }, schema: { querystring: csvQuery } },
    async ({ query }, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="reassign-results.csv"')
        .send(await market.resultsCsv(filterOf(query), query.language ?? 'zh')),
  );

  app.get(
    '/api/v1/calendar',
    { config: { access }, schema: { querystring: calendarQuery, response: { 200: calendarView } } },
    ({ query }, reply) => reply.shared(() => asOfNow(() => market.calendar(filterOf(query).month))),
  );

  app.get(
    '/api/v1/notices',
    { config: { access }, schema: { response: { 200: noticeList } } },
    (_request, reply) => reply.shared(() => asOfNow(() => market.notices())),
  );
};
