import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db.ts';
import type { Sealer, Secrets } from './secrets.ts';
import type { Telemetry } from './telemetry.ts';

/** What every module may use. A module asks for less: `Pick<Platform, 'clock' | 'database'>`. */
export interface Platform {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly database: Database;
  readonly telemetry: Telemetry;
}
