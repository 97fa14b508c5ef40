import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/api.ts';
import type { Db } from '../../platform/db.ts';
import type { LotSequencer } from '../service.ts';
import { upsertLot } from '../repo.ts';
import { rowOf } from './summary.ts';

export interface CatalogueSources {
  readonly sequencer: LotSequencer;
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
}

/** Brings the catalogue's row of a lot up to what is committed by now; `entries` were just read from its log. */
export const refreshLot =
  ({ sequencer, notice }: CatalogueSources) =>
  async (db: Db, lotId: LotId, entries: readonly LotEntry[] = []): Promise<void> => {
    const view = await sequencer.view(lotId);
    const published = view && (await notice(lotId));
    if (!published) return;
    // A follower may read an append before its writer has heard that it stands: the rest is in what it read.
    const state = entries
      .filter(({ seq }) => seq > view.seq)
      .reduce<LotState>((before, entry) => evolve(before, entry), view.state);
    if (state.phase !== 'unborn') await upsertLot(db, rowOf(state, published));
  };

/** Keeps the catalogue up with the logs: each lot of a batch once. */
export const followLots =
  (sources: CatalogueSources) =>
  async (tx: Db, entries: readonly LotEntry[]): Promise<void> => {
    const refresh = refreshLot(sources);
    for (const [lotId, added] of Map.groupBy(entries, ({ lot }) => lot)) await refresh(tx, lotId, added);
  };
