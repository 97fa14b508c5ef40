import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../platform/db.ts';
import type { Notices } from './notices.ts';

/** After these the rights of a lot may be free. */
export const endsOfLots: readonly LotEvent['type'][] = [
  'LotUnsold',
  'LadderStopped',
  'LotWithdrawn',
  'LotSettledBeforeSale',
  'LotAnnulled',
  'RunnerUpDeclined',
  'RunnerUpLapsed',
];

/** The rights of a lot that is over without a buyer may be listed again; `isFree`: no later round waits for them. */
export const followUnsold =
  ({ freeRights }: Notices, isFree: (lotId: LotId) => Promise<boolean>) =>
  async (tx: Db, events: readonly (LotEvent & { readonly lot: LotId })[]): Promise<void> => {
    for (const { type, lot } of events)
      if (endsOfLots.includes(type) && (await isFree(lot))) await freeRights(tx, lot);
  };
