import type { BidderNumber } from '@reassign/shared/kernel/ids.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { reserveCommitment } from '@reassign/shared/listings/reserve.ts';
import { lotId, notice, salt, sold, yuan } from './lot.ts';

/* A lot with a hidden reserve of 110,000.00, and the events about it. */

const reserve = { amount: yuan(110_000), salt };

export const reservedNotice = (terms: Parameters<typeof notice>[0] = {}) => ({
  ...notice({ reserve: reserveCommitment(lotId, reserve), ...terms }),
  sealed: { reserve },
});

export const reserveMet = { type: 'ReserveMet', body: {} } as const;
export const reserveNotMet = { type: 'LotUnsold', body: { reason: 'reserve-not-met' } } as const;
export const reserveOpened = { type: 'ReserveOpened', body: reserve } as const;

export const soldOver = (bidderNumber: BidderNumber, hammer: Money) =>
  ({ type: 'LotSold', body: { ...sold(bidderNumber, hammer).body, reserve } }) as const;
