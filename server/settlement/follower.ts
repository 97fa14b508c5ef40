import type { LotEvent } from '@reassign/shared/auctions/events.ts';
import type { Db } from '../platform/db.ts';
import type { LogPlace, Settlement } from './service.ts';

/** What a settlement follows of the lots' logs. */
export const salesEvents = [
  'LotSold',
  'RunnerUpAccepted',
  'SaleConfirmed',
  'LotAnnulled',
] as const satisfies readonly LotEvent['type'][];

/** Every sale is entered, confirmed and undone once, each in the transaction that moves the cursor. */
export const followSales =
  (settlement: Settlement) =>
  async (tx: Db, events: readonly (LotEvent & LogPlace)[]): Promise<void> => {
    // All of them first: whoever holds the counter of bills waits for no other sale.
    for (const lot of [...new Set(events.map((event) => event.lot))].sort()) await settlement.lock(tx, lot);
    for (const event of events) {
      if (event.type === 'LotSold' || event.type === 'RunnerUpAccepted')
        await settlement.enterSale(tx, event);
      else if (event.type === 'SaleConfirmed') await settlement.moveSale(tx, event, 'confirmed', event.body);
      else if (event.type === 'LotAnnulled') await settlement.moveSale(tx, event, 'void', event.body);
    }
  };
