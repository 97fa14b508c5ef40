import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from 'better-auth/api';
import { type Attempts, factorSubject } from '../attempts/service.ts';

/*
 * Two gaps of better-auth 1.7: a code may be used again while it is valid, and tries from inside a session are not
 * counted. Both are closed here, in PostgreSQL, per account, before better-auth looks at the code.
 */

export type SecondFactorGuard = Pick<Attempts, 'admitCode' | 'succeeded'>;

const guarded: ReadonlySet<string> = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code']);
const CHALLENGE_COOKIE = 'two_factor';

type Context = Parameters<typeof getSessionFromCtx>[0];

export function secondFactorHooks(guard: SecondFactorGuard) {
  return {
    before: createAuthMiddleware(async (context) => {
      if (!guarded.has(context.path)) return;
      const userId = await challengedUser(context);
      const { code } = context.body as { code: string };
      // Without a challenge better-auth refuses by itself.
      if (userId === null) return;
      const admission = await guard.admitCode(userId, code);
      if (admission === 'locked')
        throw new APIError('TOO_MANY_REQUESTS', { code: 'ACCOUNT_TEMPORARILY_LOCKED' });
      if (admission === 'used') throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE' });
    }),
    after: createAuthMiddleware(async (context) => {
      if (!guarded.has(context.path) || isAPIError(context.context.returned)) return;
      const userId = (context.context.newSession ?? context.context.session)?.user.id;
      if (userId !== undefined) await guard.succeeded(factorSubject(userId));
    }),
  };
}

/** Who is asked for a code: the person of the session, or of the challenge that followed the password. */
async function challengedUser(context: Context): Promise<string | null> {
  const current = await getSessionFromCtx(context);
  if (current !== null) return current.user.id;
  const { name } = context.context.createAuthCookie(CHALLENGE_COOKIE);
  const challenge = await context.getSignedCookie(name, context.context.secret);
  if (typeof challenge !== 'string') return null;
  return (await context.context.internalAdapter.findVerificationValue(challenge))?.value ?? null;
}
