import fp from 'fastify-plugin';
import { ProblemError } from './problem-handler.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes multipart/form-data, and its body may take as long as a slow line needs. */
    upload?: true;
  }
}

const MULTIPART = /^multipart\/form-data(;|$)/i;
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Bodies are JSON in UTF-8, or multipart where the route says so; nothing is decompressed. */
export const bodyParserPlugin = fp(
  (app, _options, done) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, parsed) => {
      try {
        refuseOtherCharset(request.headers['content-type'] ?? '');
        parsed(null, parseJson(utf8.decode(body as Buffer)));
      } catch (error) {
        parsed(
          error instanceof ProblemError
            ? error
            : new ProblemError('malformed', { detail: 'The body is not JSON in UTF-8' }),
        );
      }
    });
    app.addHook('onRequest', (request, _reply, next) => {
      const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = request.headers;
      const refused =
        encoding !== 'identity' || (MULTIPART.test(type) && request.routeOptions.config.upload !== true);
      next(refused ? new ProblemError('unsupported-media-type') : undefined);
    });
    done();
  },
  { name: 'body-parser' },
);

function refuseOtherCharset(contentType: string): void {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) throw new ProblemError('unsupported-media-type');
}

/** `JSON.parse` that refuses what it would silently resolve: a key given twice, and keys that reach a prototype. */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const fault = findKeyFault(text);
  if (fault !== null) throw new ProblemError('malformed', { faults: [fault] });
  return value;
}

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/** Walks text that is known to be JSON; only strings and brackets matter. */
function findKeyFault(text: string): { pointer: string; reason: string } | null {
  const open: Set<string>[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"(?:\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (token.endsWith(':')) {
      const key = JSON.parse(token.slice(0, token.lastIndexOf('"') + 1)) as string;
      const keys = open.at(-1);
      if (POISON.has(key)) return { pointer: '', reason: `may not have a field named ${key}` };
      if (keys?.has(key) === true) return { pointer: '', reason: 'has a field twice' };
      keys?.add(key);
    }
  }
  return null;
}
