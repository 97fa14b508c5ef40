import { describe, expect, it } from 'vitest';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import { byNeed, type DeskLot, type Need, needOf, needs } from '../../../web/deposits/desk-order.ts';

const at = (hour: number): string => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000Z`;
const deposit = (status: RegistrationView['deposit']['status']): RegistrationView['deposit'] => ({
  reference: 'BZJ0',
  amount: { amount: 1, currency: 'CNY' },
  status,
  isEarmarked: false,
  reducedFrom: null,
  refund: null,
  account: { holder: '', bank: '', number: '' },
  online: { obstacle: null, limit: { amount: 99_999_999, currency: 'CNY' }, isSimulated: true },
  payment: null,
});
const held = { bidderNumber: '204417', deposit: deposit('held') };
const open = { phase: 'open', opensAt: at(1), closesAt: at(10) } as const;
const notice = { ...open, phase: 'notice' } as const;

const free: DeskLot = { lot: open, registration: held, standing: 'neither', isOpening: false };
const lots: Record<Need, DeskLot> = {
  outbid: { ...free, standing: 'outbid' },
  free,
  deposit: { ...free, registration: { bidderNumber: null, deposit: deposit('requested') } },
  leading: { ...free, standing: 'leading' },
  waiting: { ...free, lot: notice },
  opening: { ...free, isOpening: true },
  closed: { ...free, lot: { ...open, phase: 'closed' }, standing: 'outbid' },
};

describe('what a lot asks of its broker', () => {
  it.each(Object.entries(lots))('%s', (need, lot) => {
    expect(needOf(lot)).toBe(need);
  });

  it('is to wait where the deposit is held and the number not given yet', () => {
    const registration = { bidderNumber: null, deposit: deposit('held') };
    expect(needOf({ ...free, registration })).toBe('waiting');
  });
});

describe('the order of the desk', () => {
  it('is by what needs me first', () => {
    expect(byNeed(Object.values(lots).reverse()).map(needOf)).toEqual(needs);
  });

  it('puts the deposit for an announced lot after what is open', () => {
    const announced: DeskLot = { ...lots.deposit, lot: notice };
    expect(byNeed([lots.waiting, announced, lots.leading, lots.deposit])).toEqual([
      lots.deposit,
      lots.leading,
      announced,
      lots.waiting,
    ]);
  });

  it('is by the end among lots that need the same, before the opening by that', () => {
    const ends = (hour: number) => ({ ...lots.outbid, lot: { ...open, closesAt: at(hour) } });
    expect(byNeed([ends(12), ends(9)])).toEqual([ends(9), ends(12)]);
    const opens = (hour: number) => ({ ...lots.waiting, lot: { ...notice, opensAt: at(hour) } });
    expect(byNeed([opens(12), opens(9)])).toEqual([opens(9), opens(12)]);
  });
});
