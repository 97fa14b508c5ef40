import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from './run-checker.ts';

export interface DemoServer {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** Its data go with it. */
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await once(probe.close(), 'close');
  return port;
}

/** The demo as `pnpm start` shows it, on empty data, in a process of its own; `say` hears what it prints. */
export async function startDemoServer(say: (line: string) => void): Promise<DemoServer> {
  const data = mkdtempSync(join(tmpdir(), 'reassign-demo-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'server/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PORT: String(port),
      DATA_DIR: data,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const ready = new Promise<void>((heard) => {
    createInterface(child.stdout).on('line', (line) => {
      say(line);
      if (line.startsWith('Reassign is ready')) heard();
    });
  });
  const ends = ended.then(() => {
    throw new Error('the demo ended before it was ready');
  });
  await Promise.race([ready, ends]);
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    port,
    pid: child.pid ?? 0,
    async stop() {
      ends.catch(() => undefined);
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

interface Lots {
  readonly items: readonly { readonly id: string; readonly bidCount: number }[];
}

/** The open lot with the most bids. */
export const busiestLot = async (origin: string): Promise<string> =>
  (await lotsOf(origin, 'open')).toSorted((one, other) => other.bidCount - one.bidCount)[0]?.id ?? '';

/** A lot that nobody may bid for yet. */
export const quietLot = async (origin: string): Promise<string> =>
  (await lotsOf(origin, 'notice'))[0]?.id ?? '';

async function lotsOf(origin: string, phase: string): Promise<Lots['items']> {
  const answer = await fetch(`${origin}/api/v1/lots?phase=${phase}`);
  return ((await answer.json()) as Lots).items;
}
