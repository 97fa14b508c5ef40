import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { buildWebAside } from '@reassign/web/build.ts';
import { build } from './app.ts';
import { demoEntrances, prepareDemo, startDemo } from './demo/index.ts';
import { createModules } from './modules.ts';
import { followDatabaseTime, systemClock } from './platform/clock.ts';
import { type Config, readEnvironment } from './platform/config.ts';
import { connect, readDatabaseTime } from './platform/db.ts';
import { startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { watchLauncher } from './platform/launcher.ts';
import { openLog } from './platform/log.ts';
import { migrate } from './platform/migrate.ts';
import { realPacing } from './platform/pacing.ts';
import { pagesPlugin } from './platform/pages.ts';
import { APP } from './platform/roles.ts';
import { createSealer, loadSecrets } from './platform/secrets.ts';
import { shutdownOnSignals } from './platform/shutdown.ts';
import { createTelemetry, logOptions } from './platform/telemetry.ts';

const NODE_MAJOR = 24;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const shutdown = shutdownOnSignals();

async function start(): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR) {
    throw new Error(
      `Node ${String(NODE_MAJOR)} is needed and comes with the project: start it with "pnpm start"`,
    );
  }
  const { config, secrets: given } = readEnvironment(process.env);
  await refuseTakenPort(config);
  const logger = pino(logOptions(config.logLevel));
  const report = (error: unknown, about?: string): void => {
    logger.error({ err: error, about }, 'background work failed');
  };
  const secrets = loadSecrets(given, join(config.dataDirectory, 'secrets'));

  const pages = buildWebAside();
  // Whatever else fails first is what is told.
  pages.catch(() => undefined);
  const { ownerUrl, appUrl, appPassword } = await openDatabase(config);
  if (shutdown.isStopping()) return;
  await migrate(ownerUrl, appPassword === undefined ? {} : { appPassword });
  const role = appPassword === undefined ? ({ role: APP } as const) : {};
  const database = connect(appUrl, role);
  shutdown.onStop(() => database.close());

  const clock = systemClock();
  // On a connection of its own: a probe that waits behind a thousand bidders would make the clock uncertain.
  const probe = connect(appUrl, { ...role, max: 1 });
  const following = await followDatabaseTime(clock, () => readDatabaseTime(probe.sql));
  shutdown.onStop(async () => {
    following.stop();
    await probe.close();
  });

  const platform = {
    config,
    secrets,
    sealer: createSealer(secrets),
    clock,
    database,
    pacing: realPacing,
    telemetry: createTelemetry(),
    report,
  };
  const log = await openLog({
    ...platform,
    url: appUrl,
    ...role,
    serverId: `${hostname()}:${String(config.port)}`,
  });
  shutdown.onStop(() => log.close());

  if (config.demo) {
    // Nobody waits for the story, and a slow machine may stop in the middle of a transaction: no limits of time.
    const story = connect(appUrl, { ...role, unlimited: true });
    shutdown.onStop(() => story.close());
    await shutdown.finishing(prepareDemo({ ...platform, log, database: story }, say));
    await story.close();
  }
  const modules = createModules({ ...platform, log });
  const app = await build({ ...platform, log }, modules);
  shutdown.onStop(() => app.close());
  await pages;
  const { publicUrl, production } = config;
  await app.register(pagesPlugin, { clock, publicUrl, production });
  if (config.demo) shutdown.onStop(await startDemo(modules, clock, report));

  if (shutdown.isStopping()) return;
  await app.listen({ host: config.host, port: config.port });
  say(`Reassign is ready at ${config.publicUrl}`);
  if (config.demo)
    say([`Demo accounts, one click each at ${config.publicUrl}/sign-in:`, ...demoEntrances].join('\n  '));
}

interface DatabaseUrls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly appPassword?: string;
}

async function openDatabase(config: Config): Promise<DatabaseUrls> {
  if (config.databaseUrl !== null) return { ownerUrl: config.databaseUrl, appUrl: config.databaseUrl };
  say('Starting PostgreSQL …');
  const directory = join(config.dataDirectory, 'postgres');
  const postgres = await shutdown.finishing(startEmbeddedPostgres({ directory, database: 'reassign' }));
  shutdown.onStop(() => postgres.stopUnlessUsed());
  return { ownerUrl: postgres.url, appUrl: postgres.appUrl, appPassword: postgres.appPassword };
}

/** Said before anything is started: everything after it takes seconds. */
async function refuseTakenPort({ host, port }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((free, taken) => {
    probe.once('error', taken).listen({ host, port, exclusive: true }, free);
  }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new Error(
        `Port ${String(port)} on ${host} is taken by another program. Choose one: PORT=${String(port + 1)}`,
      );
    }
    if (code === 'EACCES')
      throw new Error(`Port ${String(port)} needs more rights. Choose one above 1023: PORT=8080`);
    throw error;
  });
  await new Promise((closed) => probe.close(closed));
}

/** Faults of the surroundings say what to do; their cause says what happened. */
function describe(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message}\n${describe(cause)}` : message;
}

watchLauncher();

try {
  await start();
} catch (error) {
  // Stopped while starting: what fails now failed because of that.
  if (!shutdown.isStopping()) process.stderr.write(`${describe(error)}\n`);
  shutdown.stop(1);
}
