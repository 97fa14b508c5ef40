import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { evolve } from '@reassign/shared/auctions/evolve.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/api.ts';
import type { Db } from '../../platform/db.ts';
import type { LotSequencer } from '../service.ts';
import { type CatalogueRow, upsertLots } from '../repo.ts';
import { rowOf } from './summary.ts';

export interface CatalogueSources {
  readonly sequencer: LotSequencer;
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
}

/** The catalogue's row of a lot as committed by now; `entries` were just read from its log. */
async function currentRow(
  { sequencer, notice }: CatalogueSources,
  lotId: LotId,
  entries: readonly LotEntry[],
): Promise<CatalogueRow | null> {
  const view = await sequencer.view(lotId);
  const published = view && (await notice(lotId));
  if (!published) return null;
  // A follower may read an append before its writer has heard that it stands: the rest is in what it read.
  const state = entries
    .filter(({ seq }) => seq > view.seq)
    .reduce<LotState>((before, entry) => evolve(before, entry), view.state);
  return state.phase === 'unborn' ? null : rowOf(state, published);
}

export async function refreshLot(sources: CatalogueSources, db: Db, lotId: LotId): Promise<void> {
  const row = await currentRow(sources, lotId, []);
  if (row) await upsertLots(db, [row]);
}

/** Keeps the catalogue up with the logs: each lot of a batch once. */
export const followLots =
  (sources: CatalogueSources) =>
  async (tx: Db, entries: readonly LotEntry[]): Promise<void> => {
    const rows: CatalogueRow[] = [];
    for (const [lotId, added] of Map.groupBy(entries, ({ lot }) => lot)) {
      const row = await currentRow(sources, lotId, added);
      if (row) rows.push(row);
    }
    await upsertLots(tx, rows);
  };
