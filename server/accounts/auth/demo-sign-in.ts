import type { BetterAuthPlugin } from 'better-auth';
import { createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import * as z from 'zod/mini';
import { assert } from '@reassign/shared/kernel/assert.ts';

/** A session without a password, callable by our server only: whether the demo allows it is decided before. */
export const demoSignIn = () =>
  ({
    id: 'demo-sign-in',
    endpoints: {
      signInAs: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.strictObject({ userId: z.string() }) },
        async (context) => {
          const { internalAdapter } = context.context;
          const user = await internalAdapter.findUserById(context.body.userId);
          assert(user, 'a demo account has a user');
          const session = await internalAdapter.createSession(user.id);
          await setSessionCookie(context, { session, user });
          return { sessionId: session.id };
        },
      ),
    },
  }) satisfies BetterAuthPlugin;
