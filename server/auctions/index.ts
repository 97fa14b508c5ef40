import { mayGoOn } from '@reassign/shared/auctions/after-default.ts';
import { endOf } from '@reassign/shared/auctions/end.ts';
import { evolve } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import { fromInstant, toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId, OrganisationId } from '@reassign/shared/kernel/ids.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { Profile } from '@reassign/shared/listings/profile.ts';
import type { VerifierKey } from '@reassign/shared/verify/note.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Deposits, EntryPlace, RoundNow } from '../deposits/index.ts';
import type { Clock, Scheduled } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { LogStore } from '../platform/log-store.ts';
import type { Pacing } from '../platform/pacing.ts';
import type { Sealer } from '../platform/secrets.ts';
import type { CheckpointSigner, Commit, Lease } from '../platform/sequencer/index.ts';
import { createSequencer } from '../platform/sequencer/index.ts';
import { createCatalogue } from './catalogue/service.ts';
import { followLots, refreshLot } from './catalogue/follower.ts';
import { fillSearch } from './catalogue/indexing.ts';
import { loadWords } from './catalogue/words.ts';
import { createOpening } from './keeping/opening.ts';
import { createKeeping, type KeepingDeps } from './keeping/service.ts';
import { createPayments, type PaymentsDeps } from './life/payments.ts';
import { createLife } from './life/service.ts';
import { type CoveredDeps, followCovered } from './covered/follower.ts';
import { createFreshness } from './freshness.ts';
import { createFeed, type LogFrame } from './live/feed.ts';
import { createMarket } from './market/service.ts';
import { createSavedSearches } from './saved-searches/service.ts';
import { createLogReader } from './log-reader.ts';
import { createLotReader } from './lot-reader.ts';
import { createProofs } from './proofs/service.ts';
import { createRounds } from './rounds.ts';
import { heldRules, type LoggedEvent, type LotSequencer } from './held-lot.ts';
import { createAuctions } from './service.ts';

export { coveringEvents } from './covered/follower.ts';
export { auctionRoutes } from './routes.ts';
export { keepingRoutes } from './keeping/routes.ts';
export { openingEvents } from './keeping/opening.ts';
export { lifeRoutes } from './life/routes.ts';
export { feedRoutes } from './feeds/routes.ts';
export { createFeeds } from './feeds/service.ts';
export { liveRoutes } from './live/routes.ts';
export { marketRoutes } from './market/routes.ts';
export { savedSearchRoutes } from './saved-searches/routes.ts';
export { proofRoutes } from './proofs/routes.ts';

export interface AuctionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly store: LogStore;
  readonly sealer: Sealer;
  readonly signer: CheckpointSigner;
  readonly lease: Lease;
  readonly witnesses: readonly VerifierKey[];
  readonly bell: { ring(): void };
  readonly deposits: Deposits;
  /** Every version of the rules that a lot may refer to. */
  readonly profiles: () => readonly Profile[];
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
  readonly bankCreditCode: (lotId: LotId) => Promise<string>;
  readonly sellerOf: (lotId: LotId) => Promise<OrganisationId | null>;
  readonly rolesOf: PaymentsDeps['rolesOf'];
  readonly caseOf: CoveredDeps['caseOf'];
  readonly shares: Pick<KeepingDeps, 'sharesOf' | 'shareOf'>;
  readonly report: (error: unknown, lotId?: LotId) => void;
}

