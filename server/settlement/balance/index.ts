import type { FastifyPluginAsync } from 'fastify';
import type { Deposits } from '../../deposits/index.ts';
import { type AnnullingDeps, createAnnulling } from './annulling.ts';
import * as repo from './repo.ts';
import { createSaleDesk, type DeskDeps } from './desk.ts';
import { createReviews, type ReviewDeps } from './review.ts';
import { balanceRoutes } from './routes.ts';
import { type BalancesDeps, createBalances } from './service.ts';
import { billRoutes } from '../bills/routes.ts';
import { type BillsDeps, createBills } from '../bills/service.ts';
import { createStatements, type StatementsDeps } from '../statements/service.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';

type SaleMoneyDeps = Omit<BalancesDeps, 'paid' | 'undone'> &
  Omit<ReviewDeps, 'balances' | 'statements'> &
  Omit<DeskDeps, 'reviews' | 'bills'> &
  StatementsDeps &
  BillsDeps &
  AnnullingDeps & { readonly deposits: Pick<Deposits, 'reveal'> };

/** The money of confirmed sales: balance, review, default, waterfall, bills; wired. */
export type SaleMoney = ReturnType<typeof createSaleMoney>;

export function createSaleMoney(deps: SaleMoneyDeps) {
  const statements = createStatements(deps);
  const bills = createBills(deps);
  const balances = createBalances({
    ...deps,
    async paid(tx, sale) {
      await statements.waterfall(tx, sale);
      await bills.issue(tx, sale);
    },
    undone: (tx, sale, reason) => bills.credit(tx, sale, reason),
  });
  const reviews = createReviews({ ...deps, balances, statements });
  const annulling = createAnnulling(deps);
  const desk = createSaleDesk({ ...deps, reviews, bills });
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(balanceRoutes, { clock: deps.clock, desk, reviews });
    await app.register(billRoutes, { clock: deps.clock, bills });
  };
  return {
    balances,
    reviews,
    desk,
    bills,
    plugin,
    annulDefaulted: annulling.round,
    run: (surroundings: Parameters<typeof balances.run>[0]) => [
      ...balances.run(surroundings),
      ...annulling.run(surroundings),
    ],
    /** Who defaulted on one of these lots, by credit code or as a person, and may not bid on the next. */
    async defaultersOf(lotIds: readonly LotId[]) {
      const found = await repo.defaultersOf(deps.db, lotIds);
      return Promise.all(
        found.map(async ({ lotId, bidderNumber }) => {
          const { creditCode, person } = await deps.deposits.reveal(deps.db, lotId, bidderNumber);
          return { creditCode, person };
        }),
      );
    },
  };
}
