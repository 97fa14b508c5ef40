import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  accreditationInput,
  demoSignInInput,
  done,
  invitationView,
  mailbox,
  memberList,
  meView,
  organisationInput,
  organisationList,
  organisationQuery,
  organisationView,
} from '@reassign/shared/accounts/api.ts';
import type { Principal } from '@reassign/shared/accounts/types.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { idSchema } from '@reassign/shared/kernel/schemas.ts';
import { isUuid, type OrganisationId, type UserId } from '@reassign/shared/kernel/ids.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import type { Config } from '../platform/config.ts';
import { isForwarded } from '../platform/forwarding.ts';
import { ProblemError } from '../platform/problem-handler.ts';
import type { AccountsService } from './service.ts';
import type { Sessions } from './sessions.ts';

export interface AccountRoutes {
  readonly service: AccountsService;
  readonly sessions: Sessions;
  readonly config: Pick<Config, 'demo' | 'production' | 'smtpUrl'>;
  /** Opens a session for this person; answers its cookies. */
  readonly signInAs: (userId: UserId) => Promise<readonly string[]>;
}

const officer = { kind: 'operator', role: 'officer' } as const;
const signedIn = { signedIn: true } as const;
const idParams = z.strictObject({ id: idSchema });
const PAGE = 50;

export const accountRoutes: FastifyPluginAsyncZod<AccountRoutes> = async (app, options) => {
  const { service, sessions } = options;

  app.get(
    '/api/v1/me',
    { config: { access: 'public' }, schema: { response: { 200: meView } } },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      return service.me(request.principal);
    },
  );

  app.post(
    '/api/v1/organisations',
    {
      config: { access: signedIn },
      schema: { body: organisationInput, response: { 201: organisationView } },
    },
    async (request, reply) => {
      const session = await sessions.find(request.headers);
      if (session === null) throw new ProblemError('unauthenticated');
      const result = await service.foundAs(session, request.body);
      if (result.ok) return reply.code(201).send(result.value);
      const { fault } = result;
      if (fault.refusal === 'organisation-exists') throw new ProblemError('organisation-exists');
      throw new ProblemError('bad-credit-code', { faults: [faultOf(fault.fault)] });
    },
  );

  app.get(
    '/api/v1/organisations',
    {
      config: { access: officer },
      schema: { querystring: organisationQuery, response: { 200: organisationList } },
    },
    async ({ query }) => {
      const { items, more } = await service.organisations.list(readCursor(query.cursor), PAGE);
      const last = items.at(-1);
      return {
        items: [...items],
        nextCursor: more && last ? `${last.accredited ? '1' : '0'}.${last.id}` : null,
      };
    },
  );

  app.put(
    '/api/v1/organisations/:id/accreditation',
    {
      config: { access: { ...officer, secondFactor: true } },
      schema: { params: idParams, body: accreditationInput, response: { 200: organisationView } },
    },
    async (request) => {
      const { accredited, reason } = request.body;
      const actorId = principalOf(request).userId;
      const organisation = await service.setAccredited(request.params.id as OrganisationId, accredited, {
        reason,
        actorId,
      });
      if (organisation === null) throw new ProblemError('not-found');
      return organisation;
    },
  );

  app.get(
    '/api/v1/members',
    { config: { access: signedIn }, schema: { response: { 200: memberList } } },
    async (request) => {
      const { organisation, roles } = principalOf(request);
      if (organisation === null) throw new ProblemError('not-found');
      return service.members(organisation.id, roles.includes('owner'));
    },
  );

  app.get(
    '/api/v1/invitations/:id',
    { config: { access: signedIn }, schema: { params: idParams, response: { 200: invitationView } } },
    async (request) => {
      const invitation = await service.invitationFor(principalOf(request).email, request.params.id);
      if (invitation === null) throw new ProblemError('link-expired');
      return invitation;
    },
  );

  await app.register(localRoutes, options);
};

/** What exists only on one's own machine; anywhere else it answers as if it were not there. */
const localRoutes: FastifyPluginAsyncZod<AccountRoutes> = async (
  app,
  { service, sessions, config, signInAs },
) => {
  app.get(
    '/api/v1/mailbox',
    { config: { access: 'public' }, schema: { response: { 200: mailbox } } },
    async (request) => {
      if (config.production || config.smtpUrl !== null || !isLocal(request))
        throw new ProblemError('not-found');
      return { items: await service.mailbox() };
    },
  );

  app.post(
    '/api/v1/demo/sign-in',
    { config: { access: 'public' }, schema: { body: demoSignInInput, response: { 200: done } } },
    async (request, reply) => {
      if (!config.demo || config.production || !isLocal(request)) throw new ProblemError('not-found');
      const userId = await service.demoUser(request.body.key);
      if (userId === null) throw new ProblemError('not-found');
      const before = await sessions.find(request.headers);
      const cookies = await signInAs(userId);
      if (before !== null) await sessions.revoke(before.token);
      return reply.header('set-cookie', [...cookies]).send({ status: 'done' });
    },
  );
};

/** By the peer's address, not by a header: a proxy in front makes everybody look local, and then nobody is. */
function isLocal({ headers, socket }: FastifyRequest): boolean {
  if (isForwarded(headers)) return false;
  const address = socket.remoteAddress ?? '';
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}

function principalOf({ principal }: FastifyRequest): Principal {
  assert(principal, 'access was checked');
  return principal;
}

/** The last row of the page before: whether it was accredited, and its id. */
function readCursor(text: string | undefined): { accredited: boolean; id: string } | null {
  if (text === undefined) return null;
  const [accredited, id = ''] = text.split('.', 2);
  if (!isUuid(id))
    throw new ProblemError('malformed', {
      faults: [{ pointer: '?cursor', reason: 'is not a cursor of ours' }],
    });
  return { accredited: accredited === '1', id };
}

/** The right last character when only it is wrong, else why the code cannot be one. */
function faultOf(fault: IdentifierFault) {
  const suggestion = 'expected' in fault ? (fault.expected.whole ?? fault.expected.character) : undefined;
  return {
    pointer: '/creditCode',
    reason: fault.reason,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}