/** The parts of the auctions module, wired: one sequencer, what feeds it, and what reads it. */
export function createAuctionsModule(deps: AuctionsDeps) {
  const { db, clock, pacing, store, sealer, signer, deposits, profiles, notice, bankCreditCode, report } =
    deps;
  const fold = (state: LotState, entry: LotEntry): LotState => evolve(state, entry, profiles());
  const catalogue = createCatalogue(db, clock);
  const sequencer: LotSequencer = createSequencer({
    ...deps,
    rules: heldRules(sealer, fold),
    dueLots: catalogue.dueLots,
    wake: (lotId, { lot }) => {
      rounds.wakeSoon(lotId, lot);
    },
  });
  const rounds = createRounds({ sequencer, deposits, clock, report });
  const reader = createLotReader(sequencer, notice, clock);
  const feed = createFeed({ pacing, snapshot: reader.snapshot, report });
  const proofs = createProofs({ sequencer, store, db, witnesses: deps.witnesses });
  const logs = createLogReader({
    sequencer,
    store,
    key: signer.key.text,
    cosigned: (...which) => proofs.cosigned(...which),
  });

  const life = createLife({ sequencer, sellerOf: deps.sellerOf, notice: reader.notice });
  const opening = createOpening({
    ...{ sequencer, store, clock, report },
    authorityBehind: deps.deposits.authorityBehind,
  });
  const freshness = createFreshness(sequencer, clock);
  let forgetting: Scheduled | null = null;

  sequencer.onCommitted((commit) => {
    freshness.committed(commit.lotId, commit.seq);
    if (feed.isWatched(commit.lotId)) feed.publish(commit.lotId, framesOf(commit));
  });
  deposits.onStandingChanged((lotId) => {
    rounds.admitSoon(lotId);
  });
  deposits.onBarred((lotId) => {
    rounds.barNow(lotId);
  });

  const sources = { sequencer, fold, notice: reader.notice, bankCreditCode };
  async function refreshCatalogue(lotId: LotId): Promise<void> {
    await refreshLot(sources, db, lotId);
    freshness.catalogueChanged();
  }
  let stopFilling = (): Promise<void> => Promise.resolve();

  return {
    auctions: createAuctions(sequencer, deposits),
    life,
    keeping: createKeeping({ sequencer, clock, opening, ...deps.shares }),
    payments: createPayments({ db, clock, life, rolesOf: deps.rolesOf, sellerOf: deps.sellerOf }),
    catalogue,
    market: createMarket(db, clock),
    savedSearches: createSavedSearches({ db, clock, catalogue }),
    sequencer,
    reader,
    logs,
    proofs,
    feed,
    freshness,
    /** For the runner of followers. */
    follow: followLots(sources),
    /** For the same: what stops the lots of a case. */
    followCovered: followCovered({ sequencer, store, fold, caseOf: deps.caseOf }),
    /** For the same: what opens sealed bids when a crash came between the second share and the opening. */
    followShares: (...given: Parameters<typeof opening.follow>) => opening.follow(...given),
    refreshCatalogue,
    /** What a registration needs to know of the round as committed; `null` when there is no such lot. */
    async roundOf(lotId: LotId): Promise<RoundNow | null> {
      const lot = (await sequencer.view(lotId))?.state.lot;
      if (lot === undefined || lot.phase === 'unborn') return null;
      const { deposit, rules } = lot.terms;
      const takesBidders = lot.phase === 'notice' || lot.phase === 'open' || lot.phase === 'paused';
      const closesAt = endOf(lot);
      const opensAt = lot.phase === 'paused' && !lot.pause.wasOpen ? closesAt : lot.terms.opensAt;
      // Between two rounds nobody registers; in the notice of the next one everybody may again.
      return { deposit, rules, opensAt, closesAt, takesBidders };
    },
    /** Whether a lot is over without a buyer, and no round is left. */
    isFree: async (lotId: LotId): Promise<boolean> => {
      const lot = (await sequencer.view(lotId))?.state.lot;
      if (lot === undefined || lot.phase === 'unborn') return false;
      if (lot.phase === 'unsold') return lot.ladder.length === 0;
      if (lot.phase === 'annulled') return !mayGoOn(lot);
      return lot.phase === 'withdrawn' || lot.phase === 'settled-before-sale';
    },
    /** How the round of an entry ended: right before its outcome the log says when in effect. */
    async roundEnd({ lot: lotId, seq, at }: EntryPlace) {
      const lot = (await sequencer.view(lotId))?.state.lot;
      assert(lot && lot.phase !== 'unborn', 'an entry stands in the log of a lot');
      const [before] = seq > 1 ? await store.read(lotId, seq - 2, 1) : [];
      const closesAt = before?.type === 'LotClosed' ? before.body['closesAt'] : undefined;
      const endedAt = typeof closesAt === 'string' ? toInstant(closesAt) : at;
      return { at, endedAt, rules: lot.terms.rules, format: lot.terms.format };
    },
    /** Submits what the lot's time asks for: opening or close. */
    async wake(lotId: LotId): Promise<void> {
      const view = await sequencer.view(lotId);
      if (view) await rounds.wake(lotId, view.state.lot);
    },
    /** Resolves when every opening, close and admission that was begun has ended. */
    settled: (): Promise<void> => rounds.settled(),
    /** Opens and closes on time from here on; deposits confirmed before a restart are let in at the next minute. */
    async start(): Promise<void> {
      loadWords();
      stopFilling = fillSearch({ db, pacing, refresh: refreshCatalogue, report });
      sequencer.start(pacing);
      forgetting = pacing.every(MINUTE, freshness.forgetOld);
      for (const lotId of await catalogue.openLots(clock.now())) rounds.admitSoon(lotId);
    },
    async close(): Promise<void> {
      await stopFilling();
      rounds.stop();
      forgetting?.cancel();
      await sequencer.close();
    },
  };
}

/** One frame per entry, serialised once for every watcher. `text` already is the canonical JSON of the entry. */
const framesOf = ({ lotId, entries }: Commit<unknown, LoggedEvent>): LogFrame[] =>
  entries.map(({ entry, prev, hash }) => {
    const { seq, type, body } = entry;
    const at = fromInstant(entry.at);
    return { seq, text: JSON.stringify({ t: 'event', lotId, seq, at, type, body, prev, hash }) };
  });
