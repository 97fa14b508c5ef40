import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  activeOrganisationInput,
  backupCodeInput,
  changePasswordInput,
  confirmEmailInput,
  disableTwoFactorInput,
  done,
  emptyInput,
  enableTwoFactorInput,
  invitationIdInput,
  inviteInput,
  lookInMail,
  memberRoleInput,
  removeMemberInput,
  requestResetInput,
  resetInput,
  signInAnswer,
  signInInput,
  signUpInput,
  totpInput,
  twoFactorSecret,
} from '@reassign/shared/accounts/api.ts';
import { type Role, rolesFit } from '@reassign/shared/accounts/types.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import { ProblemError } from '../../platform/problem-handler.ts';
import { type Attempts, passwordSubject } from '../attempts/service.ts';
import type { AccountsService } from '../service.ts';
import type { Sessions } from '../sessions.ts';
import type { Answer, Forward } from './forward.ts';

export interface AuthRoutes {
  readonly forward: Forward;
  readonly service: Pick<AccountsService, 'isOf'>;
  readonly sessions: Sessions;
  readonly attempts: Attempts;
  /** Runs after the answer has left, so that its time tells nothing. */
  readonly inBackground: (work: () => Promise<unknown>) => void;
}

const open = { access: 'public' } as const;
const signedIn = { access: { signedIn: true } } as const;
/** Each of these sends a mail to whoever the caller names. */
const openAndSlow = { ...open, rateLimit: { max: 5, timeWindow: MINUTE } } as const;

const isDone = { status: 'done' } as const;
const look = { status: 'look-in-your-mail' } as const;

/**
 * The doors of better-auth that are open, each with a strict body and an answer of ours: neither an unknown path nor
 * an unknown field reaches it, and no session token ever leaves in a body.
 */
export const authRoutes: FastifyPluginAsyncZod<AuthRoutes> = async (app, options) => {
  app.addHook('onRequest', (_request, reply, next) => {
    void reply.header('cache-control', 'no-store');
    next();
  });
  await app.register(entranceRoutes, options);
  await app.register(factorRoutes, options);
  await app.register(memberRoutes, options);
};

/** Never awaited: a reply is a promise of its own end. */
function setCookies(reply: FastifyReply, { cookies }: Answer): void {
  if (cookies.length > 0) void reply.header('set-cookie', [...cookies]);
}

/** better-auth does it, its cookies go to the browser. */
const passer =
  ({ forward, sessions }: AuthRoutes) =>
  async (
    request: FastifyRequest,
    reply: FastifyReply,
    path: `/${string}`,
    body: object,
  ): Promise<typeof isDone> => {
    const answer = await forward(request, path, body);
    sessions.forget();
    setCookies(reply, answer);
    return isDone;
  };

