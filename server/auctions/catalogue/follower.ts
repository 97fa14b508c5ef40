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

/** Keeps the catalogue up with the logs: each lot of a batch once, at the state committed by now. */
export const followLots =
  ({ sequencer, notice }: CatalogueSources) =>
  async (tx: Db, events: readonly { readonly lot: LotId }[]): Promise<void> => {
    for (const lotId of new Set(events.map((event) => event.lot))) {
      const view = await sequencer.view(lotId);
      const published = await notice(lotId);
      if (view && view.state.phase !== 'unborn' && published)
        await upsertLot(tx, rowOf(view.state, published));
    }
  };
