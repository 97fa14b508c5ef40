import { dayOf } from '@reassign/shared/kernel/instant.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { createAccounts } from './accounts/index.ts';
import { coveringEvents, createAuctionsModule, openingEvents } from './auctions/index.ts';
import { createDeposits, endsOfRounds, followHammer, measureRefunds } from './deposits/index.ts';
import { createLedgerModule } from './ledger/index.ts';
import { createListings, endsOfLots } from './listings/index.ts';
import type { Clock } from './platform/clock.ts';
import { createPayments, standInAccess } from './payments/index.ts';
import { type Follower, runFollower } from './platform/follower.ts';
import { measureLoad } from './platform/load.ts';
import type { Log } from './platform/log.ts';
import type { Platform } from './platform/module.ts';
import { runOutbox } from './platform/outbox.ts';
import type { Pacing } from './platform/pacing.ts';
import { enterKey } from './platform/checkpoint-keys.ts';
import { createSigner, privateKeyOf } from './platform/sequencer/index.ts';
import { watchWritten } from './platform/written.ts';
import { createReconciliationModule } from './reconciliation/index.ts';
import {
  createAgencies,
  createPapers,
  createReminders,
  createSaleMoney,
  createSettlement,
  followOffers,
  followSales,
  offerEvents,
  type SaleMoney,
  salesEvents,
} from './settlement/index.ts';
import { createTransfersModule, expected } from './transfers/index.ts';

export interface ModulesDependencies extends Platform {
  readonly log: Log;
  readonly pacing: Pacing;
  /** The ledger's, when it is not `clock`: a story that is told of the past is booked today, on a day that is open. */
  readonly booksClock?: Clock;
  /** For faults of work that nobody waits for. */
  readonly report: (error: unknown, about?: string) => void;
}

export type Modules = ReturnType<typeof createModules>;

/**
 * The services of all modules, each given what stands to its left. No routes and nothing that runs by itself: the
 * server, the demo's seed and the tests add those.
 */
export function createModules(deps: ModulesDependencies) {
  const { clock, database, sealer, secrets, config, log, pacing } = deps;
  const { db } = database;
  const accounts = createAccounts(deps);
  const listings = createListings({
    ...deps,
    bell: log.bell,
    organisationsOf: (userId, tx) => accounts.organisations.ofMember(userId, tx),
  });
  const signer = createSigner(new URL(config.publicUrl).host, privateKeyOf(secrets.signingKey));
  const ledger = createLedgerModule({
    ...{ db, signer, clock: deps.booksClock ?? clock },
    sellerOf: (lotId) => listings.sellerOf(lotId),
    registrationsOf: async (organisation) => {
      const own = await deposits.ownOf([organisation], await auctions.catalogue.recentLots());
      return [
        ...own.map(({ registration }) => registration.id),
        ...(await deposits.portable.booksOf(organisation)),
      ];
    },
  });
  // Without a key of Stripe its stand-in answers, on this very server.
  const access = config.stripe ?? standInAccess(config, sealer);
  const payments = createPayments({
    ...{ db, clock, ledger, access, publicUrl: config.publicUrl },
    paidFor: (purpose) =>
      purpose === 'balance' ? sales.balances : purpose === 'portable' ? deposits.portable.payIns : deposits,
  });
  const deposits = createDeposits({
    ...{ db, clock, sealer, ledger, payments },
    payouts: {
      prepare: (tx, order) => transfers.payouts.prepare(tx, order),
      statesOf: (ids) => transfers.payouts.statesOf(ids),
    },
    // Who did not pay for the same right before is known to a module to the right.
    rolesOf: (lotId) => rolesIn(lotId, accounts, listings, sales),
    hasTechnology: (lotId) => listings.hasTechnology(lotId),
    sellerOf: async (lotId) => (await listings.sellerOf(lotId))?.organisation.id ?? null,
    refundByBank: (tx, due) => transfers.refunds.refund(tx, due),
    courts: {
      pay: (tx, due) => transfers.refunds.court.pay(tx, due),
      counted: () => transfers.refunds.court.counted(),
      uninstructed: (until) => transfers.refunds.court.uninstructed(until),
    },
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
    shares: listings.keepers,
    caseOf: (lotId) => listings.caseOfLot(lotId, dayOf(clock.now())),
    bankCreditCode: async (lotId) => (await listings.sellerOf(lotId))?.organisation.creditCode ?? '',
  });
  const sales = createSaleMoney({
    ...{ db, clock, ledger, payments, deposits, account: config.escrowAccount },
    refundByBank: (tx, due) => transfers.refunds.refund(tx, due),
    payCourt: (tx, due) => transfers.refunds.court.pay(tx, due),
    courtPaymentsOf: (lotId) => transfers.refunds.court.ofLot(lotId),
    annul: (lotId, buyer, reason) => auctions.life.annulDefaulted(lotId, buyer, reason),
    claimOf: (lotId) => listings.claimOf(lotId),
    soldBefore: (lotId) => listings.lotsOfSameRights(lotId),
    issuer: () => accounts.organisations.operator(),
    sellerCode: async (lotId) => (await listings.sellerOf(lotId))?.organisation.creditCode ?? '',
    lotsOfCase: async (lotId) => (await listings.caseOfLot(lotId, dayOf(clock.now())))?.lotIds ?? [lotId],
  });
  const settlement = createSettlement({
    ...{ db, deposits, balances: sales.balances },
    seller: (lotId) => listings.sellerOf(lotId),
    roundEnd: (entry) => auctions.roundEnd(entry),
  });
  const writing = { clock, deposits, letters: accounts.letters, origin: config.publicUrl };
  const offers = followOffers({ ...writing, seller: (lotId) => listings.sellerOf(lotId) });
  const reminders = createReminders({ ...writing, db });
  const papers = createPapers({ db, clock, signer, settlement, pacing, origin: config.publicUrl });
  const agencies = createAgencies(db, accounts.organisations);
  const transfers = createTransfersModule({
    ...{ db, clock, ledger, sealer, pacing, account: config.escrowAccount },
    payments: expected(deposits, sales.balances, ledger),
    stripe: payments,
    instructed: (tx, key) => deposits.instructed(tx, key),
    // A court sells itself what is paid to it.
    courtOf: async (lotId) => {
      const seller = await listings.sellerOf(lotId);
      return seller && { id: seller.organisation.id, name: seller.organisation.name, number: seller.number };
    },
  });

  const reconciliation = createReconciliationModule({
    ...{ db, clock, ledger, payments, transfers, namesOf: accounts.namesOf },
  });

  listings.onPublished(async (lotId) => {
    // The follower would do it a moment later, and still does when this fails.
    await auctions.refreshCatalogue(lotId).catch(deps.report);
    log.bell.ring();
  });

  return {
    accounts,
    listings,
    ledger,
    payments,
    deposits,
    auctions,
    settlement,
    sales,
    reminders,
    papers,
    agencies,
    transfers,
    reconciliation,
    followers: followersOf({ listings, deposits, auctions, settlement, offers }, log.bell),
    signer,
  };
}

