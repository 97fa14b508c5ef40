import type { FastifyPluginAsync } from 'fastify';
import fp from 'fastify-plugin';
import { systemClock } from '../platform/clock.ts';
import type { Platform } from '../platform/module.ts';
import { createAttempts } from './attempts/service.ts';
import { createAuth, sessionCookie } from './auth/configuration.ts';
import { createForward } from './auth/forward.ts';
import { authRoutes } from './auth/routes.ts';
import { identityRoutes } from './identity/routes.ts';
import { createIdentities } from './identity/service.ts';
import { createAccountMail, createPost } from './mail.ts';
import { listMemberships } from './repo.ts';
import { accountRoutes } from './routes.ts';
import { createAccountSeed } from './seed.ts';
import { createAccountsService } from './service.ts';
import { createSessions } from './sessions.ts';

export type { FirstOperatorFault } from './seed.ts';
export { type KnownPerson, personTag, readDocument } from './identity/service.ts';

export type AccountsPlatform = Pick<Platform, 'config' | 'secrets' | 'sealer' | 'clock' | 'database'>;

/** People, sessions and organisations. */
export function createAccounts(platform: AccountsPlatform) {
  const { config, secrets, sealer, clock, database } = platform;
  const { db } = database;
  // Sessions, links and codes are stamped by better-auth with the host's time; comparing needs the same clock.
  const wall = systemClock();
  const { post, letters, effects } = createPost({ config, db, clock });
  const attempts = createAttempts({ db, wall, sealer });
  const auth = createAuth({
    config,
    secret: secrets.authSecret,
    db,
    wall,
    mail: createAccountMail(config.publicUrl, post),
    secondFactor: attempts,
    firstOrganisationOf: async (userId) => (await listMemberships(db, userId))[0]?.id ?? null,
    onSessionEnded: (sessionId) => {
      sessions.ended(sessionId);
    },
  });
  const sessions = createSessions({ auth, db, wall, cookieName: sessionCookie(config.publicUrl) });
  const service = createAccountsService({ config, clock, wall, database, sessions });
  const identities = createIdentities({ db, sealer, clock });
  const background = new Set<Promise<unknown>>();

  const signInAs = async (userId: string): Promise<readonly string[]> => {
    const { headers } = await auth.api.signInAs({ body: { userId }, returnHeaders: true });
    return headers.getSetCookie();
  };

  const plugin: FastifyPluginAsync = fp(
    async (app) => {
      const inBackground = (work: () => Promise<unknown>): void => {
        const running: Promise<unknown> = work()
          .catch((error: unknown) => {
            app.log.warn({ err: error }, 'background work of a sign-up or reset failed');
          })
          .finally(() => background.delete(running));
        background.add(running);
      };
      app.addHook('onClose', () => Promise.all(background));
      await app.register(authRoutes, {
        forward: createForward(auth, config.publicUrl),
        service,
        sessions,
        attempts,
        inBackground,
      });
      await app.register(identityRoutes, { identities });
      await app.register(accountRoutes, { service, sessions, config, signInAs });
    },
    { name: 'accounts' },
  );

  return {
    plugin,
    sessions,
    organisations: service.organisations,
    namesOf: service.namesOf,
    identities,
    letters,
    /** What the outbox carries out for this module. */
    effects,
    /** The cookies of a new session for this person: one-click entry, and tests. */
    signInAs,
    /** Resolves when what was answered before its work was done is done: mail of sign-ups and resets. */
    settled: async (): Promise<void> => {
      await Promise.all(background);
    },
    seed: createAccountSeed({
      clock,
      database,
      service,
      hashPassword: async (password) => (await auth.$context).password.hash(password),
    }),
  };
}

export type Accounts = ReturnType<typeof createAccounts>;
