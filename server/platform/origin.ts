import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { isSafe, ProblemError } from './problem-handler.ts';

/**
 * A cookie proves who asks, not from which page. So whatever changes something, and every socket, must come from one
 * of our own origins, compared as a whole; only programs without a cookie may leave the header out.
 */
export function isForeign(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  origins: readonly string[],
): boolean {
  const { origin, cookie, upgrade } = request.headers;
  if (isSafe(request.method) && upgrade === undefined) return false;
  return origin === undefined ? cookie !== undefined : !origins.includes(origin);
}

export const originPlugin = fp<{ readonly origins: readonly string[] }>(
  (app, { origins }, done) => {
    app.addHook('onRequest', (request, _reply, next) => {
      next(isForeign(request, origins) ? new ProblemError('foreign-origin') : undefined);
    });
    done();
  },
  { name: 'origin' },
);
