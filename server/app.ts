import multipart from '@fastify/multipart';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import { createAccounts } from './accounts/index.ts';
import { createListings } from './listings/index.ts';
import { apiReferencePlugin } from './platform/api-reference.ts';
import { bodyParserPlugin } from './platform/body-parser.ts';
import { healthPlugin } from './platform/health.ts';
import { idempotencyPlugin } from './platform/idempotency.ts';
import {
  defaultLimits,
  FILE_LIMIT_BYTES,
  FRAME_LIMIT_BYTES,
  type Limits,
  limitsPlugin,
  serverLimits,
} from './platform/limits.ts';
import type { Platform } from './platform/module.ts';
import { originPlugin } from './platform/origin.ts';
import { problemHandlerPlugin, validatorCompiler } from './platform/problem-handler.ts';
import { securityHeadersPlugin } from './platform/security-headers.ts';
import { type SessionReader, sessionPlugin } from './platform/session.ts';
import { logOptions, newRequestId, telemetryPlugin } from './platform/telemetry.ts';

export interface AppDependencies extends Platform {
  readonly limits?: Partial<Limits>;
}

/** The whole application on given parts. It never listens: tests inject requests, `main.ts` opens the port. */
export async function build(deps: AppDependencies): Promise<FastifyInstance> {
  const { config } = deps;
  const app = Fastify({
    ...serverLimits,
    logger: logOptions(config.logLevel),
    genReqId: newRequestId,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    forceCloseConnections: 'idle',
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);

  // Modules: services first, in the order in which they may know each other.
  const accounts = createAccounts(deps);
  const listings = createListings(deps);

  await registerPlatform(app, deps, accounts.sessions);

  // Modules: routes, in the same order.
  await app.register(accounts.plugin);
  await app.register(listings.plugin);

  // Whatever else lies under /api/ is a problem in JSON, not a page.
  app.all('/api/*', (_request, reply) => {
    reply.callNotFound();
  });
  return app;
}

/** Every hook before any route: what comes later is counted, checked and answered in the same way. */
async function registerPlatform(
  app: FastifyInstance,
  deps: AppDependencies,
  sessions: SessionReader,
): Promise<void> {
  const { config, clock, database, telemetry } = deps;
  await app.register(telemetryPlugin, { telemetry });
  await app.register(problemHandlerPlugin);
  await app.register(securityHeadersPlugin, { https: config.publicUrl.startsWith('https:') });
  await app.register(bodyParserPlugin);
  await app.register(multipart, {
    limits: { fileSize: FILE_LIMIT_BYTES, files: 1 },
    throwFileSizeLimit: true,
  });
  await app.register(originPlugin, { origins: config.origins });
  await app.register(limitsPlugin, { limits: { ...defaultLimits, ...deps.limits } });
  await app.register(sessionPlugin, { sessions, secondFactorRequired: config.secondFactorRequired });
  await app.register(idempotencyPlugin, { clock, database });
  await app.register(websocket, { options: { maxPayload: FRAME_LIMIT_BYTES, perMessageDeflate: false } });
  await app.register(apiReferencePlugin, { publicUrl: config.publicUrl });
  await app.register(healthPlugin, { clock, database, telemetry });
}