/** What follows the logs, each with a cursor of its own. */
const followersOf = (
  {
    listings,
    deposits,
    auctions,
    settlement,
    offers,
  }: {
    readonly listings: ReturnType<typeof createListings>;
    readonly deposits: ReturnType<typeof createDeposits>;
    readonly auctions: ReturnType<typeof createAuctionsModule>;
    readonly settlement: ReturnType<typeof createSettlement>;
    readonly offers: ReturnType<typeof followOffers>;
  },
  bell: Log['bell'],
): readonly Follower[] => [
  {
    name: CATALOGUE,
    handle: auctions.follow,
    handled: () => {
      auctions.freshness.catalogueChanged();
      // The other servers' lists are old now.
      bell.ring();
    },
  },
  { name: 'deposits', only: endsOfRounds, handle: followHammer(deposits, auctions) },
  {
    name: 'listings-rights',
    only: endsOfLots,
    handle: listings.followUnsold(auctions.isFree),
  },
  { name: 'auctions-covered', only: coveringEvents, handle: auctions.followCovered },
  { name: 'auctions-openings', only: openingEvents, handle: auctions.followShares },
  { name: 'settlement', only: salesEvents, handle: followSales(settlement) },
  { name: 'settlement-offers', only: offerEvents, handle: offers },
];

/** Who is something to a lot: by its case, as a defaulter on the same right, as the platform; `null`: there is no such lot. */
async function rolesIn(
  lotId: LotId,
  accounts: Pick<ReturnType<typeof createAccounts>, 'organisations'>,
  listings: Pick<ReturnType<typeof createListings>, 'rolesOf' | 'lotsOfRights'>,
  sales: Pick<SaleMoney, 'defaultersOf'>,
) {
  const roles = await listings.rolesOf(lotId);
  if (roles === null) return null;
  const platform = await accounts.organisations.operatorCodes();
  const defaulters = await sales.defaultersOf(await listings.lotsOfRights(lotId));
  return [
    ...roles,
    ...platform.map((creditCode) => ({ ground: 'platform', creditCode }) as const),
    ...defaulters.map((one) => ({ ground: 'defaulter', ...one }) as const),
  ];
}

/** Sets going what works by itself: openings and closes, everybody who follows the logs, and effects outside. */
export async function runModules(
  modules: Modules,
  { database: { db }, clock, log, pacing, report, telemetry }: ModulesDependencies,
): Promise<{ stop(): Promise<void> }> {
  const { accounts, listings, ledger, payments, deposits, auctions, sales, followers, signer } = modules;
  const { transfers, reconciliation, reminders } = modules;
  // Before anything is signed with it.
  await enterKey(db, signer.key, clock.now());
  measureLoad(telemetry, { db, sequencer: auctions.sequencer });
  measureRefunds(telemetry, { punctuality: deposits.punctuality, payments });
  reconciliation.measure(telemetry);
  const surroundings = { db, bell: log.bell, clock, pacing, report };
  const running = [
    ...followers.map((follower) => runFollower(follower, surroundings)),
    watchWritten({ ...surroundings, follower: CATALOGUE, tell: auctions.freshness.written }),
    runOutbox({ ...surroundings, handlers: { ...accounts.effects, ...payments.effects } }),
    ...ledger.run(surroundings),
    ...payments.run(surroundings),
    ...sales.run(surroundings),
    ...reminders.run(surroundings),
    ...transfers.run(surroundings),
    ...reconciliation.work(surroundings),
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
