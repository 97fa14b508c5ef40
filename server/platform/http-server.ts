import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { apiReferencePlugin } from './api-reference.ts';
import { bodyParserPlugin } from './body-parser.ts';
import { healthPlugin } from './health.ts';
import { idempotencyPlugin } from './idempotency.ts';
import {
  defaultLimits,
  FILE_LIMIT_BYTES,
  FRAME_LIMIT_BYTES,
  type Limits,
  limitsPlugin,
  serverLimits,
} from './limits.ts';
import type { Platform } from './module.ts';
import { originPlugin } from './origin.ts';
import { problemHandlerPlugin, validatorCompiler } from './problem-handler.ts';
import { securityHeadersPlugin } from './security-headers.ts';
import { type SessionReader, sessionPlugin } from './session.ts';
import { sharedAnswersPlugin } from './shared-answers.ts';
import { logOptions, newRequestId, telemetryPlugin } from './telemetry.ts';
import { answerUnreadable } from './unreadable-requests.ts';

export interface HttpServerDependencies extends Pick<
  Platform,
  'config' | 'clock' | 'database' | 'sealer' | 'telemetry'
> {
  readonly sessions: SessionReader;
  readonly limits?: Partial<Limits>;
  /** Where log lines go; standard output unless said. */
  readonly logTo?: { write(line: string): void };
}

/** A server with every hook and no route of a module: what is registered later is counted, checked and answered alike. */
export async function createHttpServer(deps: HttpServerDependencies): Promise<FastifyInstance> {
  const { config, clock, database, sealer, telemetry, sessions } = deps;
  const app = Fastify({
    ...serverLimits,
    logger: { ...logOptions(config.logLevel), ...(deps.logTo && { stream: deps.logTo }) },
    genReqId: newRequestId,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  await app.register(telemetryPlugin, { telemetry });
  await app.register(problemHandlerPlugin);
  await app.register(securityHeadersPlugin, { https: config.publicUrl.startsWith('https:') });
  // Before the limits and whatever else costs more than such an answer.
  await app.register(sharedAnswersPlugin, { clock, telemetry });
  await app.register(bodyParserPlugin);
  await app.register(multipart, {
    limits: { fileSize: FILE_LIMIT_BYTES, files: 1 },
    throwFileSizeLimit: true,
  });
  // Before whatever may refuse an upgrade: this plugin ends the connection of a refused one.
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT_BYTES, perMessageDeflate: false } });
  await app.register(limitsPlugin, { limits: { ...defaultLimits, ...deps.limits } });
  await app.register(originPlugin, { origins: config.origins });
  await app.register(sessionPlugin, { sessions, secondFactorRequired: config.secondFactorRequired });
  await app.register(idempotencyPlugin, { clock, database, sealer });
  await app.register(apiReferencePlugin, { publicUrl: config.publicUrl });
  await app.register(healthPlugin, { clock, database, telemetry });

  // Whatever else lies under /api/ is a problem in JSON, not a page.
  app.all('/api/*', (_request, reply) => {
    reply.callNotFound();
  });
  return app;
}
