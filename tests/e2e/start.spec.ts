import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder = '';
let port = 0;
const started: Server[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'reassign-start-'));
  port = await freePort();
});
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop('SIGTERM');
  for (const pid of postgresPids()) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Server {
  readonly process: ChildProcess;
  /** Everything said so far, on both streams. */
  readonly said: () => string;
  /** Resolves at the first line that holds this text; rejects when the process ends before. */
  says(text: string): Promise<void>;
  /** Sends a signal and resolves to the exit code; `null` when the signal itself ended it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** `node server/main.ts` as `pnpm start` runs it, on the test's own port and data. */
function start(env: Record<string, string> = {}): Server {
  const inherited = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' };
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: root,
    env: { ...inherited, PORT: String(port), DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn', ...env },
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      output += `${line}\n`;
      for (const listener of listeners) listener();
    });
  }
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const server: Server = {
    process: child,
    said: () => output,
    says: (text) =>
      new Promise((heard, failed) => {
        const listen = (): void => {
          if (output.includes(text)) heard();
        };
        listeners.add(listen);
        listen();
        void ended.then(() => {
          failed(new Error(`ended before saying "${text}":\n${output}`));
        });
      }),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
  };
  started.push(server);
  return server;
}

const READY = 'Reassign is ready at';
const livez = async (): Promise<number> => (await fetch(`http://127.0.0.1:${String(port)}/livez`)).status;

/** PostgreSQL processes on the test's data directory. */
function postgresPids(): number[] {
  const directory = join(folder, 'data', 'postgres');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandLine(pid).includes(directory));
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address() as AddressInfo;
  await once(probe.close(), 'close');
  return free;
}

describe('the start command', () => {
  beforeEach(({ skip }) => {
    skip(process.platform !== 'linux', 'processes are looked up in /proc');
  });

  it('serves, says where, ends everything on SIGTERM, and finds its data again', async () => {
    const first = start();
    await first.says(READY);
    expect(first.said()).toContain(`http://127.0.0.1:${String(port)}`);
    expect(await livez()).toBe(200);
    const secret = readFileSync(join(folder, 'data', 'secrets', 'signing-key'), 'utf8');
    expect(await first.stop('SIGTERM')).toBe(0);
    expect(postgresPids()).toEqual([]);

    const second = start();
    await second.says(READY);
    expect(readFileSync(join(folder, 'data', 'secrets', 'signing-key'), 'utf8')).toBe(secret);
    expect(await second.stop('SIGINT')).toBe(0);
    expect(postgresPids()).toEqual([]);
  });

  it('starts again after it was killed, over the PostgreSQL that lives on or one that was killed too', async () => {
    const first = start();
    await first.says(READY);
    await first.stop('SIGKILL');
    expect(postgresPids()).not.toEqual([]);

    const second = start();
    await second.says(READY);
    expect(await livez()).toBe(200);
    for (const pid of postgresPids()) process.kill(pid, 'SIGKILL');
    await second.stop('SIGKILL');

    const third = start();
    await third.says(READY);
    expect(await third.stop('SIGTERM')).toBe(0);
    expect(postgresPids()).toEqual([]);
  });

  it('ends everything when it is stopped while it starts', async () => {
    const server = start();
    await server.says('Starting PostgreSQL');
    expect(await server.stop('SIGTERM')).toBe(0);
    expect(postgresPids()).toEqual([]);
  });

  it('says that the port is taken and how to choose another, before it starts anything', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    const server = start();
    expect(await server.ended).toBe(1);
    expect(server.said()).toContain(`Port ${String(port)} on 127.0.0.1 is taken`);
    expect(server.said()).toContain(`PORT=${String(port + 1)}`);
    expect(postgresPids()).toEqual([]);
    await once(other.close(), 'close');
  });

  it('names every fault of the environment at once', async () => {
    const server = start({ PORT: 'http', LOG_LEVEL: 'loud' });
    expect(await server.ended).toBe(1);
    expect(server.said()).toMatch(/PORT is not valid[^]*LOG_LEVEL is not valid/);
  });

  it('ends with the pnpm that started it', async () => {
    // npx and pnpm die of a signal without passing it on: the shell here stands for them.
    const script = 'node --disable-warning=ExperimentalWarning server/main.ts & echo $!; wait';
    const shell = spawn('sh', ['-c', script, 'pnpm'], {
      cwd: root,
      env: {
        ...process.env,
        npm_lifecycle_event: 'start',
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
      },
    });
    const lines: string[] = [];
    const reader = createInterface(shell.stdout);
    const ready = new Promise<void>((heard) => {
      reader.on('line', (line) => {
        lines.push(line);
        if (line.includes(READY)) heard();
      });
    });
    await ready;
    const pid = Number(lines[0]);
    shell.kill('SIGKILL');
    await expect.poll(() => commandLine(pid).length, { timeout: 20_000 }).toBe(0);
    expect(postgresPids()).toEqual([]);
  });
});
