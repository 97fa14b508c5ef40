import { randomUUID } from 'node:crypto';
import type { FastifyServerOptions } from 'fastify';
import fp from 'fastify-plugin';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { LogLevel } from './config.ts';

/** Counters of this server. Labels come from our own code (route patterns, codes), never from a request. */
export interface Telemetry {
  readonly registry: Registry;
  counter<Label extends string>(name: string, help: string, labels?: readonly Label[]): Counter<Label>;
  /** `collect` sets the values whenever somebody asks for them, and must not reject. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labels: readonly Label[],
    collect: (gauge: Gauge<Label>) => void | Promise<void>,
  ): Gauge<Label>;
  /** `buckets` in the unit of the name's ending (`_seconds`). */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labels?: readonly Label[],
  ): Histogram<Label>;
}

export function createTelemetry(): Telemetry {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    counter: (name, help, labels = []) => new Counter({ name, help, labelNames: labels, registers }),
    gauge: (name, help, labels, collect) =>
      new Gauge({
        name,
        help,
        labelNames: labels,
        registers,
        collect() {
          return collect(this);
        },
      }),
    histogram: (name, help, buckets, labels = []) =>
      new Histogram({ name, help, buckets: [...buckets], labelNames: labels, registers }),
  };
}

/** Names under which a person or a secret might reach a log by mistake (9-threats T38). */
const HIDDEN = [
  'password',
  'token',
  'cookie',
  'authorization',
  'secret',
  'email',
  'phone',
  'idNumber',
  'amount',
];

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** Logs say which route answered what and how fast: no body, no cookie, no query string, no address. */
export const logOptions = (level: LogLevel): LoggerOptions => ({
  level,
  redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  serializers: {
    req: (request: { method: string; url: string }) => ({
      method: request.method,
      path: pathOf(request.url),
    }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    err: errorForLog,
  },
});

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

interface ErrorForLog extends Record<string, unknown> {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
}

type LoggedError = Error & {
  readonly code?: unknown;
  readonly response?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
};

/**
 * The driver hangs the statement's parameters on its errors, the mail client what the server answered, with the address
 * in it; only what never holds a value is kept.
 */
function errorForLog(error: LoggedError): ErrorForLog {
  const { name, stack = '', code, responseCode, command, cause } = error;
  const said = saidInstead(error);
  return {
    type: name,
    message: said ?? error.message,
    ...(code === undefined ? {} : { code }),
    ...('response' in error ? { responseCode, command } : {}),
    stack: said === null ? stack : framesOf(error),
    ...(cause instanceof Error ? { cause: errorForLog(cause) } : {}),
  };
}

/** `null`: the message is our own, or of somebody who puts no values into it. */
function saidInstead(error: LoggedError): string | null {
  if ('query' in error || 'parameters' in error) return 'query failed';
  return 'response' in error ? 'mail not taken' : null;
}

/** After the whole message, which may hold lines that look like frames. */
function framesOf({ message, stack = '' }: Error): string {
  const start = stack.indexOf(message);
  return start < 0 ? '' : stack.slice(start + message.length);
}

/** An id of ours for every request; one sent by a client would let it forge log lines. */
export const newRequestId = (): string => randomUUID();

const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export const telemetryPlugin = fp<{ readonly telemetry: Telemetry }>(
  (app, { telemetry }, done) => {
    collectDefaultMetrics({ register: telemetry.registry });
    const duration = telemetry.histogram(
      'http_request_duration_seconds',
      'Time to answer a request',
      SECONDS,
      ['method', 'route', 'status'],
    );
    app.addHook('onRequest', (request, reply, next) => {
      void reply.header('x-request-id', request.id);
      next();
    });
    app.addHook('onResponse', (request, reply, next) => {
      const route = request.routeOptions.url ?? 'none';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      duration.observe(labels, reply.elapsedTime / 1_000);
      next();
    });
    done();
  },
  { name: 'telemetry' },
);
