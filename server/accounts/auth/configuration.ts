import { randomBytes } from 'node:crypto';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createEmailVerificationToken } from 'better-auth/api';
import { organization, twoFactor } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { defaultStatements } from 'better-auth/plugins/organization/access';
import { type Role, roles } from '@reassign/shared/accounts/types.ts';
import { DAY, HOUR, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/db.ts';
import type { AccountMail } from '../mail.ts';
import * as tables from '../tables.ts';
import { demoSignIn } from './demo-sign-in.ts';
import { type SecondFactorGuard, secondFactorHooks } from './second-factor.ts';

export interface AuthDeps {
  readonly config: Pick<Config, 'publicUrl' | 'origins'>;
  readonly secret: string;
  readonly db: Db;
  /** The host's time, which better-auth reads too. */
  readonly wall: Pick<Clock, 'now'>;
  readonly mail: AccountMail;
  readonly secondFactor: SecondFactorGuard;
  readonly firstOrganisationOf: (userId: string) => Promise<string | null>;
  readonly onSessionEnded: (sessionId: string) => void;
}

/** A session ends after a working day, whatever is done in it. The idle limit is in `sessions.ts`. */
export const SESSION_MS = 12 * HOUR;
const INVITATION_MS = 7 * DAY;
const CONFIRMATION_MS = 1 * DAY;
const RESET_MS = 30 * MINUTE;
const CHALLENGE_MS = 10 * MINUTE;

const seconds = (ms: number): number => ms / SECOND;

/** Set by us alone from the address that Fastify trusts: better-auth limits by what stands here. */
export const CLIENT_ADDRESS_HEADER = 'x-reassign-client-address';

/** `__Host-` makes the browser itself refuse a cookie from a subdomain or over http; plain http cannot have it. */
export const cookiePrefix = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-reassign' : 'reassign';

export const sessionCookie = (publicUrl: string): string => `${cookiePrefix(publicUrl)}.session_token`;

const access = createAccessControl(defaultStatements);
const owner = access.newRole({
  organization: [],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
  team: [],
  ac: [],
});
const others = access.newRole({ organization: [], member: [], invitation: [], team: [], ac: [] });
const roleTable = Object.fromEntries(
  roles.map((role) => [role, role === 'owner' ? owner : others]),
) as Record<Role, typeof owner>;

const schema = {
  user: tables.user,
  session: tables.session,
  account: tables.credential,
  verification: tables.verification,
  organization: tables.organisation,
  member: tables.member,
  invitation: tables.invitation,
  twoFactor: tables.twoFactor,
  rateLimit: tables.rateLimit,
};

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(deps: AuthDeps) {
  const { config, wall } = deps;
  return betterAuth({
    appName: 'Reassign',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: deps.secret,
    trustedOrigins: [...config.origins],
    telemetry: { enabled: false },
    // What it would log holds addresses; what it throws we log ourselves.
    logger: { disabled: true },
    onAPIError: { throw: true },
    database: drizzleAdapter(deps.db, { provider: 'pg', schema, transaction: true }),
    advanced: {
      database: { generateId: () => uuidv7(wall.now(), randomBytes(10)) },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(config.publicUrl),
      defaultCookieAttributes: { secure: config.publicUrl.startsWith('https:') },
    },
    session: { expiresIn: seconds(SESSION_MS), disableSessionRefresh: true },
    ...passwords(deps),
    rateLimit: { enabled: true, storage: 'database', window: 60, max: 100, customRules: limits },
    databaseHooks: databaseHooks(deps),
    hooks: secondFactorHooks(deps.secondFactor),
    plugins: [
      organizations(deps),
      twoFactor({
        issuer: 'Reassign',
        twoFactorCookieMaxAge: seconds(CHALLENGE_MS),
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 900 },
      }),
      demoSignIn(),
    ],
  });
}

/** Requests per address and minute; tries per account are counted in `attempts.ts`. */
const limits = {
  '/sign-in/email': { window: 60, max: 5 },
  '/sign-up/email': { window: 60, max: 5 },
  '/request-password-reset': { window: 60, max: 5 },
  '/two-factor/*': { window: 60, max: 12 },
};

const passwords = ({ mail, secret }: AuthDeps) =>
  ({
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      // Signing up with a known address answers as with a new one; only the mail differs.
      requireEmailVerification: true,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: seconds(RESET_MS),
      sendResetPassword: ({ user, token }) => mail.resetPassword(user.email, token),
      onExistingUserSignUp: async ({ user }) => {
        if (user.emailVerified) return mail.alreadyRegistered(user.email);
        const lifetime = seconds(CONFIRMATION_MS);
        const token = await createEmailVerificationToken(secret, user.email, undefined, lifetime, {
          userId: user.id,
        });
        return mail.confirmEmail(user.email, token);
      },
    },
    emailVerification: {
      sendOnSignUp: true,
      expiresIn: seconds(CONFIRMATION_MS),
      sendVerificationEmail: ({ user, token }) => mail.confirmEmail(user.email, token),
    },
  }) satisfies BetterAuthOptions;

const databaseHooks = (deps: AuthDeps) =>
  ({
    session: {
      create: {
        before: async (session) => {
          if ('activeOrganizationId' in session) return undefined;
          return { data: { activeOrganizationId: await deps.firstOrganisationOf(session.userId) } };
        },
      },
      delete: {
        after: async ({ id }) => {
          deps.onSessionEnded(id);
        },
      },
    },
    user: {
      update: {
        // A changed factor ends every session; better-auth then opens a new one for who changed it.
        after: async (user, context) => {
          if (context?.path.startsWith('/two-factor/') === true)
            await context.context.internalAdapter.deleteUserSessions(user.id);
        },
      },
    },
  }) satisfies BetterAuthOptions['databaseHooks'];

const organizations = ({ mail }: AuthDeps) =>
  organization({
    ac: access,
    roles: roleTable,
    creatorRole: 'owner',
    // Ours: `POST /api/v1/organisations`, in one transaction and with the credit code read.
    allowUserToCreateOrganization: false,
    disableOrganizationDeletion: true,
    membershipLimit: 500,
    invitationExpiresIn: seconds(INVITATION_MS),
    cancelPendingInvitationsOnReInvite: true,
    requireEmailVerificationOnInvitation: true,
    sendInvitationEmail: ({ id, email, organization: { name }, inviter }) =>
      mail.invitation(email, { id, organisation: name, inviter: inviter.user.name }),
    schema: {
      organization: {
        additionalFields: {
          kind: { type: 'string', required: true, input: false },
          creditCode: { type: 'string', required: true, input: false, unique: true },
          accredited: { type: 'boolean', required: true, input: false, defaultValue: false },
        },
      },
    },
  });
