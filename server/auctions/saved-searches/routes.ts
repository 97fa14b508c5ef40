import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { done, emptyInput } from '@reassign/shared/accounts/api.ts';
import { lotQuery } from '@reassign/shared/auctions/api.ts';
import {
  savedSearchChange,
  savedSearchInput,
  savedSearchList,
  savedSearchQuery,
  savedSearchView,
} from '@reassign/shared/auctions/saved-search-api.ts';
import { lotParametersOf } from '@reassign/shared/auctions/saved-search.ts';
import { type LotSearch, toLotSearch } from '@reassign/shared/auctions/search.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { faultsOf } from '../../platform/input-faults.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { searchProblem } from '../catalogue/problem.ts';
import type { SavedSearches, SavingRefusal } from './service.ts';

const access = { signedIn: true } as const;
const params = z.strictObject({ id: idSchema });

function userOf({ principal }: FastifyRequest): UserId {
  assert(principal, 'access was checked');
  return principal.userId;
}

/** Read and refused as the list of lots does it. */
function searchOf(query: string): LotSearch {
  const read = z.safeParse(lotQuery, lotParametersOf(query));
  if (read.success) return toLotSearch(read.data);
  throw new ProblemError('malformed', { faults: faultsOf(read.error.issues, 'querystring') });
}

function problemOf(refused: SavingRefusal): ProblemError {
  switch (refused.refusal) {
    case 'already-saved':
      return new ProblemError('already-saved', { facts: { id: refused.id } });
    case 'too-many-saved':
      return new ProblemError('too-many-saved');
    default:
      return searchProblem(refused);
  }
}

function found<View>(view: View | null): View {
  if (view === null) throw new ProblemError('not-found');
  return view;
}

export const savedSearchRoutes: FastifyPluginAsyncZod<{ readonly savedSearches: SavedSearches }> = async (
  app,
  { savedSearches },
) => {
  app.get(
    '/api/v1/saved-searches',
    { config: { access }, schema: { querystring: savedSearchQuery, response: { 200: savedSearchList } } },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const userId = userOf(request);
      const isCounted = request.query.matches === 'true';
      return { items: await (isCounted ? savedSearches.listCounted(userId) : savedSearches.list(userId)) };
    },
  );

  app.post(
    '/api/v1/saved-searches',
    {
      config: { access, idempotent: true },
      schema: { body: savedSearchInput, response: { 201: savedSearchView } },
    },
    async (request, reply) => {
      const { name, query } = request.body;
      const saved = await savedSearches.save(userOf(request), name, searchOf(query));
      if ('refusal' in saved) throw problemOf(saved);
      return reply.code(201).send(saved);
    },
  );

  app.patch(
    '/api/v1/saved-searches/:id',
    { config: { access }, schema: { params, body: savedSearchChange, response: { 200: savedSearchView } } },
    async (request) =>
      found(await savedSearches.rename(userOf(request), request.params.id, request.body.name)),
  );

  app.delete(
    '/api/v1/saved-searches/:id',
    { config: { access }, schema: { params, body: z.nullable(emptyInput), response: { 200: done } } },
    async (request) => {
      if (!(await savedSearches.remove(userOf(request), request.params.id)))
        throw new ProblemError('not-found');
      return { status: 'done' as const };
    },
  );

  app.post(
    '/api/v1/saved-searches/:id/seen',
    {
      config: { access, idempotent: true },
      schema: { params, body: z.nullable(emptyInput), response: { 200: savedSearchView } },
    },
    async (request) => found(await savedSearches.markSeen(userOf(request), request.params.id)),
  );
};
