import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import type { Result } from './bids-bidders.ts';
import { floorsOf, print, summarise } from './bids-figures.ts';
import { openStage, type Stage } from './bids-stage.ts';
import { machine } from './machine.ts';

/*
 * How many bids a second are accepted, each on disk with its hash before its answer (6-quality §6.1), beside what
 * others would reach on this machine in the same minutes. It asserts nothing about time.
 *
 *   --quick            one short round
 *   --rounds 3         5 unless told; fewer when the time is up
 *   --only 'ours'      cases whose name matches
 *   --profile folder   a CPU profile of our server for each case
 */
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
  },
});

const MANY = 1_024;
const TIME_LIMIT_MS = 330_000;
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const warmUpMs = options.quick ? 300 : 700;
const measureMs = options.quick ? 1_000 : 2_000;

const casesOn = ({ measureServer, measurePeer }: Stage): Record<string, () => Promise<Result | null>> => ({
  'ours, 64': () => measureServer('ours', 64, 1),
  'memory, 64': () => measureServer('memory', 64, 1),
  'redis, 64': () => measurePeer('redis', 64),
  'careful, 64': () => measurePeer('careful', 64),
  'tutorial, 64': () => measurePeer('tutorial', 64),
  'echo, 64': () => measurePeer('echo', 64),
  'ours, 1024': () => measureServer('ours', MANY, 1),
  'memory, 1024': () => measureServer('memory', MANY, 1),
  'redis, 1024': () => measurePeer('redis', MANY),
  'careful, 1024': () => measurePeer('careful', MANY),
  'tutorial, 1024': () => measurePeer('tutorial', MANY),
  'echo, 1024': () => measurePeer('echo', MANY),
  'ours, 100 lots': () => measureServer('ours', MANY, 100),
  'memory, 100 lots': () => measureServer('memory', MANY, 100),
});

/** The cases take turns, so that a busy minute of the machine falls on all of them. */
async function measureAll(stage: Stage): Promise<Map<string, Result[]>> {
  const chosen = Object.entries(casesOn(stage)).filter(([name]) => new RegExp(options.only).test(name));
  const results = new Map<string, Result[]>();
  for (let round = 1; round <= rounds && performance.now() < TIME_LIMIT_MS; round++) {
    for (const [name, measure] of chosen) {
      const result = await measure();
      if (result === null) continue;
      results.set(name, [...(results.get(name) ?? []), result]);
      const { acceptedPerSecond, p99Ms } = result;
      console.error(`round ${round}  ${name}  ${acceptedPerSecond.toFixed()}/s  p99 ${p99Ms.toFixed(1)} ms`);
    }
  }
  return results;
}

const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      reject(new Error(`ended by ${signal}`));
    });
});

const folder = mkdtempSync(join(tmpdir(), 'reassign-bench-'));
// As a server in production has it: every commit waits for the disk.
const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'].flatMap((flag) => ['-c', flag]);
const cluster = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), flags: durable });
const stage = openStage({ cluster, folder, bidders: MANY, warmUpMs, measureMs, profile: options.profile });
try {
  const before = machine();
  const results = await Promise.race([stage.then(measureAll), interrupted]);
  const figures = summarise(results);
  const floors = floorsOf(figures);
  print(figures, floors);
  const done = Math.min(...[...results.values()].map((each) => each.length));
  console.log(JSON.stringify({ bench: 'bids', ...before, rounds: done, measureMs, figures, floors }));
} finally {
  await stage.then(
    (opened) => opened.close(),
    () => undefined,
  );
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
