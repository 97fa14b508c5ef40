import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../platform/db.ts';
import type { Deposits } from './service.ts';

/** At the end of a lot every held deposit ends once: applied for the winner, released for the others. */
export const followHammer =
  (deposits: Deposits) =>
  async (
    tx: Db,
    events: readonly (LotEvent & { readonly lot: LotId; readonly at: Instant })[],
  ): Promise<void> => {
    for (const event of events) {
      if (event.type === 'LotSold') await deposits.endLot(tx, event.lot, event.body.bidderNumber, event.at);
      if (event.type === 'LotUnsold') await deposits.endLot(tx, event.lot, null, event.at);
    }
  };
