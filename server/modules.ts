import { dayOf } from '@reassign/shared/kernel/instant.ts';
import { createAccounts } from './accounts/index.ts';
import { coveringEvents, createAuctionsModule } from './auctions/index.ts';
import { createDeposits, endsOfRounds, followHammer } from './deposits/index.ts';
import { createLedgerModule } from './ledger/index.ts';
import { createListings } from './listings/index.ts';
import { type Follower, runFollower } from './platform/follower.ts';
import { measureLoad } from './platform/load.ts';
import type { Log } from './platform/log.ts';
import type { Platform } from './platform/module.ts';
import { runOutbox } from './platform/outbox.ts';
import type { Pacing } from './platform/pacing.ts';
import { enterKey } from './platform/checkpoint-keys.ts';
import { createSigner, privateKeyOf } from './platform/sequencer/index.ts';
import { watchWritten } from './platform/written.ts';
import {
  createAgencies,
  createPapers,
  createSettlement,
  followSales,
  salesEvents,
} from './settlement/index.ts';
import { createTransfersModule, depositsExpected } from './transfers/index.ts';

export interface ModulesDependencies extends Platform {
  readonly log: Log;
  readonly pacing: Pacing;
  /** For faults of work that nobody waits for. */
  readonly report: (error: unknown, about?: string) => void;
}

export type Modules = ReturnType<typeof createModules>;

/**
 * The services of all modules, each given what stands to its left. No routes and nothing that runs by itself: the
 * server, the demo's seed and the tests add those.
 */
export function createModules(deps: ModulesDependencies) {
  const { clock, database, sealer, secrets, config, log } = deps;
  const { db } = database;
  const accounts = createAccounts(deps);
  const listings = createListings({ ...deps, bell: log.bell });
  const signer = createSigner(new URL(config.publicUrl).host, privateKeyOf(secrets.signingKey));
  const ledger = createLedgerModule({
    ...{ db, clock, signer },
    sellerOf: (lotId) => listings.sellerOf(lotId),
    registrationsOf: async (organisation) => {
      const own = await deposits.ownOf([organisation], await auctions.catalogue.recentLots());
      return own.map(({ registration }) => registration.id);
    },
  });
  const deposits = createDeposits({
    db,
    clock,
    sealer,
    rolesOf: (lotId) => listings.rolesOf(lotId),
    hasTechnology: (lotId) => listings.hasTechnology(lotId),
    sellerOf: async (lotId) => (await listings.sellerOf(lotId))?.organisation.id ?? null,
    // The log knows the round; its module stands to the right, so it is asked through here.
    roundOf: (lotId) => auctions.roundOf(lotId),
    organisationsOf: (userId) => accounts.organisations.ofMember(userId),
    personOf: (userId) => accounts.identities.of(userId),
  });
  const auctions = createAuctionsModule({
    ...deps,
    ...log,
    db,
    signer,
    witnesses: config.witnesses,
    deposits,
    profiles: listings.profiles.known,
    notice: (lotId) => listings.notice(lotId),
    sellerOf: async (lotId) => (await listings.sellerOf(lotId))?.organisation.id ?? null,
    rolesOf: (lotId) => listings.rolesOf(lotId),
    caseOf: (lotId) => listings.caseOfLot(lotId, dayOf(clock.now())),
    bankCreditCode: async (lotId) => (await listings.sellerOf(lotId))?.organisation.creditCode ?? '',
  });
  const settlement = createSettlement({
    db,
    deposits,
    seller: (lotId) => listings.sellerOf(lotId),
    roundEnd: (entry) => auctions.roundEnd(entry),
  });
  const papers = createPapers({
    ...{ db, clock, signer, settlement, pacing: deps.pacing, origin: config.publicUrl },
  });
  const agencies = createAgencies(db, accounts.organisations);
  const transfers = createTransfersModule({
    ...{ db, clock, ledger, pacing: deps.pacing, account: config.escrowAccount },
    payments: depositsExpected(deposits, ledger),
  });

  listings.onPublished(async (lotId) => {
    // The follower would do it a moment later, and still does when this fails.
    await auctions.refreshCatalogue(lotId).catch(deps.report);
    log.bell.ring();
  });

  /** What follows the logs, each with a cursor of its own. */
  const followers: readonly Follower[] = [
    {
      name: CATALOGUE,
      handle: auctions.follow,
      handled: () => {
        auctions.freshness.catalogueChanged();
        // The other servers' lists are old now.
        log.bell.ring();
      },
    },
    { name: 'deposits', only: endsOfRounds, handle: followHammer(deposits, auctions) },
    {
      name: 'listings-rights',
      only: ['LotUnsold', 'LadderStopped', 'LotWithdrawn', 'LotSettledBeforeSale', 'LotAnnulled'],
      handle: listings.followUnsold(auctions.isFree),
    },
    { name: 'auctions-covered', only: coveringEvents, handle: auctions.followCovered },
    { name: 'settlement', only: salesEvents, handle: followSales(settlement) },
  ];

  return {
    accounts,
    listings,
    ledger,
    deposits,
    auctions,
    settlement,
    papers,
    agencies,
    transfers,
    followers,
    signer,
  };
}

/** Sets going what works by itself: openings and closes, everybody who follows the logs, and effects outside. */
export async function runModules(
  { accounts, listings, ledger, auctions, transfers, followers, signer }: Modules,
  { database: { db }, clock, log, pacing, report, telemetry }: ModulesDependencies,
): Promise<{ stop(): Promise<void> }> {
  // Before anything is signed with it.
  await enterKey(db, signer.key, clock.now());
  measureLoad(telemetry, { db, sequencer: auctions.sequencer });
  const surroundings = { db, bell: log.bell, clock, pacing, report };
  const running = [
    ...followers.map((follower) => runFollower(follower, surroundings)),
    watchWritten({ ...surroundings, follower: CATALOGUE, tell: auctions.freshness.written }),
    runOutbox({ ...surroundings, handlers: accounts.effects }),
    ...ledger.run(surroundings),
    ...transfers.run(surroundings),
  ];
  // A lot is folded with its own version: those that others published are read before any is, and when the bell rings.
  await listings.profiles.inForce();
  const stopListening = log.bell.onRing(() => void listings.profiles.inForce().catch(report));
  await auctions.start();
  return {
    async stop() {
      stopListening();
      await auctions.close();
      await Promise.all(running.map((worker) => worker.stop()));
    },
  };
}

/** The follower that keeps the lists of lots. */
const CATALOGUE = 'auctions-catalogue';
