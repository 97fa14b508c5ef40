import type { FastifyPluginAsync } from 'fastify';
import { MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { roundsOfWork, type RoundsOfWork } from '../platform/rounds-of-work.ts';
import type { Telemetry } from '../platform/telemetry.ts';
import { reconciliationRoutes } from './routes.ts';
import { createReconciliation, type ReconciliationDeps } from './service.ts';

type Surroundings = Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>;

const LOOK_EVERY_MS = 5 * MINUTE;
const REST_MS = 10;

export { createReconciliation };

/** The ledger against the books of Stripe and the bank, wired: every night, and whenever an officer asks. */
export function createReconciliationModule(deps: ReconciliationDeps) {
  const reconciliation = createReconciliation(deps);
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(reconciliationRoutes, { reconciliation });
  };
  return {
    ...reconciliation,
    plugin,
    work: ({ pacing, report }: Surroundings): RoundsOfWork[] => [
      roundsOfWork({
        ...{ round: reconciliation.runNightly, everyMs: LOOK_EVERY_MS, restMs: REST_MS, pacing, report },
      }),
    ],
    /** What waits for a person, on `/metrics`; left out while the database does not answer. */
    measure: (telemetry: Telemetry): void => {
      const watched = () => reconciliation.watch().catch(() => null);
      telemetry.gauge(
        'reassign_reconciliation_differences',
        'Differences between the ledger and Stripe or the bank that nobody has explained',
        ['age'],
        async (gauge) => {
          gauge.reset();
          const waiting = await watched();
          if (waiting === null) return;
          gauge.set({ age: 'any' }, waiting.open);
          gauge.set({ age: 'over-a-day' }, waiting.late);
        },
      );
      telemetry.gauge(
        'reassign_reconciliation_age_seconds',
        'Since the ledger was last compared with Stripe and the bank',
        [],
        async (gauge) => {
          gauge.remove();
          const since = (await watched())?.sinceMs ?? null;
          if (since !== null) gauge.set(since / SECOND);
        },
      );
    },
  };
}
