import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import * as z from 'zod/mini';
import { problem, problems, type Problem, type ProblemCode } from '@reassign/shared/kernel/problems.ts';
import { OutcomeUnknown } from './outcome-unknown.ts';
import { faultsOf } from './input-faults.ts';

type More = Parameters<typeof problem>[1];

/** The one way a module says no over HTTP: `throw new ProblemError('below-asking', { facts: { asking } })`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(code: ProblemCode, more?: More) {
    super(problems[code].title);
    this.problem = problem(code, more);
  }
}

/** What a schema refused; `place` is set by Fastify: body, params, querystring or headers. */
class InputRefused extends Error {
  override readonly name = 'InputRefused';
  readonly statusCode = 400;
  validationContext?: string;
  readonly issues: z.core.$ZodIssue[];

  constructor(issues: z.core.$ZodIssue[]) {
    super('The input does not match its schema');
    this.issues = issues;
  }
}

/** Schemas are zod; a value passes as it is or is refused, never coerced or trimmed (9-threats D10). */
export const validatorCompiler =
  ({ schema }: { schema: z.ZodMiniType }) =>
  (input: unknown) => {
    const result = z.safeParse(schema, input);
    return result.success ? { value: result.data } : { error: new InputRefused(result.error.issues) };
  };

/** Codes of PostgreSQL and its driver: nothing reached the database, or the connection was lost on the way. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ECONNRESET', 'CONNECT_TIMEOUT', 'ENOTFOUND', '57P03', '53300']);
const LOST = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '08006',
]);

const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'rate-limited',
};

/** Every failure leaves as one problem; what is our fault shows no detail, only the id under which it was logged. */
export function toProblem(error: unknown, request: Pick<FastifyRequest, 'method' | 'id'>): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof InputRefused)
    return problem('malformed', { faults: faultsOf(error.issues, error.validationContext) });
  if (error instanceof OutcomeUnknown) return unknown(request);
  const code = codeOf(error);
  if (NOT_REACHED.has(code)) return problem('unavailable');
  if (LOST.has(code)) return unknown(request);
  const byStatus = BY_STATUS[(error as Partial<FastifyError> | null)?.statusCode ?? 500];
  if (byStatus !== undefined) return problem(byStatus);
  return problem('internal', { facts: { requestId: request.id } });
}

const unknown = ({ method }: Pick<FastifyRequest, 'method'>): Problem =>
  problem(isSafe(method) ? 'unavailable' : 'outcome-unknown');

export const isSafe = (method: string): boolean =>
  method === 'GET' || method === 'HEAD' || method === 'OPTIONS';

/** Drizzle wraps what the driver threw. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: string; cause?: { code?: string } };
  return cause?.code ?? code ?? '';
}

export function sendProblem(reply: FastifyReply, answer: Problem): FastifyReply {
  if (answer.status === 503) void reply.header('retry-after', '1');
  // Serialised here: a route's own response schema is for its success.
  return reply
    .code(answer.status)
    .type('application/problem+json')
    .serializer(String)
    .send(JSON.stringify(answer));
}

export const problemHandlerPlugin = fp(
  (app, _options, done) => {
    const known: { methods: string[]; pattern: RegExp }[] = [];
    app.addHook('onRoute', ({ method, url }) => {
      if (!url.includes('*')) known.push({ methods: [method].flat(), pattern: toPattern(url) });
    });

    app.setErrorHandler((error, request, reply) => {
      const answer = toProblem(error, request);
      if (answer.code === 'internal') request.log.error({ err: error }, 'request failed');
      else if (answer.status === 503) request.log.warn({ err: error }, 'request not served');
      return sendProblem(reply, answer);
    });

    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '';
      const allowed = known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
      if (allowed.length === 0 || allowed.includes(request.method))
        return sendProblem(reply, problem('not-found'));
      void reply.header('allow', [...new Set(allowed)].join(', '));
      return sendProblem(reply, problem('method-not-allowed'));
    });
    done();
  },
  { name: 'problem-handler' },
);

/** `/lots/:id` → everything of that shape, to tell an unknown path from a known one asked in the wrong way. */
function toPattern(url: string): RegExp {
  const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replace(/:[A-Za-z]\w*/g, '[^/]+')}/?$`);
}
