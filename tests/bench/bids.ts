import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { migrate } from '../../server/platform/migrate.ts';
import type { commands as bidderCommands, Crowd, Result, Room } from './bids-bidders.ts';
import type { commands as peerCommands } from './bids-peers.ts';
import type { commands as serverCommands } from './bids-server.ts';
import { type Figures, floors, printTable, summarise } from './bids-figures.ts';
import { machine } from './machine.ts';
import { startPart } from './part.ts';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    profile: { type: 'string' },
  },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const warmUpMs = options.quick ? 300 : 700;
const measureMs = options.quick ? 1_000 : 2_000;
const MANY = 1_024;

const folder = mkdtempSync(join(tmpdir(), 'reassign-bench-'));
// As a server in production has it: every commit waits for the disk.
const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'].flatMap((flag) => ['-c', flag]);
const cluster = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), flags: durable });
const parts: { end(): Promise<void> }[] = [];
const cleanUp = async (): Promise<void> => {
  await Promise.all(parts.map((part) => part.end()));
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
};
process.once('SIGINT', () => void cleanUp().then(() => process.exit(130)));
process.once('SIGTERM', () => void cleanUp().then(() => process.exit(143)));
try {
  await bench();
} finally {
  await cleanUp();
}

async function databaseOf(name: string): Promise<{ adminUrl: string; appUrl: string }> {
  const admin = postgres(cluster.url, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const [adminUrl, appUrl] = [cluster.url, cluster.appUrl].map((url) => {
    const own = new URL(url);
    own.pathname = name;
    return own.href;
  }) as [string, string];
  await migrate(adminUrl, { appPassword: cluster.appPassword });
  return { adminUrl, appUrl };
}

async function bench(): Promise<void> {
  const bidders = startPart<typeof bidderCommands>('./bids-bidders.ts');
  const peers = startPart<typeof peerCommands>('./bids-peers.ts');
  const servers = {
    ours: startPart<typeof serverCommands>('./bids-server.ts'),
    memory: startPart<typeof serverCommands>('./bids-server.ts'),
  };
  parts.push(bidders, peers, servers.ours, servers.memory);

  for (const [name, part] of Object.entries(servers)) {
    const database = await databaseOf(name);
    const store = name === 'ours' ? 'postgres' : 'memory';
    const opened = await part.ask('open', { store, ...database, bidders: MANY });
    await bidders.ask('gather', { name, protocol: 'websocket', bidders: MANY, ...opened });
  }
  await peers.ask('prepare', { url: (await databaseOf('peers')).adminUrl });
  const gatherPeer = async (name: 'tutorial' | 'careful' | 'echo', protocol: Crowd['protocol']) => {
    const opened = await peers.ask(name, undefined as never);
    await bidders.ask('gather', { name, protocol, bidders: MANY, ...opened });
  };
  await gatherPeer('echo', 'websocket');
  await gatherPeer('careful', 'websocket');
  await gatherPeer('tutorial', 'http');

  const run = (crowd: string, count: number, rooms: readonly Room[], forMs: number): Promise<Result> =>
    bidders.ask('run', { crowd, bidders: count, rooms, forMs });

  async function measureServer(name: 'ours' | 'memory', count: number, lots: number): Promise<Result> {
    const server = servers[name];
    const rooms = await server.ask('makeRooms', { lots, bidders: count });
    // The first bid of a session at a lot looks up its standing; engines get warm.
    const warm = await run(name, count, rooms, warmUpMs);
    await server.ask('startUse', { profile: options.profile !== undefined });
    const measured = await run(name, count, warm.rooms, measureMs);
    const cpuMs = await server.ask('stopUse', {
      file: options.profile && join(options.profile, `${name}-${count}-${lots}.cpuprofile`),
    });
    console.error(`${((1000 * cpuMs) / (measured.accepted + measured.refused)).toFixed(1)} us/bid`);
    if (name === 'ours') {
      const acknowledged = warm.acceptedInAll + measured.acceptedInAll;
      const logged = await server.ask('bidsIn', { lotIds: rooms.map(({ lotId }) => lotId) });
      if (logged !== acknowledged)
        throw new Error(`${acknowledged} bids were acknowledged, ${logged} are in the log`);
    }
    await server.ask('skipFollowers', undefined as never);
    return measured;
  }

  async function measurePeer(name: 'tutorial' | 'careful' | 'echo', count: number): Promise<Result> {
    const room = { lotId: crypto.randomUUID(), asking: 100_000_000, increment: 1_000 };
    if (name !== 'echo') await peers.ask('makeRoom', room);
    const warm = await run(name, count, [room], warmUpMs);
    return run(name, count, warm.rooms, measureMs);
  }

  const cases: readonly (readonly [name: string, measure: () => Promise<Result>])[] = [
    ...[64, MANY].flatMap((count) => [
      [`ours ${count}`, () => measureServer('ours', count, 1)] as const,
      [`memory ${count}`, () => measureServer('memory', count, 1)] as const,
      [`echo ${count}`, () => measurePeer('echo', count)] as const,
      [`careful ${count}`, () => measurePeer('careful', count)] as const,
      [`tutorial ${count}`, () => measurePeer('tutorial', count)] as const,
    ]),
    [`ours 100 lots`, () => measureServer('ours', MANY, 100)],
    [`memory 100 lots`, () => measureServer('memory', MANY, 100)],
  ];
  const chosen = cases.filter(([name]) => options.only === undefined || new RegExp(options.only).test(name));

  const results = new Map<string, Result[]>(chosen.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of chosen) {
      const result = await measure();
      results.get(name)?.push(result);
      console.error(
        `round ${round + 1}: ${name} ${Math.round(result.perSecond)}/s p50 ${result.p50Ms.toFixed(1)} p99 ${result.p99Ms.toFixed(1)} refused ${result.refused}`,
      );
      await pause(200);
    }
  }
  const figures: Figures = summarise(results);
  printTable(figures);
  console.log(
    JSON.stringify({ bench: 'bids', ...machine(), rounds, measureMs, figures, floors: floors(figures) }),
  );
}
