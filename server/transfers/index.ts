import type { FastifyPluginAsync } from 'fastify';
import { type Instant, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { accountDigits } from '@reassign/shared/transfers/cells.ts';
import type { Db } from '../platform/db.ts';
import { roundsOfWork, type RoundsOfWork } from '../platform/rounds-of-work.ts';
import { createPayouts } from './payouts/service.ts';
import { createQueue } from './queue/service.ts';
import { type BankRefundsDeps, createBankRefunds } from './refunds/service.ts';
import { entriesOf, spansOf } from './repo.ts';
import { transferRoutes } from './routes.ts';
import { createTransfers, type TransfersDeps } from './service.ts';

export { expected } from './expected.ts';

type Surroundings = Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>;

type ModuleDeps = Omit<TransfersDeps, 'payouts'> &
  Pick<BankRefundsDeps, 'stripe' | 'courtOf'> & {
    /** A refund was instructed, by the key under which it was ordered. */
    readonly instructed: (tx: Db, key: string) => Promise<void>;
  };

const REST_MS = 10;

export type TransfersModule = ReturnType<typeof createTransfersModule>;

/** The parts of bank transfers, wired: what comes in by statements, what fits nothing, what goes out by files. */
export function createTransfersModule(deps: ModuleDeps) {
  const own = accountDigits(deps.account.number);
  const payouts = createPayouts({
    ...deps,
    released: async (tx, refundId) => deps.instructed(tx, await refunds.keyOf(tx, refundId)),
  });
  const refunds = createBankRefunds({ ...deps, payouts });
  const transfers = createTransfers({ ...deps, payouts });
  const queue = createQueue({ ...deps, payouts });
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(transferRoutes, { transfers, queue, payouts, refunds });
  };
  return {
    payouts,
    refunds,
    plugin,
    importFile: transfers.importFile,
    settleNext: transfers.settleNext,
    /** What was taken in until then, for whoever compares it with the ledger. */
    statementEntries: (until: Instant) => entriesOf(deps.db, own, until),
    statementSpans: (until: Instant) => spansOf(deps.db, own, until),
    /** Finishes what a server that died had taken in and not looked at. */
    run: ({ pacing, report }: Surroundings): RoundsOfWork[] => [
      roundsOfWork({ round: transfers.settleNext, everyMs: MINUTE, restMs: REST_MS, pacing, report }),
    ],
  };
}
