import type { FastifyPluginAsync } from 'fastify';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import { roundsOfWork, type RoundsOfWork } from '../platform/rounds-of-work.ts';
import { checkLedger } from './check/service.ts';
import { type ClosesDeps, createCloses } from './closes/service.ts';
import { ledgerRoutes } from './routes.ts';
import { createLedger, type Ledger } from './service.ts';
import { createStatements, type StatementsDeps } from './statements/service.ts';

export { checkLedger, createCloses, createLedger, type Ledger };

type Surroundings = Pick<Parameters<typeof roundsOfWork>[0], 'pacing' | 'report'>;

const EXPIRE_EVERY_MS = 5_000;
const CLOSE_EVERY_MS = MINUTE;
const REST_MS = 10;

/** The parts of the ledger, wired. Other modules post by `Ledger`; nobody posts over HTTP. */
export function createLedgerModule(deps: ClosesDeps & StatementsDeps) {
  const ledger = createLedger(deps);
  const closes = createCloses(deps);
  const statements = createStatements(deps);
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(ledgerRoutes, { statements, closes, clock: deps.clock });
  };
  return {
    ...ledger,
    closes,
    plugin,
    /** Ends reservations whose time is over and closes days that are, on whichever server looks first. */
    run: ({ pacing, report }: Surroundings): RoundsOfWork[] => [
      roundsOfWork({
        ...{ round: () => ledger.expireOverdue(), everyMs: EXPIRE_EVERY_MS, restMs: REST_MS },
        ...{ pacing, report },
      }),
      roundsOfWork({
        ...{ round: closes.closeNext, everyMs: CLOSE_EVERY_MS, restMs: REST_MS },
        ...{ pacing, report },
      }),
    ],
  };
}
