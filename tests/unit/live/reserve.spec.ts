import { describe, expect, it } from 'vitest';
import { applyEvent, historyOf } from '@reassign/shared/live/follow.ts';
import { bidEntry, entry, lotView } from '../../support/lot-views.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const opening = { amount: cny(900_000_00), salt: '5a'.repeat(32) };
const sealed = { commitment: 'a'.repeat(64), reached: null, opened: null };
const reserved = lotView({ phase: 'open', seq: 2, reserve: sealed });
const met = [bidEntry(3, '204417', 950_000), entry(4, 'ReserveMet', {})] as const;

describe('a room that follows a lot with a hidden reserve', () => {
  it('knows the price that met it', () => {
    const lot = met.reduce(applyEvent, reserved);
    expect(lot.reserve).toEqual({ ...sealed, reached: cny(950_000_00) });
  });
  it('learns it with the sale', () => {
    const body = { bidderNumber: '204417', hammer: cny(950_000_00), reserve: opening };
    const lot = applyEvent(met.reduce(applyEvent, reserved), entry(5, 'LotSold', body));
    expect(lot.reserve?.opened).toEqual(opening.amount);
  });
  it('learns it after the last round', () => {
    const unsold = applyEvent(reserved, entry(3, 'LotUnsold', { reason: 'reserve-not-met' }));
    expect(unsold.reserve).toEqual(sealed);
    expect(applyEvent(unsold, entry(4, 'ReserveOpened', opening)).reserve?.opened).toEqual(opening.amount);
  });
  it('marks the bid that met it in the history', () => {
    const lines = historyOf([bidEntry(2, '582013', 820_000), ...met]);
    expect(lines.map(({ isReserveMet }) => isReserveMet ?? false)).toEqual([true, false]);
  });
  it('of a lot without one knows nothing', () => {
    expect(met.reduce(applyEvent, lotView({ phase: 'open', seq: 2 })).reserve).toBeNull();
  });
});
