import type { FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { Answer, Answers, type AnswersOptions, type Freshness, type Made } from './answers.ts';
import type { Clock } from './clock.ts';
import { type Encoding, encodingFor } from './encoding.ts';

/** What a public route shows: the same for everybody as long as it is fresh. */
export interface Shown {
  readonly value: unknown;
  readonly isFresh: Freshness;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** What an injected request was shown may be kept in something larger; `null` when it may not. */
    freshnessOf(request: object): Freshness | null;
  }
  interface FastifyReply {
    /**
     * Answers a public route; strangers share one answer, made by whoever comes first (`answers.ts`). A handler returns
     * it: it is the reply, already sent, which no schema of an answer knows.
     */
    shared(make: () => Promise<Shown>): Promise<never>;
    /** The same for pages, which make their whole answer themselves. */
    sharedPage(make: () => Promise<Made>): Promise<never>;
  }
}

/** Written one way only, so that one answer has few keys: no `//`, no `..`, no capitals, nothing escaped. */
const PATH = /^(?:\/|(?:\/[a-z0-9_-]+(?:\.[a-z0-9]+)*)+)$/;
const NAMED = /^[a-z]+=/;
const LONGEST = 400;

/**
 * The key of a stranger's question; `null` for everybody and everything else. Any cookie at all makes a visitor somebody:
 * nothing is kept that could depend on one.
 */
function keyOf({ method, url, headers }: FastifyRequest): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  if (!isStranger(headers) || url.length > LONGEST) return null;
  const [path = '', ...queries] = url.split('?');
  if (!PATH.test(path) || queries.length > 1) return null;
  const query = queries[0];
  if (query === undefined) return path;
  const pairs = query.split('&').sort();
  const names = pairs.map((pair) => NAMED.exec(pair)?.[0]);
  const isPlain = !names.includes(undefined) && new Set(names).size === names.length;
  return isPlain ? `${path}?${pairs.join('&')}` : null;
}

const isStranger = ({ cookie, authorization, 'x-api-key': apiKey }: FastifyRequest['headers']): boolean =>
  cookie === undefined && authorization === undefined && apiKey === undefined;

/** Kept by whoever likes, but asked for again each time: a price is never old. */
export const SHARED_CACHING = 'public, max-age=0, must-revalidate';
/** Somebody with a cookie is asked for again each time; neither they nor a proxy keeps it. */
export const PRIVATE_CACHING = 'private, no-store';
const VARY = 'accept-encoding, cookie';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Kept answers leave before anything is counted, parsed or asked of the database. */
export const sharedAnswersPlugin = fp<AnswersOptions & { readonly clock: Pick<Clock, 'now' | 'monotonic'> }>(
  (app, options, done) => {
    const { clock } = options;
    const answers = new Answers(options);
    const shown = new WeakMap<object, Freshness>();

    app.decorate('freshnessOf', (request: object) => shown.get(request) ?? null);

    app.addHook('onRequest', (request, reply, next) => {
      const { url, headers, method } = request;
      const kept = (method === 'GET' || method === 'HEAD') && isStranger(headers) ? answers.find(url) : null;
      if (kept) sendKept(request, reply, kept).catch(next);
      else next();
    });

    async function sendKept(
      request: FastifyRequest,
      reply: FastifyReply,
      answer: Answer,
    ): Promise<FastifyReply> {
      shown.set(request.raw, answer.isFresh);
      const encoding: Encoding = answer.isCompressible
        ? encodingFor(request.headers['accept-encoding'])
        : 'identity';
      const etag = answer.etag(encoding);
      void reply.headers(answer.headers).headers({ etag, 'cache-control': SHARED_CACHING, vary: VARY });
      tellTime(reply, answer.headers);
      if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send();
      if (encoding !== 'identity') void reply.header('content-encoding', encoding);
      return reply.send(await answer.bytes(encoding));
    }

    /** A kept page may be some seconds old: this is how the browser learns the server's time (W3C Server Timing). */
    function tellTime(reply: FastifyReply, headers: Answer['headers']): void {
      if (headers['content-type'] !== JSON_TYPE)
        void reply.header('server-timing', `now;dur=${String(clock.now())}`);
    }

    async function sendShared(reply: FastifyReply, make: () => Promise<Made>): Promise<never> {
      const { request } = reply;
      const { access = 'public' } = request.routeOptions.config;
      assert(access === 'public', 'only what everybody may see is shared');
      const key = keyOf(request);
      const answer = key === null ? await make() : await answers.get(key, make);
      if (answer instanceof Answer) return (await sendKept(request, reply, answer));
      if (answer.isFresh) shown.set(request.raw, answer.isFresh);
      tellTime(reply, answer.headers);
      return reply
        .code(answer.status)
        .headers({ vary: VARY, ...answer.headers })
        .send(answer.body);
    }

    app.decorateReply('sharedPage', function (make) {
      return sendShared(this, make);
    });
    app.decorateReply('shared', function (make) {
      const isOfStranger = isStranger(this.request.headers);
      const headers = {
        'content-type': JSON_TYPE,
        'cache-control': isOfStranger ? SHARED_CACHING : PRIVATE_CACHING,
      };
      return sendShared(this, async () => {
        const { value, isFresh } = await make();
        const body = this.serialize(value);
        assert(typeof body === 'string', 'a shared answer is JSON');
        return { status: 200, headers, body, isFresh };
      });
    });
    done();
  },
  { name: 'shared-answers', dependencies: ['security-headers'] },
);

/** Weak comparison, as asked for (RFC 9110 §13.1.2): proxies that compress mark tags as weak. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
