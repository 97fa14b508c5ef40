import type { FastifyInstance } from 'fastify';
import {
  auctionRoutes,
  createFeeds,
  feedRoutes,
  keepingRoutes,
  lifeRoutes,
  liveRoutes,
  marketRoutes,
  savedSearchRoutes,
  proofRoutes,
} from './auctions/index.ts';
import { depositRoutes } from './deposits/index.ts';
import { standInAccess, standInPlugin } from './payments/index.ts';
import { type Modules, type ModulesDependencies, runModules } from './modules.ts';
import { createHttpServer, type HttpServerDependencies } from './platform/http-server.ts';
import { keyListPlugin } from './platform/key-list-plugin.ts';
import { defaultLimits } from './platform/limits.ts';
import { agencyRoutes, paperRoutes, settlementRoutes } from './settlement/index.ts';

export type AppDependencies = ModulesDependencies & Pick<HttpServerDependencies, 'limits' | 'logTo'>;

/** The whole application on given parts. It never listens: tests inject requests, `main.ts` opens the port. */
export async function build(deps: AppDependencies, modules: Modules): Promise<FastifyInstance> {
  const app = await createHttpServer({ ...deps, sessions: modules.accounts.sessions });
  await registerModules(app, deps, modules);

  const running = runModules(modules, deps);
  app.addHook('onClose', async () => (await running).stop());
  await running;
  return app;
}

async function registerModules(
  app: FastifyInstance,
  { clock, pacing, config, database, limits, sealer, report }: AppDependencies,
  modules: Modules,
): Promise<void> {
  const { accounts, listings, ledger, payments, deposits, auctions, signer } = modules;
  const { settlement, sales, papers, agencies, transfers, reconciliation } = modules;
  const { catalogue, market, savedSearches, reader, logs, freshness, feed } = auctions;
  await app.register(accounts.plugin);
  await app.register(listings.plugin);
  await app.register(ledger.plugin);
  await app.register(payments.plugin);
  if (config.stripe === null) {
    const access = standInAccess(config, sealer);
    await app.register(standInPlugin, {
      db: database.db,
      clock,
      access,
      publicUrl: config.publicUrl,
      report,
    });
  }
  await app.register(depositRoutes, {
    deposits,
    payments,
    clock,
    sealer,
    account: config.escrowAccount,
    recentLots: () => catalogue.recentLots(),
  });
  await app.register(auctionRoutes, {
    auctions: auctions.auctions,
    reader,
    logs,
    catalogue,
    freshness,
  });
  await app.register(proofRoutes, { proofs: auctions.proofs });
  await app.register(keyListPlugin, { db: database.db, name: signer.key.name });
  await app.register(lifeRoutes, {
    life: auctions.life,
    payments: auctions.payments,
    auctions: auctions.auctions,
  });
  await app.register(keepingRoutes, { keeping: auctions.keeping });
  await app.register(marketRoutes, { market, freshness });
  await app.register(savedSearchRoutes, { savedSearches });
  await app.register(feedRoutes, { feeds: createFeeds({ market, clock, publicUrl: config.publicUrl }) });
  await app.register(liveRoutes, {
    auctions: auctions.auctions,
    feed,
    clock,
    pacing,
    framesPerSecond: { ...defaultLimits, ...limits }.framesPerSecond,
    secondFactorRequired: config.secondFactorRequired,
    principalOf: (sessionId) => accounts.sessions.principalOf(sessionId),
    onSessionEnded: (listener) => {
      accounts.sessions.onEnded(listener);
    },
    onStandingChanged: (listener) => {
      deposits.onStandingChanged(listener);
    },
  });
  await app.register(settlementRoutes, { settlement });
  await app.register(sales.plugin);
  await app.register(paperRoutes, { papers });
  await app.register(agencyRoutes, { agencies });
  await app.register(transfers.plugin);
  await app.register(reconciliation.plugin);
}
