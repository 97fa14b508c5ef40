import { type Auth, CLIENT_ADDRESS_HEADER } from './configuration.ts';
import { toProblemError } from './problems.ts';

/** Who asks, as better-auth may know it. */
export interface Caller {
  readonly headers: { readonly cookie?: string | undefined; readonly 'user-agent'?: string | undefined };
  /** The address that Fastify trusts. */
  readonly ip: string;
}

export interface Answer {
  readonly body: unknown;
  readonly cookies: readonly string[];
}

type Method = 'GET' | 'POST';
export type Forward = (caller: Caller, path: `/${string}`, body?: object, method?: Method) => Promise<Answer>;

/**
 * Hands a validated request to better-auth. Of the client's headers only cookie and browser name go along; origin was
 * checked before, so ours stands in its place.
 */
export function createForward(auth: Auth, publicUrl: string): Forward {
  return async ({ headers: { cookie, 'user-agent': userAgent }, ip }, path, body = {}, method = 'POST') => {
    const request = new Request(`${publicUrl}/api/auth${path}`, {
      method,
      headers: {
        origin: publicUrl,
        [CLIENT_ADDRESS_HEADER]: ip,
        ...(cookie === undefined ? {} : { cookie }),
        ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    const response = await auth.handler(request);
    const answer: unknown = await response.json();
    if (!response.ok) throw toProblemError(response.status, answer);
    return { body: answer, cookies: response.headers.getSetCookie() };
  };
}
