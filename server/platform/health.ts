import fp from 'fastify-plugin';
import { sql } from 'drizzle-orm';
import { problem } from '@reassign/shared/kernel/problems.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db.ts';
import { sendProblem } from './problem-handler.ts';
import { readiness } from './tables.ts';
import type { Telemetry } from './telemetry.ts';

export interface HealthOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly telemetry: Telemetry;
}

const COMMIT_LIMIT_MS = 1_000;

export const healthPlugin = fp<HealthOptions>(
  (app, { clock, database, telemetry }, done) => {
    /** A read would call a primary healthy that is cut off from its standby; only a commit shows (9-threats §9.4). */
    async function commits(): Promise<boolean> {
      const write = database.db
        .insert(readiness)
        .values({ id: 1, provedAt: clock.now() })
        .onConflictDoUpdate({ target: readiness.id, set: { provedAt: sql`excluded.proved_at` } });
      const committed = database.certain(write).then(
        () => true,
        () => false,
      );
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<boolean>((give) => {
        timer = setTimeout(give, COMMIT_LIMIT_MS, false);
      });
      // The write itself is left to end: a cancelled commit may stand on one machine only.
      return Promise.race([committed, tooLate]).finally(() => {
        clearTimeout(timer);
      });
    }

    // Many probes share one write.
    let running: Promise<boolean> | null = null;
    const probe = (): Promise<boolean> =>
      (running ??= commits().finally(() => {
        running = null;
      }));

    app.get('/livez', () => ({ status: 'alive' }));
    app.get('/readyz', async (_request, reply) => {
      const ready = clock.certain() && (await probe());
      return ready ? { status: 'ready' } : sendProblem(reply, problem('unavailable'));
    });
    app.get('/metrics', async (_request, reply) =>
      reply.type(telemetry.registry.contentType).send(await telemetry.registry.metrics()),
    );
    done();
  },
  { name: 'health' },
);
