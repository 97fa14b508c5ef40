import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { Db } from '../platform/db.ts';
import type { Hammer, Settlement } from './service.ts';

/** Every sale is confirmed once, in the transaction that moves the cursor. */
export const followSales =
  (settlement: Settlement) =>
  async (
    tx: Db,
    events: readonly (LotEvent & Pick<Hammer, 'lot' | 'at' | 'seq' | 'hash'>)[],
  ): Promise<void> => {
    for (const event of events) if (event.type === 'LotSold') await settlement.confirmSale(tx, event);
  };
