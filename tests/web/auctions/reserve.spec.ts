import { describe, expect, it } from 'vitest';
import { reserveWord } from '../../../web/auctions/reserve.ts';
import { lotView } from '../../support/lot-views.ts';

const cny = (amount: number) => ({ amount, currency: 'CNY' });
const reserve = { commitment: 'a'.repeat(64), reached: null, opened: null };
const open = { phase: 'open', reserve } as const;

describe('what is said of a reserve', () => {
  it('that there is one, before the opening', () => {
    expect(reserveWord(lotView({ reserve }))).toBe('set');
  });
  it('whether it is met, on both sides of the price that met it', () => {
    const reached = { ...reserve, reached: cny(900_000_00) };
    expect(reserveWord(lotView(open))).toBe('unmet');
    expect(reserveWord(lotView({ ...open, price: cny(899_999_99), reserve: reached }))).toBe('unmet');
    expect(reserveWord(lotView({ ...open, price: cny(900_000_00), reserve: reached }))).toBe('met');
  });
  it('how high it was, once it is opened', () => {
    const opened = { ...reserve, opened: cny(900_000_00) };
    expect(reserveWord(lotView({ phase: 'sold', reserve: opened }))).toBe('opened');
  });
  it('that an auction has none', () => {
    expect(reserveWord(lotView({ route: 'auction' }))).toBe('none');
    expect(reserveWord(lotView())).toBeNull();
  });
  it('nothing in a round at a published price', () => {
    const offer = { format: 'selloff', increments: [{ from: cny(0), step: cny(1_000_00) }] } as const;
    expect(
      reserveWord(lotView({ ...open, offer: { ...offer, increments: [...offer.increments] } })),
    ).toBeNull();
  });
});
