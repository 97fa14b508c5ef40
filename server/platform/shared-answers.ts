import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import fp from 'fastify-plugin';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { Answer, Answers, type AnswersOptions, type Form, type Freshness, type Made } from './answers.ts';
import type { Clock } from './clock.ts';
import { encodingFor } from './encoding.ts';
import type { Telemetry } from './telemetry.ts';

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
function keyOf({ method, url = '', headers }: IncomingMessage): string | null {
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

const isStranger = ({ cookie, authorization, 'x-api-key': apiKey }: IncomingHttpHeaders): boolean =>
  cookie === undefined && authorization === undefined && apiKey === undefined;

/** Kept by whoever likes, but asked for again each time: a price is never old. */
export const SHARED_CACHING = 'public, max-age=0, must-revalidate';
/** Somebody with a cookie is asked for again each time; neither they nor a proxy keeps it. */
export const PRIVATE_CACHING = 'private, no-store';
const VARY = 'accept-encoding, cookie';
const JSON_TYPE = 'application/json; charset=utf-8';

type SharedAnswersOptions = AnswersOptions & { readonly clock: Pick<Clock, 'now' | 'monotonic'> };

/**
 * Kept answers leave before anything is routed, counted, parsed or asked of the database: on the wire as soon as the head
 * of the question is there, elsewhere (other addresses, injected requests) in the first hook. `/metrics` counts them.
 */
export const sharedAnswersPlugin = fp<SharedAnswersOptions & { readonly telemetry: Telemetry }>(
  (app, options, done) => {
    const { clock, telemetry } = options;
    const answers = new Answers(options);
    const shown = new WeakMap<object, Freshness>();
    /** What every answer carries (security headers), as the first one had it. */
    let standing: Readonly<Record<string, string>> | null = null;
    let isClosing = false;
    let sent = 0;
    telemetry.gauge('kept_answers', 'Answers sent as they were kept, since the start', [], (gauge) => {
      gauge.set(sent);
    });

    app.decorate('freshnessOf', (request: object) => shown.get(request) ?? null);

    const findFor = ({ method, url = '', headers }: IncomingMessage): Answer | null =>
      (method === 'GET' || method === 'HEAD') && isStranger(headers) ? answers.find(url) : null;

    /** A kept page may be some seconds old: this is how the browser learns the server's time (W3C Server Timing). */
    const timing = ({ headers }: Answer | Made): readonly [string, string] | readonly [] =>
      headers['content-type'] === JSON_TYPE ? [] : ['server-timing', `now;dur=${String(clock.now())}`];

    function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
      sent++;
      const form = answer.form(encodingFor(request.headers['accept-encoding']));
      if (!(form instanceof Promise)) sendForm(request, response, form, timing(answer));
      else
        form.then(
          (ready) => {
            sendForm(request, response, ready, timing(answer));
          },
          () => {
            response.destroy();
          },
        );
    }

    const [handle] = app.server.listeners('request') as RequestListener[];
    assert(handle, 'the server has its handler');
    app.server.removeAllListeners('request').on('request', (request, response) => {
      const kept = isClosing ? null : findFor(request);
      if (kept) send(request, response, kept);
      else handle(request, response);
    });
    app.addHook('preClose', (closed) => {
      isClosing = true;
      closed();
    });

    app.addHook('onRequest', (request, reply, next) => {
      standing ??= standingHeaders(reply.getHeaders());
      const kept = findFor(request.raw);
      if (!kept) {
        next();
        return;
      }
      shown.set(request.raw, kept.isFresh);
      reply.hijack();
      send(request.raw, reply.raw, kept);
    });

    async function sendShared(reply: FastifyReply, make: () => Promise<Made>): Promise<never> {
      const { request } = reply;
      const { access = 'public' } = request.routeOptions.config;
      assert(access === 'public', 'only what everybody may see is shared');
      const key = keyOf(request.raw);
      const answer = key === null ? await make() : await answers.get(key, make);
      if (answer.isFresh) shown.set(request.raw, answer.isFresh);
      if (answer instanceof Answer) {
        reply.hijack();
        send(request.raw, reply.raw, answer);
        return reply as never;
      }
      const { status, headers, body } = answer;
      const [name, value] = timing(answer);
      if (name !== undefined) void reply.header(name, value);
      return reply.code(status).headers(headers).send(body) as never;
    }

    /** With whatever every answer carries: what is kept is sent without asking the hooks for it. */
    const whole =
      (make: () => Promise<Made>): (() => Promise<Made>) =>
      async () => {
        const made = await make();
        return { ...made, headers: { ...standing, vary: VARY, ...made.headers } };
      };

    app.decorateReply('sharedPage', function (make) {
      return sendShared(this, whole(make));
    });
    app.decorateReply('shared', function (make) {
      const isOfStranger = isStranger(this.request.headers);
      const headers = {
        'content-type': JSON_TYPE,
        'cache-control': isOfStranger ? SHARED_CACHING : PRIVATE_CACHING,
      };
      const makeJson = async (): Promise<Made> => {
        const { value, isFresh } = await make();
        const body = this.serialize(value);
        assert(typeof body === 'string', 'a shared answer is JSON');
        return { status: 200, headers, body, isFresh };
      };
      return sendShared(this, whole(makeJson));
    });
    done();
  },
  { name: 'shared-answers', dependencies: ['security-headers'] },
);

function standingHeaders(headers: ReturnType<FastifyReply['getHeaders']>): Record<string, string> {
  const standing = Object.entries(headers).filter(([name]) => name !== 'x-request-id');
  return Object.fromEntries(standing.map(([name, value]) => [name, String(value)]));
}

/** Past the framework, half of whose time goes into what such an answer does not need. */
function sendForm(
  { headers, method }: IncomingMessage,
  response: ServerResponse,
  { etag, bytes, head, shortHead }: Form,
  timing: readonly string[],
): void {
  if (isKnown(headers['if-none-match'], etag)) response.writeHead(304, [...shortHead, ...timing]).end();
  else response.writeHead(200, [...head, ...timing]).end(method === 'HEAD' ? '' : bytes, 'latin1');
}

/** Weak comparison, as asked for (RFC 9110 §13.1.2): proxies that compress mark tags as weak. */
const isKnown = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined &&
  (ifNoneMatch.trim() === '*' ||
    ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag));
