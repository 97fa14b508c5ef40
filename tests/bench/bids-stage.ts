import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import postgres from 'postgres';
import type { EmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { migrate } from '../../server/platform/migrate.ts';
import type { commands as bidderCommands, Result, Room } from './bids-bidders.ts';
import type { commands as peerCommands } from './bids-peers.ts';
import type { commands as serverCommands } from './bids-server.ts';
import { startPart } from './part.ts';

export interface StageOptions {
  readonly cluster: EmbeddedPostgres;
  readonly folder: string;
  readonly bidders: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly profile: string | undefined;
}

type Server = 'ours' | 'memory';
const peers = ['redis', 'careful', 'tutorial', 'echo'] as const;
type Peer = (typeof peers)[number];

export interface Stage {
  readonly measureServer: (name: Server, bidders: number, lots: number) => Promise<Result>;
  /** `null` for a peer that is not installed. */
  readonly measurePeer: (name: Peer, bidders: number) => Promise<Result | null>;
  close(): Promise<void>;
}

/** Everybody in a process of their own: both servers, the peers, the bidders; all bidders connected to all of them. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { cluster, folder, bidders: count, warmUpMs, measureMs, profile } = options;
  const bidders = startPart<typeof bidderCommands>('./bids-bidders.ts');
  const peer = startPart<typeof peerCommands>('./bids-peers.ts');
  const servers = {
    ours: startPart<typeof serverCommands>('./bids-server.ts'),
    memory: startPart<typeof serverCommands>('./bids-server.ts'),
  };
  const crowd = { protocol: 'websocket', bidders: count } as const;

  for (const [name, store] of [
    ['ours', 'postgres'],
    ['memory', 'memory'],
  ] as const) {
    const database = await createDatabase(cluster, name);
    const opened = await servers[name].ask('open', { store, ...database, bidders: count });
    await bidders.ask('gather', { ...crowd, name, ...opened });
  }
  await peer.ask('prepare', { url: (await createDatabase(cluster, 'peers')).adminUrl });
  const installed = new Set<Peer>();
  for (const name of peers) {
    const opened = await peer.ask(name, { folder });
    if (opened === null) continue;
    installed.add(name);
    await bidders.ask('gather', {
      ...crowd,
      name,
      protocol: name === 'tutorial' ? 'http' : 'websocket',
      ...opened,
    });
  }
  if (!installed.has('redis'))
    console.error('redis: skipped, no redis-server here (apt-get install redis-server)');

  const run = (name: Server | Peer, size: number, rooms: readonly Room[], forMs: number): Promise<Result> =>
    bidders.ask('run', { crowd: name, bidders: size, rooms, forMs });

  return {
    async measureServer(name, size, lots) {
      const server = servers[name];
      const rooms = await server.ask('makeRooms', { lots, bidders: size });
      // The first bid of a session at a lot looks up its standing; engines get warm.
      const warm = await run(name, size, rooms, warmUpMs);
      if (profile !== undefined) await server.ask('startProfile');
      const usedBefore = await server.ask('cpuMicros');
      const measured = await run(name, size, warm.rooms, measureMs);
      const used = (await server.ask('cpuMicros')) - usedBefore;
      if (profile !== undefined)
        await server.ask('stopProfile', { file: join(profile, `${name}-${size}-${lots}.cpuprofile`) });
      const acknowledged = warm.acceptedInAll + measured.acceptedInAll;
      const logged = await server.ask('bidsIn', { lotIds: rooms.map(({ lotId }) => lotId) });
      if (name === 'ours' && logged !== acknowledged)
        throw new Error(`${acknowledged} bids were acknowledged, ${logged} are in the log`);
      await server.ask('skipFollowers');
      return { ...measured, cpuMicros: used / (measured.accepted + measured.refused) };
    },

    async measurePeer(name, size) {
      if (!installed.has(name)) return null;
      const room = { lotId: randomUUID(), asking: 100_000_000, increment: 1_000 };
      await peer.ask('makeRoom', room);
      const warm = await run(name, size, [room], warmUpMs);
      return run(name, size, warm.rooms, measureMs);
    },

    async close() {
      await Promise.all([bidders, peer, servers.ours, servers.memory].map((part) => part.end()));
    },
  };
}

/** One for each, so that no follower of the one server reads the other's log. */
async function createDatabase(
  { url, appUrl, appPassword }: EmbeddedPostgres,
  name: string,
): Promise<{ readonly adminUrl: string; readonly appUrl: string }> {
  const admin = postgres(url, { max: 1 });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const adminUrl = named(url, name);
  await migrate(adminUrl, { appPassword });
  return { adminUrl, appUrl: named(appUrl, name) };
}

function named(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}
