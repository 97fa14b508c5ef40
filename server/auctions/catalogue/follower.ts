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

/** Brings the catalogue's row of a lot up to what is committed by now. */
export const refreshLot =
  ({ sequencer, notice }: CatalogueSources) =>
  async (db: Db, lotId: LotId): Promise<void> => {
    const view = await sequencer.view(lotId);
    const published = await notice(lotId);
    if (view && view.state.phase !== 'unborn' && published) await upsertLot(db, rowOf(view.state, published));
  };

/** Keeps the catalogue up with the logs: each lot of a batch once. */
export const followLots =
  (sources: CatalogueSources) =>
  async (tx: Db, events: readonly { readonly lot: LotId }[]): Promise<void> => {
    const refresh = refreshLot(sources);
    for (const lotId of new Set(events.map((event) => event.lot))) await refresh(tx, lotId);
  };
