import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { type BuiltWeb, builtWeb, type Rendered, type WebServer } from '@reassign/web/build.ts';
import type { Freshness, Made } from './answers.ts';
import type { Clock } from './clock.ts';
import { forwardingHeaders } from './forwarding.ts';
import { PRIVATE_CACHING, SHARED_CACHING } from './shared-answers.ts';

export interface PagesOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly publicUrl: string;
  /** Leaves out the pages for those who build the house. */
  readonly production: boolean;
}

/** Files that others know by name. */
const FIXED_FILES = { 'favicon.svg': 'image/svg+xml', 'share.png': 'image/png' } as const;

/**
 * Pages as HTML and their assets: every GET that no other route answers. Registered last, after `buildWeb`; what lies
 * under `/api/` stays with the API. A page asks the own API as the visitor: with the visitor's cookie,
 * connection and what a proxy said about it.
 */
export const pagesPlugin = fp<PagesOptions>(
  async (app, { clock, publicUrl, production }) => {
    const built = builtWeb();
    const web = (await import(pathToFileURL(built.serverEntry).href)) as WebServer;
    const fill = templateFiller(await readFile(built.template, 'utf8'), built.linksTo);

    // The name of an asset is a hash of its content: it never changes.
    await app.register(fastifyStatic, {
      root: join(built.client, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
      decorateReply: false,
    });
    for (const [name, type] of Object.entries(FIXED_FILES)) {
      const file = await readFile(join(built.client, name));
      app.get(`/${name}`, (_request, reply) =>
        reply.type(type).header('cache-control', 'public, max-age=86400').send(file),
      );
    }

    /** The own API, asked as the visitor; `heard` learns how long each answer may be kept. */
    const askAs =
      (request: FastifyRequest, heard: (Freshness | null)[]) =>
      async (path: string, init: RequestInit = {}) => {
        const headers = Object.fromEntries(new Headers(init.headers));
        const { cookie } = request.headers;
        const { remoteAddress } = request.socket;
        const answer = await app.inject({
          method: 'GET',
          url: path,
          headers: {
            ...headers,
            ...forwardingHeaders(request.headers),
            ...(cookie !== undefined && { cookie }),
          },
          ...(remoteAddress !== undefined && { remoteAddress }),
        });
        // Who asks is the same for all strangers, and nobody else's page is kept.
        if (path !== '/api/v1/me') heard.push(app.freshnessOf(answer.raw.req));
        const contentType = answer.headers['content-type'] ?? '';
        return new Response(answer.body, {
          status: answer.statusCode,
          headers: { 'content-type': contentType },
        });
      };

    async function make(request: FastifyRequest): Promise<Made> {
      const onFault = (error: unknown): void => {
        request.log.error({ err: error }, 'page failed');
      };
      const heard: (Freshness | null)[] = [];
      const rendering = {
        url: request.url,
        publicUrl,
        production,
        now: clock.now(),
        fetch: askAs(request, heard),
        onFault,
      };
      const page = await web.render(rendering).catch((error: unknown) => {
        onFault(error);
        return null;
      });
      return toAnswer(fill, page, freshnessOfAll(heard, request.url.includes('?')));
    }

    app.get('/*', (request, reply) => {
      if (request.url.startsWith('/api/') || request.url.startsWith('/assets/')) {
        reply.callNotFound();
        return reply;
      }
      return reply.sharedPage(() => make(request));
    });
  },
  { name: 'pages', dependencies: ['problem-handler', 'security-headers', 'shared-answers'] },
);

/** A query is kept only by pages that show what was found by it: others may hold a token. */
function freshnessOfAll(heard: readonly (Freshness | null)[], hasQuery: boolean): Freshness | null {
  const all = heard.filter((isFresh) => isFresh !== null);
  if (all.length < heard.length || (hasQuery && all.length === 0)) return null;
  return () => all.every((isFresh) => isFresh());
}

/** Half of what a page says depends on who asks; only a stranger's is kept. */
function toAnswer(fill: FillTemplate, page: Rendered | null, isFresh: Freshness | null): Made {
  if (page === null) {
    const headers = { 'content-type': HTML, 'cache-control': 'no-store' };
    return { status: 500, headers, body: LAST_RESORT, isFresh: null };
  }
  if ('redirect' in page) {
    const headers = { location: page.redirect, 'cache-control': 'no-store' };
    return { status: 303, headers, body: '', isFresh: null };
  }
  const isPublic = !page.personal && page.status < 400;
  return {
    status: page.status,
    headers: { 'content-type': HTML, 'cache-control': isPublic ? SHARED_CACHING : PRIVATE_CACHING },
    body: fill(page),
    isFresh: isPublic ? isFresh : null,
  };
}

const HTML = 'text/html; charset=utf-8';

type FillTemplate = (page: Exclude<Rendered, { redirect: string }>) => string;

/** Replaced by functions, because a title may hold `$&`. */
const templateFiller =
  (template: string, linksTo: BuiltWeb['linksTo']): FillTemplate =>
  ({ lang, head, body, modules, boot }) =>
    template
      .replace('<!--lang-->', () => lang)
      .replace('<!--head-->', () => head + linksTo(modules))
      .replace('<!--body-->', () => body)
      .replace('<!--boot-->', () => `<script type="application/json" id="boot">${embeddable(boot)}</script>`);

/** JSON inside HTML: no `<` means no end of the script and no comment. */
export const embeddable = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** When even the page that says so cannot be rendered. */
const LAST_RESORT = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>质转 Reassign</title><body style="font-family:system-ui,sans-serif;max-width:36rem;margin:20vh auto;padding:0 1rem">
<h1>页面暂时无法打开</h1><p>是我们的问题，已经记录。请稍候刷新页面。</p>
<div lang="en"><h2>The page cannot be shown just now</h2><p>The fault is ours and has been recorded. Please reload in a moment.</p></div>
</html>`;
