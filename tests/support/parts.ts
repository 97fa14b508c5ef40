import type { ModulesDependencies } from '../../server/modules.ts';
import { readEnvironment } from '../../server/platform/config.ts';
import { connect, type Database } from '../../server/platform/db.ts';
import { openLog } from '../../server/platform/log.ts';
import { realPacing } from '../../server/platform/pacing.ts';
import { createSealer, type Secrets } from '../../server/platform/secrets.ts';
import { createTelemetry } from '../../server/platform/telemetry.ts';
import { freshDatabase } from './database.ts';
import type { TestClock } from './test-clock.ts';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

const secrets: Secrets = {
  authSecret: 'a secret for tests only, longer than 32 characters',
  signingKey: key(1),
  sealingKey: key(2),
  pepper: key(3),
};

export interface Parts {
  /** What the modules are built from, over a database of its own. */
  readonly deps: ModulesDependencies;
  /** Superuser's, to arrange what no request can, and to look at everything. */
  readonly admin: Database;
  /** Faults of work that nobody waits for: a test ends with none. */
  readonly faults: unknown[];
  close(): Promise<void>;
}

export async function openParts(clock: TestClock, environment: NodeJS.ProcessEnv = {}): Promise<Parts> {
  const fresh = await freshDatabase();
  const { config } = readEnvironment({ LOG_LEVEL: 'silent', ...environment });
  const database = connect(fresh.appUrl, { max: 8 });
  const admin = connect(fresh.url, { max: 1 });
  const faults: unknown[] = [];
  const report = (error: unknown): void => void faults.push(error);
  const surroundings = { database, clock, pacing: realPacing, report };
  const log = await openLog({ ...surroundings, url: fresh.appUrl, serverId: 'test' });
  return {
    deps: {
      ...surroundings,
      config,
      secrets,
      sealer: createSealer(secrets),
      telemetry: createTelemetry(),
      log,
    },
    admin,
    faults,
    async close() {
      await log.close();
      await database.close();
      await admin.close();
      await fresh.drop();
    },
  };
}
