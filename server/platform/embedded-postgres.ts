import type { ChildProcess } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { type Home, type Mode, prepareHome } from './postgres-home.ts';
import { APP } from './roles.ts';

export interface EmbeddedPostgres {
  /** The superuser's URL: migrations, and databases of tests. */
  readonly url: string;
  /** The URL of `reassign_app`, valid once `migrate(url, { appPassword })` ran. */
  readonly appUrl: string;
  readonly appPassword: string;
  readonly mode: Mode;
  /** True when a server that outlived its parent was found and taken over. */
  readonly reused: boolean;
  readonly pid: number;
  stop(): Promise<void>;
  /** Leaves it running for another server that serves from it: the last one stops it. */
  stopUnlessUsed(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The data directory; the password lies beside it in `<directory>.secret`. */
  readonly directory: string;
  /** Created when missing; `postgres` unless told. */
  readonly database?: string;
  /** More arguments of `postgres`, as `['-c', 'fsync=off']`. */
  readonly flags?: readonly string[];
  readonly log?: (text: string) => void;
  /** Forced by tests; picked otherwise. */
  readonly mode?: Mode;
}

const LOGIN = 'reassign';
const START_ATTEMPTS = 20;
const RETRY_MS = 250;
const USE_LOOKS = 4;
const POLL_MS = 20;
const READY_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/** Starts, or takes over, a real PostgreSQL 18 from the npm binaries, as any user including root. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const home = await prepareHome(resolve(options.directory), options.mode);
  const password = await ensureCluster(home, `${resolve(options.directory)}.secret`);
  const running = (await takeOver(home)) ?? (await startServer(home, options));

  const database = options.database ?? 'postgres';
  const urlFor = (login: string, secret: string, name: string): string =>
    `postgres://${login}:${secret}@127.0.0.1:${String(running.port)}/${name}`;
  if (database !== 'postgres') await createDatabase(urlFor(LOGIN, password, 'postgres'), database);
  // One secret file is enough: the app's password follows from it and says nothing about it.
  const appPassword = createHmac('sha256', password).update(APP).digest('base64url');
  const stop = (): Promise<void> => stopServer(home, running);
  const url = urlFor(LOGIN, password, database);
  return {
    url,
    appUrl: urlFor(APP, appPassword, database),
    appPassword,
    mode: home.mode,
    reused: running.child === null,
    pid: running.pid,
    stop,
    stopUnlessUsed: async () => {
      if (!(await isUsed(url))) await stop();
    },
  };
}

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly child: ChildProcess | null;
}

/** Makes the cluster once. It is built aside and renamed, so a directory that exists is always whole. */
async function ensureCluster(home: Home, secretFile: string): Promise<string> {
  if (existsSync(join(home.directory, 'PG_VERSION'))) {
    if (!existsSync(secretFile))
      throw new Error(`${secretFile} is missing: restore it, or remove ${home.directory} to begin again`);
    return readFileSync(secretFile, 'utf8');
  }
  const password = randomBytes(18).toString('base64url');
  mkdirSync(dirname(secretFile), { recursive: true });
  writeFileSync(secretFile, password, { mode: 0o600 });
  const partial = `${home.directory}.partial`;
  rmSync(partial, { recursive: true, force: true });
  home.makeDirectory(partial);
  await home.withFile(password, (passwordFile) =>
    home.run(home.initdb, [
      ...['-D', partial, '-U', LOGIN, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8'],
      // Plain C would make pg_trgm blind to Chinese (7-dependencies §3).
      ...['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions'],
    ]),
  );
  rmSync(home.directory, { recursive: true, force: true });
  renameSync(partial, home.directory);
  return password;
}

/** What `postmaster.pid` says, when a PostgreSQL on this very directory is behind it. */
function readPidFile(home: Home): { pid: number; port: number; ready: boolean } | null {
  const lines = pidFileLines(home);
  const pid = Number(lines[0]);
  if (!home.isServer(pid)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

const pidFile = (home: Home): string => join(home.directory, 'postmaster.pid');

const pidFileLines = (home: Home): string[] =>
  existsSync(pidFile(home)) ? readFileSync(pidFile(home), 'utf8').split('\n') : [];

/** A server that outlived a killed parent, or that another process is just starting. */
async function takeOver(home: Home): Promise<Running | null> {
  const found = readPidFile(home);
  if (found === null) {
    // PostgreSQL clears the file of a dead server itself, but not one whose pid another program has now.
    if (home.isStranger(Number(pidFileLines(home)[0]))) rmSync(pidFile(home));
    return null;
  }
  const ready = await waitUntilReady(home, () => readPidFile(home) === null);
  return ready && { ...ready, child: null };
}

async function startServer(home: Home, options: EmbeddedPostgresOptions): Promise<Running> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = home.start(home.postgres, [
      ...['-D', home.directory, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
      ...['-c', 'unix_socket_directories=', ...(options.flags ?? [])],
    ]);
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      options.log?.(chunk.toString());
    });
    const ready = await waitUntilReady(home, () => child.exitCode !== null || child.signalCode !== null);
    if (ready) return { ...ready, child };
    // Backends of a killed postmaster may outlive it for a moment and hold its memory.
    const blocked = /shared memory block|lock file .* already exists/.test(output);
    if (!blocked || attempt === START_ATTEMPTS) throw new Error(`PostgreSQL did not start:\n${output}`);
    await pause(RETRY_MS);
  }
}

async function waitUntilReady(
  home: Home,
  gone: () => boolean,
): Promise<{ pid: number; port: number } | null> {
  for (let waited = 0; waited < READY_LIMIT_MS; waited += POLL_MS) {
    const found = readPidFile(home);
    if (found?.ready === true) return { pid: found.pid, port: found.port };
    if (gone()) return null;
    await pause(POLL_MS);
  }
  throw new Error(`PostgreSQL in ${home.directory} did not become ready`);
}

/** Fast shutdown: open transactions are rolled back, everything is on disk when this returns. */
async function stopServer(home: Home, { pid, child }: Running): Promise<void> {
  if (!home.isServer(pid)) return;
  const ended = child && new Promise((done) => child.once('exit', done));
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < STOP_LIMIT_MS && home.isServer(pid); waited += POLL_MS) await pause(POLL_MS);
  if (child?.exitCode === null && child.signalCode === null) await ended;
}

/** Whether the app role is still connected. Our own sessions, just closed, may take a moment to be gone. */
async function isUsed(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2 });
  try {
    for (let look = 0; look < USE_LOOKS; look++) {
      const sessions = await sql`select 1 from pg_stat_activity where usename = ${APP}`;
      if (sessions.length === 0) return false;
      await pause(RETRY_MS);
    }
    return true;
  } catch {
    // It died before us.
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function createDatabase(url: string, name: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  try {
    const [known] = await sql`select 1 from pg_database where datname = ${name}`;
    if (known === undefined) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
