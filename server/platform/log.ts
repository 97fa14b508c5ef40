import { type Bell, openBell } from './bell.ts';
import { connect, type Database } from './db.ts';
import { type LogStore, openLogStore } from './log-store.ts';
import type { Pacing } from './pacing.ts';
import type { RoleName } from './roles.ts';
import { type Lease, serverLease } from './sequencer/lease.ts';

/** The logs of all lots, as one server works on them: where they are kept, who may write, who is told. */
export interface Log {
  readonly store: LogStore;
  readonly lease: Lease;
  readonly bell: Bell;
}

export interface OpenLogOptions {
  readonly url: string;
  readonly role?: RoleName;
  /** The same after a restart, so that a server takes its own lots back at once. */
  readonly serverId: string;
  readonly database: Database;
  readonly pacing: Pacing;
  readonly report: (error: unknown) => void;
}

export async function openLog(options: OpenLogOptions): Promise<Log & { close(): Promise<void> }> {
  const { url, role, serverId, database, pacing, report } = options;
  const as = role === undefined ? {} : { role };
  const store = openLogStore({ url, serverId, ...as });
  // On a connection of its own: a renewal that waits behind a thousand bidders would come too late.
  const own = connect(url, { max: 1, ...as });
  const lease = serverLease(own.sql, pacing, serverId);
  await lease.start();
  const bell = await openBell(database.sql, pacing, report);
  return {
    store,
    lease,
    bell,
    async close() {
      await bell.close();
      await lease.release();
      await own.close();
      await store.close();
    },
  };
}
