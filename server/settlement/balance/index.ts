import type { FastifyPluginAsync } from 'fastify';
import * as repo from './repo.ts';
import { createSaleDesk, type DeskDeps } from './desk.ts';
import { createReviews, type ReviewDeps } from './review.ts';
import { balanceRoutes } from './routes.ts';
import { type BalancesDeps, createBalances } from './service.ts';
import { createStatements, type StatementsDeps } from './statements.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';

type SaleMoneyDeps = Omit<BalancesDeps, 'paid'> &
  Omit<ReviewDeps, 'balances' | 'statements'> &
  Omit<DeskDeps, 'reviews'> &
  StatementsDeps;

/** The money of confirmed sales: balance, review, default, waterfall; wired. */
export type SaleMoney = ReturnType<typeof createSaleMoney>;

export function createSaleMoney(deps: SaleMoneyDeps) {
  const statements = createStatements(deps);
  const balances = createBalances({ ...deps, paid: (tx, sale) => statements.waterfall(tx, sale) });
  const reviews = createReviews({ ...deps, balances, statements });
  const desk = createSaleDesk({ ...deps, reviews });
  const plugin: FastifyPluginAsync = async (app) => {
    await app.register(balanceRoutes, { clock: deps.clock, desk, reviews });
  };
  return {
    balances,
    reviews,
    desk,
    plugin,
    run: balances.run,
    /** Who defaulted on one of these lots, by credit code, and may not bid on the next. */
    defaultersOf: (lotIds: readonly LotId[]) => repo.defaultersOf(deps.db, lotIds),
  };
}
