import type { Db } from './db.ts';
import { followerLags } from './follower.ts';
import { outboxDepth } from './outbox.ts';
import type { Sequencer } from './sequencer/index.ts';
import type { Telemetry } from './telemetry.ts';

export interface LoadSources {
  readonly db: Db;
  readonly sequencer: Pick<Sequencer<never, never, never, never>, 'load'>;
}

/**
 * What waits in this server and in its database, on `/metrics`. While the database does not answer, what it alone
 * knows is left out: an old number would look like calm.
 */
export function measureLoad(telemetry: Telemetry, { db, sequencer }: LoadSources): void {
  telemetry.gauge('reassign_lots_in_memory', 'Lots this server holds in memory', [], (gauge) => {
    gauge.set(sequencer.load().lots);
  });
  telemetry.gauge('reassign_commands_waiting', 'Commands without an answer', [], (gauge) => {
    gauge.set(sequencer.load().waiting);
  });
  telemetry.gauge('reassign_appends_running', 'Appends to the log on their way', [], (gauge) => {
    gauge.set(sequencer.load().appending);
  });
  const perFollower = (name: string, help: string, measure: 'entries' | 'parked') =>
    telemetry.gauge(name, help, ['follower'], async (gauge) => {
      gauge.reset();
      const lags = await followerLags(db).catch(() => []);
      for (const lag of lags) gauge.set({ follower: lag.name }, lag[measure]);
    });
  perFollower(
    'reassign_follower_lag_entries',
    'Log entries a follower has before it, counted up to 1000',
    'entries',
  );
  perFollower(
    'reassign_follower_parked_lots',
    'Lots that a follower could not handle and tries again',
    'parked',
  );
  telemetry.gauge(
    'reassign_outbox_waiting',
    'Effects not yet carried out (mail), counted up to 1000',
    [],
    async (gauge) => {
      gauge.remove();
      const depth = await outboxDepth(db).catch(() => null);
      if (depth !== null) gauge.set(depth);
    },
  );
}
