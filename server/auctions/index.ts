import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import { lotRules } from '@reassign/shared/auctions/decide.ts';
import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { NoticeView } from '@reassign/shared/listings/api.ts';
import type { Deposits } from '../deposits/index.ts';
import type { Clock, Scheduled } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import type { LogStore } from '../platform/log-store.ts';
import type { Pacing } from '../platform/pacing.ts';
import type { CheckpointSigner, Commit, Lease } from '../platform/sequencer/index.ts';
import { createSequencer } from '../platform/sequencer/index.ts';
import { createCatalogue } from './catalogue/service.ts';
import { followLots, refreshLot } from './catalogue/follower.ts';
import { createFreshness } from './freshness.ts';
import { createFeed, type LogFrame } from './live/feed.ts';
import { createLogReader } from './log-reader.ts';
import { createLotReader } from './lot-reader.ts';
import { createRounds } from './rounds.ts';
import { createAuctions, type LotSequencer } from './service.ts';

export { auctionRoutes } from './routes.ts';
export { liveRoutes } from './live/routes.ts';

export interface AuctionsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly pacing: Pacing;
  readonly store: LogStore;
  readonly signer: CheckpointSigner;
  readonly lease: Lease;
  readonly bell: { ring(): void };
  readonly deposits: Deposits;
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
  readonly report: (error: unknown, lotId?: LotId) => void;
}

/** The parts of the auctions module, wired: one sequencer, what feeds it, and what reads it. */
export function createAuctionsModule(deps: AuctionsDeps) {
  const { db, clock, pacing, store, signer, deposits, notice, report } = deps;
  const catalogue = createCatalogue(db);
  const sequencer: LotSequencer = createSequencer({
    ...deps,
    rules: lotRules,
    dueLots: catalogue.dueLots,
    wake: (lotId, state) => {
      rounds.wakeSoon(lotId, state);
    },
  });
  const rounds = createRounds({ sequencer, deposits, clock, report });
  const reader = createLotReader(sequencer, notice);
  const feed = createFeed({ pacing, snapshot: reader.snapshot, report });
  const logs = createLogReader({ sequencer, store, key: signer.key.text });

  const freshness = createFreshness(sequencer);
  let forgetting: Scheduled | null = null;

  sequencer.onCommitted((commit) => {
    freshness.committed(commit.lotId, commit.seq);
    if (feed.isWatched(commit.lotId)) feed.publish(commit.lotId, framesOf(commit));
  });
  deposits.onStandingChanged((lotId) => {
    rounds.admitSoon(lotId);
  });

  return {
    auctions: createAuctions(sequencer, deposits),
    catalogue,
    sequencer,
    reader,
    logs,
    feed,
    freshness,
    /** For the runner of followers. */
    follow: followLots({ sequencer, notice: reader.notice }),
    async refreshCatalogue(lotId: LotId): Promise<void> {
      await refreshLot({ sequencer, notice: reader.notice }, db, lotId);
      freshness.catalogueChanged();
    },
    /** Submits what the lot's time asks for: opening or close. */
    async wake(lotId: LotId): Promise<void> {
      const view = await sequencer.view(lotId);
      if (view) await rounds.wake(lotId, view.state);
    },
    /** Resolves when every opening, close and admission that was begun has ended. */
    settled: (): Promise<void> => rounds.settled(),
    /** Opens and closes on time from here on; deposits confirmed before a restart are let in at the next minute. */
    async start(): Promise<void> {
      sequencer.start(pacing);
      forgetting = pacing.every(MINUTE, freshness.forgetOld);
      for (const lotId of await catalogue.openLots(clock.now())) rounds.admitSoon(lotId);
    },
    async close(): Promise<void> {
      rounds.stop();
      forgetting?.cancel();
      await sequencer.close();
    },
  };
}

/** One frame per entry, serialised once for every watcher. `text` already is the canonical JSON of the entry. */
const framesOf = ({ lotId, entries }: Commit<unknown, LotEvent>): LogFrame[] =>
  entries.map(({ entry, prev, hash }) => {
    const { seq, type, body } = entry;
    const at = fromInstant(entry.at);
    return { seq, text: JSON.stringify({ t: 'event', lotId, seq, at, type, body, prev, hash }) };
  });
