import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { sessionCookie } from '../../server/accounts/auth/configuration.ts';
import { build } from '../../server/app.ts';
import { createModules, type Modules } from '../../server/modules.ts';
import { followDatabaseTime, systemClock } from '../../server/platform/clock.ts';
import { readEnvironment } from '../../server/platform/config.ts';
import { connect, type Database, readDatabaseTime } from '../../server/platform/db.ts';
import { openLog } from '../../server/platform/log.ts';
import type { LogStore, NewEntry } from '../../server/platform/log-store.ts';
import { realPacing } from '../../server/platform/pacing.ts';
import { createSealer, type Secrets } from '../../server/platform/secrets.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import type { Room } from './bids-bidders.ts';
import { type Agency, writeAgencies, writeLot, writeSessions } from './bids-lots.ts';
import { answerAs } from './part.ts';

/** Our server as it is, over PostgreSQL or with the log in memory: that is the only difference. */
export interface Opening {
  readonly store: 'postgres' | 'memory';
  readonly appUrl: string;
  /** The superuser's, to write what people would have done before. */
  readonly adminUrl: string;
  readonly bidders: number;
}

export interface Opened {
  readonly port: number;
  readonly path: string;
  readonly origin: string;
  /** One session per bidder. */
  readonly cookies: readonly string[];
}

interface Running {
  readonly modules: Modules;
  readonly admin: Database;
  readonly agencies: readonly Agency[];
}

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);
const secrets: Secrets = {
  authSecret: 'a secret for benches only, longer than 32 characters',
  signingKey: key(1),
  sealingKey: key(2),
  pepper: key(3),
};
const sealer = createSealer(secrets);
const clock = systemClock();
let running: Running | null = null;

export const commands = { open, makeRooms, bidsIn, skipFollowers, cpuMicros, startProfile, stopProfile };

async function open({ store, appUrl, adminUrl, bidders }: Opening): Promise<Opened> {
  const { config } = readEnvironment({ LOG_LEVEL: 'error', DATABASE_URL: appUrl });
  const database = connect(appUrl);
  const probe = connect(appUrl, { max: 1 });
  await followDatabaseTime(clock, () => readDatabaseTime(probe.sql));
  const report = (error: unknown): void => {
    console.error(error);
  };
  const surroundings = { config, secrets, sealer, clock, database, pacing: realPacing, report };
  const log = await openLog({ ...surroundings, url: appUrl, serverId: 'bench' });
  const deps = {
    ...surroundings,
    telemetry: createTelemetry(),
    log: store === 'memory' ? { ...log, store: inMemory(log.store) } : log,
    limits: { framesPerSecond: 1_000_000, requestsPerMinute: 1_000_000 },
  };
  const modules = createModules(deps);
  const app = await build(deps, modules);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;

  const admin = connect(adminUrl, { max: 2, unlimited: true });
  const agencies = await writeAgencies(admin.db, bidders, clock.now());
  running = { modules, admin, agencies };
  const cookieName = sessionCookie(config.publicUrl);
  const cookies = await writeSessions(
    admin.db,
    agencies,
    { cookieName, secret: secrets.authSecret },
    clock.now(),
  );
  return { port, path: '/api/v1/live', origin: config.publicUrl, cookies };
}

/** Lots are taken from the database, and then nothing waits for it. */
function inMemory(store: LogStore): LogStore {
  const kept = new Map<LotId, NewEntry[]>();
  return {
    ...store,
    append: (batch) => {
      for (const { lotId, entries } of batch) {
        const log = kept.get(lotId);
        if (log === undefined) kept.set(lotId, [...entries]);
        else for (const entry of entries) log.push(entry);
      }
      return Promise.resolve(new Set(batch.map(({ lotId }) => lotId)));
    },
  };
}

/** Open lots; bidders take turns at them. */
async function makeRooms({ lots, bidders }: { lots: number; bidders: number }): Promise<Room[]> {
  const { modules, admin, agencies } = opened();
  const rooms: Room[] = [];
  for (let nth = 0; nth < lots; nth++) {
    const own = agencies.slice(0, bidders).filter((_, bidder) => bidder % lots === nth);
    const room = await writeLot(admin.db, sealer, own, clock.now());
    await modules.auctions.wake(room.lotId as LotId);
    rooms.push(room);
  }
  return rooms;
}

/** Accepted bids in the logs, as the database says. */
async function bidsIn({ lotIds }: { lotIds: readonly string[] }): Promise<number> {
  const [row] = await opened().admin.sql<{ bids: number }[]>`
    select count(*)::int as bids from lot_event where type = 'BidAccepted' and lot_id = any(${[...lotIds]})`;
  return row?.bids ?? 0;
}

/** What followers have not read yet would be read in the next case's time. */
async function skipFollowers(): Promise<void> {
  await opened().admin.db.execute(sql`
    update follower_cursor set (xid, position) = (
      select e.xid, e.position from lot_event e order by e.xid desc, e.position desc limit 1)`);
}

/** What this process has used of the processors so far. */
async function cpuMicros(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const inspector = new Session();

async function startProfile(): Promise<void> {
  inspector.connect();
  await inspector.post('Profiler.enable');
  await inspector.post('Profiler.start');
}

async function stopProfile({ file }: { file: string }): Promise<void> {
  const { profile } = await inspector.post('Profiler.stop');
  inspector.disconnect();
  writeFileSync(file, JSON.stringify(profile));
}

function opened(): Running {
  if (running === null) throw new Error('open first');
  return running;
}

answerAs(commands);
