import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import {
  listingInput,
  listingList,
  listingQuery,
  type ListingView,
  listingView,
  reserveInput,
  reserveView,
  returnInput,
} from '@reassign/shared/listings/api.ts';
import { noticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Answer } from './answer.ts';
import type { Notices } from './notices.ts';
import { actorOf, checker, decider, etag, found, maker, member, revisionSeen, unwrap } from './requests.ts';
import type { ListingDesk, Seen } from './service.ts';

export interface ListingRoutes {
  readonly desk: ListingDesk;
  readonly notices: Notices;
  readonly clock: Clock;
}

const params = z.strictObject({ id: idSchema });
/** A move says everything by its path and `If-Match`. */
const noBody = z.nullable(z.strictObject({}));

export const listingRoutes: FastifyPluginAsyncZod<ListingRoutes> = async (app, { desk, notices, clock }) => {
  app.post(
    '/api/v1/listings',
    {
      config: { access: maker, idempotent: true },
      schema: { body: listingInput, response: { 201: listingView } },
    },
    async ({ principal, body }, reply) => {
      const view = unwrap(await desk.createListing(actorOf(principal), clock.now(), body));
      return reply.code(201).header('etag', etag(view.revision)).send(view);
    },
  );

  app.get(
    '/api/v1/listings',
    { config: { access: member }, schema: { querystring: listingQuery, response: { 200: listingList } } },
    ({ principal, query }) => desk.listListings(actorOf(principal), clock.now(), query),
  );

  app.get(
    '/api/v1/listings/:id',
    { config: { access: member }, schema: { params, response: { 200: listingView } } },
    async ({ principal, params: { id } }, reply) => {
      const view = found(await desk.findListing(actorOf(principal), clock.now(), id));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.put(
    '/api/v1/listings/:id',
    { config: { access: maker }, schema: { params, body: listingInput, response: { 200: listingView } } },
    async ({ principal, params: { id }, body, headers }, reply) => {
      const seen = { id, revision: revisionSeen(headers['if-match']) };
      const view = unwrap(await desk.editListing(actorOf(principal), clock.now(), seen, body));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.get(
    '/api/v1/listings/:id/reserve',
    { config: { access: decider }, schema: { params, response: { 200: reserveView } } },
    async ({ principal, params: { id } }) => found(await desk.findReserve(actorOf(principal), id)),
  );

  app.put(
    '/api/v1/listings/:id/reserve',
    { config: { access: maker }, schema: { params, body: reserveInput, response: { 200: listingView } } },
    async ({ principal, params: { id }, body, headers }, reply) => {
      const seen = { id, revision: revisionSeen(headers['if-match']) };
      const view = unwrap(await desk.setReserve(actorOf(principal), clock.now(), seen, body));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  app.post(
    '/api/v1/listings/:id/return',
    {
      config: { access: checker, idempotent: true },
      schema: { params, body: returnInput, response: { 200: listingView } },
    },
    async ({ principal, params: { id }, body, headers }, reply) => {
      const seen = { id, revision: revisionSeen(headers['if-match']) };
      const view = unwrap(await desk.returnToDraft(actorOf(principal), clock.now(), seen, body.reason));
      return reply.header('etag', etag(view.revision)).send(view);
    },
  );

  const moves = [
    { name: 'submit', access: maker, make: desk.submit },
    { name: 'approve', access: checker, make: desk.approve },
    { name: 'publish', access: checker, make: desk.publish },
  ] satisfies { name: string; access: object; make: Move }[];

  for (const { name, access, make } of moves) {
    app.post(
      `/api/v1/listings/:id/${name}`,
      {
        config: { access, idempotent: true },
        schema: { params, body: noBody, response: { 200: listingView } },
      },
      async ({ principal, params: { id }, headers }, reply) => {
        const seen = { id, revision: revisionSeen(headers['if-match']) };
        const view = unwrap(await make(actorOf(principal), clock.now(), seen));
        return reply.header('etag', etag(view.revision)).send(view);
      },
    );
  }

  app.get(
    '/api/v1/lots/:id/notice',
    { config: { access: 'public' }, schema: { params, response: { 200: noticeView } } },
    async ({ params: { id } }) => found(await notices.notice(id as LotId)),
  );
};

type Move = (principal: Principal, at: Instant, seen: Seen) => Promise<Answer<ListingView>>;
