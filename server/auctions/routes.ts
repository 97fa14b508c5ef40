import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  bidAccepted,
  bidInput,
  lotEvents,
  lotExportQuery,
  lotList,
  lotQuery,
  lotView,
  ownMaximum,
} from '@reassign/shared/auctions/api.ts';
import { formBidInput } from '@reassign/shared/auctions/bid-forms.ts';
import { toLotSearch } from '@reassign/shared/auctions/search.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Standing } from '@reassign/shared/deposits/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { ownersOf } from '../deposits/index.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { Access } from '../platform/session.ts';
import type { FreshnessOfLots } from './freshness.ts';
import type { LogReader } from './log-reader.ts';
import type { LotReader } from './lot-reader.ts';
import type { Catalogue } from './catalogue/service.ts';
import { searchProblem } from './catalogue/problem.ts';
import type { Auctions } from './service.ts';

export interface AuctionRoutes {
  readonly auctions: Auctions;
  readonly reader: LotReader;
  readonly logs: LogReader;
  readonly freshness: FreshnessOfLots;
  readonly catalogue: Pick<Catalogue, 'list' | 'exportLots'>;
}

const lotParams = z.strictObject({ id: idSchema });
const eventsQuery = z.strictObject({ after: z.optional(z.string().check(z.regex(/^\d{1,9}$/))) });

/** Who may bid, by whichever way the bid comes: what else a lot asks for is in its profile (`Auctions.denialOf`). */
export const bidder = { signedIn: true, secondFactor: true } as const satisfies Access;

export const auctionRoutes: FastifyPluginAsyncZod<AuctionRoutes> = async (
  app,
  { auctions, reader, logs, freshness, catalogue },
) => {
  app.get(
    '/api/v1/lots',
    { config: { access: 'public' }, schema: { querystring: lotQuery, response: { 200: lotList } } },
    ({ query }, reply) =>
      reply.shared(async () => {
        const isFresh = freshness.ofCatalogue();
        const { cursor, facets, ...parameters } = query;
        const list = await catalogue.list(toLotSearch(parameters), { cursor, facets: facets === 'true' });
        if ('refusal' in list) throw searchProblem(list);
        return { value: list, isFresh: freshness.untilNextLevel(isFresh, list.items) };
      }),
  );

  app.get(
    '/api/v1/lots.csv',
    { config: { access: 'public' }, schema: { querystring: lotExportQuery } },
    async ({ query }, reply) => {
      const { language = 'zh', ...parameters } = query;
      const text = await catalogue.exportLots(toLotSearch(parameters), language);
      if (typeof text !== 'string') throw searchProblem(text);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="lots.csv"')
        .send(text);
    },
  );

  app.get(
    '/api/v1/lots/:id',
    { config: { access: 'public' }, schema: { params: lotParams, response: { 200: lotView } } },
    (request, reply) =>
      reply.shared(async () => {
        const lotId = request.params.id as LotId;
        const lot = await reader.lot(lotId);
        if (!lot) throw new ProblemError('unknown-lot');
        return {
          value: lot,
          isFresh: freshness.untilNextLevel(freshness.ofLot(lotId, lot.seq), [lot]),
        };
      }),
  );

  app.get(
    '/api/v1/lots/:id/events',
    {
      config: { access: 'public' },
      schema: { params: lotParams, querystring: eventsQuery, response: { 200: lotEvents } },
    },
    (request, reply) =>
      reply.shared(async () => {
        const lotId = request.params.id as LotId;
        const page = await logs.events(lotId, Number(request.query.after ?? 0));
        if (!page) throw new ProblemError('unknown-lot');
        return { value: page, isFresh: freshness.ofLot(lotId, page.seq) };
      }),
  );

  app.get(
    '/api/v1/lots/:id/log',
    { config: { access: 'public' }, schema: { params: lotParams } },
    async (request, reply) => {
      const log = await logs.exportLog(request.params.id as LotId);
      if (!log) throw new ProblemError('unknown-lot');
      return reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${log.fileName}"`)
        .send(log.lines);
    },
  );

  app.get(
    '/api/v1/lots/:id/checkpoint',
    { config: { access: 'public' }, schema: { params: lotParams } },
    async (request, reply) => {
      const checkpoint = await logs.checkpoint(request.params.id as LotId);
      if (checkpoint === null) throw new ProblemError('unknown-lot');
      return reply.type('text/plain; charset=utf-8').send(checkpoint);
    },
  );

  app.get(
    '/api/v1/lots/:id/maximum',
    {
      config: { access: { signedIn: true } },
      schema: { params: lotParams, response: { 200: ownMaximum } },
    },
    async (request) => {
      const lotId = request.params.id as LotId;
      assert(request.principal, 'access was checked');
      const standing = await auctions.standing(lotId, ...ownersOf(request.principal));
      return { maximum: await auctions.maximumOf(lotId, standing) };
    },
  );

  /** Of somebody whom the rules of the lot let bid. */
  async function standingOf(lotId: LotId, principal: Principal | null): Promise<Standing> {
    assert(principal, 'access was checked');
    const denied = await auctions.denialOf(lotId, principal);
    if (denied !== null) throw new ProblemError(denied);
    return auctions.standing(lotId, ...ownersOf(principal));
  }

  app.post(
    '/api/v1/lots/:id/bids',
    {
      config: { access: bidder },
      schema: { params: lotParams, body: bidInput, response: { 201: bidAccepted } },
    },
    async (request, reply) => {
      const lotId = request.params.id as LotId;
      const { commandId, amount, maximum, confirmed } = request.body;
      const standing = await standingOf(lotId, request.principal);
      const answer = await auctions.placeBid(lotId, {
        commandId: commandId as CommandId,
        amount: toMoney(amount),
        ...(maximum && { maximum: toMoney(maximum) }),
        confirmed: confirmed ?? false,
        standing,
      });
      if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
      const { seq, at, isLeading, receipt } = answer;
      return reply.code(201).send({ commandId, seq, at, isLeading, receipt });
    },
  );

  app.post(
    '/api/v1/lots/:id/bids/by-form',
    {
      config: { access: bidder },
      schema: { params: lotParams, body: formBidInput, response: { 201: bidAccepted } },
    },
    async (request, reply) => {
      const lotId = request.params.id as LotId;
      const standing = await standingOf(lotId, request.principal);
      const answer = await auctions.placeInForm(lotId, request.body, standing);
      if (!answer.ok) throw new ProblemError(answer.problem.code, answer.problem);
      const { seq, at, isLeading, receipt } = answer;
      const { commandId } = request.body;
      return reply.code(201).send({ commandId, seq, at, isLeading, receipt });
    },
  );
};
