import rateLimit from '@fastify/rate-limit';
import type { FastifyHttpOptions } from 'fastify';
import type { Server } from 'node:http';
import fp from 'fastify-plugin';
import { ProblemError } from './problem-handler.ts';

export interface Limits {
  /** Requests to `/api/` an address may make; pages and their assets are not counted. */
  readonly requestsPerMinute: number;
  /** A body that has not arrived by then is cut off; upload routes get the server's own limit. */
  readonly bodyTimeoutMs: number;
  /** Frames a live socket may send, sustained; a short burst above it passes. */
  readonly framesPerSecond: number;
}

export const defaultLimits: Limits = { requestsPerMinute: 1_200, bodyTimeoutMs: 10_000, framesPerSecond: 50 };

/** JSON bodies; files have their own bound. */
export const BODY_LIMIT_BYTES = 256 * 1024;
export const FILE_LIMIT_BYTES = 20 * 1024 * 1024;
export const FRAME_LIMIT_BYTES = 4_096;

/** `requestTimeout` alone would not cut a trickled head or body in time (9-threats T35). */
export const serverLimits = {
  bodyLimit: BODY_LIMIT_BYTES,
  requestTimeout: 120_000,
  http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
} satisfies FastifyHttpOptions<Server>;

const MINUTE_MS = 60_000;

/** Registered before whatever refuses a request: what is refused counts as well. A route may have a bound of its own. */
export const limitsPlugin = fp<{ readonly limits: Limits }>(
  async (app, { limits }) => {
    await app.register(rateLimit, {
      global: false,
      max: limits.requestsPerMinute,
      timeWindow: MINUTE_MS,
      enableDraftSpec: true,
      errorResponseBuilder: () => new ProblemError('rate-limited'),
    });
    const count = app.createRateLimit();
    app.addHook('onRequest', async (request, reply) => {
      // By the route that will answer: a path has many spellings.
      if (request.routeOptions.url?.startsWith('/api/') !== true) return;
      const counted = await count(request);
      if (counted.isAllowed) return;
      const { max, remaining, ttlInSeconds } = counted;
      void reply.headers({
        'ratelimit-limit': max,
        'ratelimit-remaining': remaining,
        'ratelimit-reset': ttlInSeconds,
      });
      if (!counted.isExceeded) return;
      void reply.header('retry-after', ttlInSeconds);
      throw new ProblemError('rate-limited');
    });
    app.addHook('onRequest', (request, _reply, next) => {
      const { 'content-length': length, 'transfer-encoding': chunked } = request.headers;
      const hasBody = chunked !== undefined || Number(length ?? 0) > 0;
      if (hasBody && request.routeOptions.config.upload !== true) {
        const timer = setTimeout(() => request.raw.destroy(), limits.bodyTimeoutMs).unref();
        request.raw
          .once('close', () => {
            clearTimeout(timer);
          })
          .once('end', () => {
            clearTimeout(timer);
          });
      }
      next();
    });
  },
  { name: 'limits' },
);
