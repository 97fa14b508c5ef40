import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Db } from '../platform/db.ts';
import type { RoundEnd } from './ends.ts';
import type { Deposits } from './service.ts';

/** After these nobody bids any more in a round; but the ladder may be stopped while one runs. */
export const endsOfRounds = [
  'LotSold',
  'LotUnsold',
  'LotWithdrawn',
  'LotSettledBeforeSale',
  'LadderStopped',
  'LotAnnulled',
] as const satisfies readonly LotEvent['type'][];

/**
 * At the end of a round every held deposit ends once: applied for the winner, released for the others; a sale that is
 * annulled gives the winner's back too.
 */
export const followHammer =
  (deposits: Deposits, { isFree, roundEnd }: RoundsOfLots) =>
  async (tx: Db, events: readonly (LotEvent & EntryPlace)[]): Promise<void> => {
    for (const event of events) {
      if (!(endsOfRounds as readonly string[]).includes(event.type)) continue;
      if (event.type === 'LadderStopped' && !(await isFree(event.lot))) continue;
      const end = await roundEnd(event);
      if (event.type === 'LotAnnulled') await deposits.undoSale(tx, event.lot, end);
      else
        await deposits.endLot(tx, event.lot, event.type === 'LotSold' ? event.body.bidderNumber : null, end);
    }
  };

/** What the log says of the rounds of a lot: its module stands to the right. */
export interface RoundsOfLots {
  /** Whether a lot is over without a buyer, and no round is left. */
  readonly isFree: (lotId: LotId) => Promise<boolean>;
  /** How the round ended in which an entry stands. */
  readonly roundEnd: (entry: EntryPlace) => Promise<RoundEnd>;
}

/** Where an entry stands. */
export interface EntryPlace {
  readonly lot: LotId;
  readonly seq: number;
  readonly at: Instant;
}
