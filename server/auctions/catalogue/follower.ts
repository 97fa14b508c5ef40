import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import type { LotState } from '@reassign/shared/auctions/types.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { NoticeView } from '@reassign/shared/listings/notice-api.ts';
import type { Db } from '../../platform/db.ts';
import type { LotSequencer } from '../held-lot.ts';
import { upsertLots } from '../repo.ts';
import { type BankCreditCode, type Indexed, indexLots } from './indexing.ts';
import { rowOf } from './summary.ts';

export interface CatalogueSources {
  readonly sequencer: LotSequencer;
  readonly fold: (lot: LotState, entry: LotEntry) => LotState;
  readonly notice: (lotId: LotId) => Promise<NoticeView | null>;
  readonly bankCreditCode: BankCreditCode;
}

/** The catalogue's row of a lot as committed by now; `entries` were just read from its log. */
async function currentRow(
  { sequencer, fold, notice }: CatalogueSources,
  lotId: LotId,
  entries: readonly LotEntry[],
): Promise<Indexed | null> {
  const view = await sequencer.view(lotId);
  const published = view && (await notice(lotId));
  if (!published) return null;
  // A follower may read an append before its writer has heard that it stands: the rest is in what it read.
  const state = entries
    .filter(({ seq }) => seq > view.seq)
    .reduce<LotState>((before, entry) => fold(before, entry), view.state.lot);
  if (state.phase === 'unborn') return null;
  return { row: rowOf(state, published), notice: published };
}

async function writeLots(
  { bankCreditCode }: CatalogueSources,
  tx: Db,
  lots: readonly Indexed[],
): Promise<void> {
  await upsertLots(
    tx,
    lots.map(({ row }) => row),
  );
  await indexLots(tx, lots, bankCreditCode);
}

export async function refreshLot(sources: CatalogueSources, db: Db, lotId: LotId): Promise<void> {
  const lot = await currentRow(sources, lotId, []);
  if (lot) await db.transaction((tx) => writeLots(sources, tx, [lot]));
}

/** Keeps the catalogue up with the logs: each lot of a batch once. */
export const followLots =
  (sources: CatalogueSources) =>
  async (tx: Db, entries: readonly LotEntry[]): Promise<void> => {
    const lots: Indexed[] = [];
    for (const [lotId, added] of Map.groupBy(entries, ({ lot }) => lot)) {
      const lot = await currentRow(sources, lotId, added);
      if (lot) lots.push(lot);
    }
    await writeLots(sources, tx, lots);
  };
