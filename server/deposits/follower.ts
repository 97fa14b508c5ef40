import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../platform/db.ts';
import type { Deposits } from './service.ts';

/** After these nobody bids any more in a round; but the ladder may be stopped while one runs. */
export const endsOfRounds = [
  'LotSold',
  'LotUnsold',
  'LotWithdrawn',
  'LotSettledBeforeSale',
  'LadderStopped',
] as const satisfies readonly LotEvent['type'][];

/** At the end of a round every held deposit ends once: applied for the winner, released for the others. */
export const followHammer =
  (deposits: Deposits, isFree: (lotId: LotId) => Promise<boolean>) =>
  async (
    tx: Db,
    events: readonly (LotEvent & { readonly lot: LotId; readonly at: Instant })[],
  ): Promise<void> => {
    for (const event of events) {
      if (event.type === 'LotSold') await deposits.endLot(tx, event.lot, event.body.bidderNumber, event.at);
      else if (event.type === 'LadderStopped' && !(await isFree(event.lot))) continue;
      else if ((endsOfRounds as readonly string[]).includes(event.type))
        await deposits.endLot(tx, event.lot, null, event.at);
    }
  };