const entranceRoutes: FastifyPluginAsyncZod<AuthRoutes> = async (app, options) => {
  const { forward, sessions, attempts, inBackground } = options;
  const pass = passer(options);

  app.post(
    '/api/auth/sign-up/email',
    { config: openAndSlow, schema: { body: signUpInput, response: { 200: lookInMail } } },
    (request) => {
      inBackground(() => forward(request, '/sign-up/email', request.body));
      return look;
    },
  );

  app.post(
    '/api/auth/request-password-reset',
    { config: openAndSlow, schema: { body: requestResetInput, response: { 200: lookInMail } } },
    (request) => {
      inBackground(() => forward(request, '/request-password-reset', request.body));
      return look;
    },
  );

  app.post(
    '/api/auth/sign-in/email',
    { config: open, schema: { body: signInInput, response: { 200: signInAnswer } } },
    async (request, reply) => {
      const { email } = request.body;
      if (!(await attempts.admitPassword(email))) throw new ProblemError('rate-limited');
      const before = await sessions.find(request.headers);
      const answer = await forward(request, '/sign-in/email', request.body);
      // A session that was there before ends here: a cookie set by somebody else is worth nothing (9-threats T12).
      if (before !== null) await sessions.revoke(before.token);
      await attempts.succeeded(passwordSubject(email));
      const { twoFactorRedirect } = answer.body as { twoFactorRedirect?: boolean };
      setCookies(reply, answer);
      return { status: twoFactorRedirect === true ? ('second-factor' as const) : ('signed-in' as const) };
    },
  );

  app.post(
    '/api/auth/sign-out',
    { config: open, schema: { body: emptyInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/sign-out', {}),
  );

  app.post(
    '/api/auth/verify-email',
    { config: open, schema: { body: confirmEmailInput, response: { 200: done } } },
    async (request) => {
      const path = `/verify-email?token=${encodeURIComponent(request.body.token)}` as const;
      await forward(request, path, {}, 'GET');
      return isDone;
    },
  );

  app.post(
    '/api/auth/reset-password',
    { config: open, schema: { body: resetInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/reset-password', request.body),
  );

  app.post(
    '/api/auth/change-password',
    { config: signedIn, schema: { body: changePasswordInput, response: { 200: done } } },
    (request, reply) =>
      pass(request, reply, '/change-password', { ...request.body, revokeOtherSessions: true }),
  );
};

const factorRoutes: FastifyPluginAsyncZod<AuthRoutes> = async (app, options) => {
  const { forward } = options;
  const pass = passer(options);

  app.post(
    '/api/auth/two-factor/enable',
    { config: signedIn, schema: { body: enableTwoFactorInput, response: { 200: twoFactorSecret } } },
    async (request) => {
      const { body } = await forward(request, '/two-factor/enable', request.body);
      const { totpURI, backupCodes } = body as { totpURI: string; backupCodes: string[] };
      return { totpURI, backupCodes };
    },
  );

  app.post(
    '/api/auth/two-factor/disable',
    { config: signedIn, schema: { body: disableTwoFactorInput, response: { 200: done } } },
    async (request, reply) => {
      const { code, password } = request.body;
      // better-auth would take the factor away for the password alone.
      await forward(request, '/two-factor/verify-totp', { code });
      return pass(request, reply, '/two-factor/disable', { password });
    },
  );

  app.post(
    '/api/auth/two-factor/verify-totp',
    { config: open, schema: { body: totpInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/two-factor/verify-totp', request.body),
  );

  app.post(
    '/api/auth/two-factor/verify-backup-code',
    { config: open, schema: { body: backupCodeInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/two-factor/verify-backup-code', request.body),
  );
};

const memberRoutes: FastifyPluginAsyncZod<AuthRoutes> = async (app, options) => {
  const { forward, service, sessions } = options;
  const pass = passer(options);

  /** One acts for the active organisation only; any other answers like one that does not exist. */
  const act = async (
    request: FastifyRequest,
    path: `/${string}`,
    body: MemberAct,
  ): Promise<typeof isDone> => {
    const { organizationId, role, invitationId, memberId = body.memberIdOrEmail } = body;
    const organisation = request.principal?.organisation;
    if (!organisation || (organizationId !== undefined && organizationId !== organisation.id))
      throw new ProblemError('not-found');
    // better-auth would look at the roles of a foreign member before it looks whose member that is.
    if (!(await service.isOf(organisation.id, { memberId, invitationId })))
      throw new ProblemError('not-found');
    if (role !== undefined && !rolesFit(organisation.kind, role))
      throw new ProblemError('role-not-for-kind', { facts: { kind: organisation.kind } });
    await forward(request, path, body);
    sessions.forget();
    return isDone;
  };

  app.post(
    '/api/auth/organization/invite-member',
    { config: signedIn, schema: { body: inviteInput, response: { 200: done } } },
    (request) => act(request, '/organization/invite-member', request.body),
  );

  app.post(
    '/api/auth/organization/cancel-invitation',
    { config: signedIn, schema: { body: invitationIdInput, response: { 200: done } } },
    (request) => act(request, '/organization/cancel-invitation', request.body),
  );

  app.post(
    '/api/auth/organization/remove-member',
    { config: signedIn, schema: { body: removeMemberInput, response: { 200: done } } },
    (request) => act(request, '/organization/remove-member', request.body),
  );

  app.post(
    '/api/auth/organization/update-member-role',
    { config: signedIn, schema: { body: memberRoleInput, response: { 200: done } } },
    (request) => act(request, '/organization/update-member-role', request.body),
  );

  app.post(
    '/api/auth/organization/set-active',
    { config: signedIn, schema: { body: activeOrganisationInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/organization/set-active', request.body),
  );

  app.post(
    '/api/auth/organization/accept-invitation',
    { config: signedIn, schema: { body: invitationIdInput, response: { 200: done } } },
    (request, reply) => pass(request, reply, '/organization/accept-invitation', request.body),
  );
};

interface MemberAct {
  readonly organizationId?: string;
  readonly role?: readonly Role[];
  readonly invitationId?: string;
  readonly memberId?: string;
  readonly memberIdOrEmail?: string;
}
