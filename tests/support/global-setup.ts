import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { migrate } from '../../server/platform/migrate.ts';

export const TEMPLATE = 'reassign_template';

interface TestServer {
  /** Superuser's URL of the maintenance database. */
  readonly url: string;
  readonly appPassword: string;
  stop(): Promise<void>;
}

/** Tests lose nothing when the machine fails, so nothing waits for the disk. */
const FLAGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

async function startServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'reassign-test-'));
  const flags = FLAGS.flatMap((flag) => ['-c', flag]);
  const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), flags });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await createTemplate(server.url, server.appPassword);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: server.url, appPassword: server.appPassword, stop };
}

async function createTemplate(url: string, appPassword: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql.unsafe(`create database ${TEMPLATE}`);
  await sql.end();
  const template = new URL(url);
  template.pathname = TEMPLATE;
  await migrate(template.href, { appPassword });
}

/** Every level runs this file in a module graph of its own; the process holds the servers of the run. */
const shared = globalThis as typeof globalThis & {
  reassignTestServers?: { readonly servers: Promise<TestServer[]>; users: number };
};

/**
 * One for each worker: transactions are numbered by the server, and who follows a log waits for the oldest that is open in any
 * of its databases.
 */
const startServers = (): Promise<TestServer[]> =>
  Promise.all(Array.from({ length: availableParallelism() }, startServer));

/** Vitest calls this once per level that has specs in the run and needs PostgreSQL. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const running = (shared.reassignTestServers ??= { servers: startServers(), users: 0 });
  running.users += 1;
  const servers = await running.servers;
  project.provide(
    'postgres',
    servers.map(({ url, appPassword }) => ({ url, appPassword })),
  );
  return async () => {
    running.users -= 1;
    if (running.users > 0) return;
    delete shared.reassignTestServers;
    await Promise.all(servers.map((server) => server.stop()));
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server for each worker. */
    postgres: readonly { readonly url: string; readonly appPassword: string }[];
  }
}
