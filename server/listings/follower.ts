import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Db } from '../platform/db.ts';
import type { Notices } from './notices.ts';

/** The rights of a lot that nobody bought may be listed again. */
export const followUnsold =
  ({ freeRights }: Notices) =>
  async (tx: Db, events: readonly (LotEvent & { readonly lot: LotId })[]): Promise<void> => {
    for (const { type, lot } of events) if (type === 'LotUnsold') await freeRights(tx, lot);
  };
