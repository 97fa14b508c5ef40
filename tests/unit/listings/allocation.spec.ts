import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sharesOfPrice } from '@reassign/shared/listings/allocation.ts';
import { yuan } from '../../support/lot.ts';

const fen = (amount: number) => ({ ...yuan(0), amount });

it('splits the price of a portfolio by appraised value', () => {
  expect(sharesOfPrice(yuan(900), [yuan(200), yuan(100)])).toEqual([yuan(600), yuan(300)]);
});
it('gives what is left over by largest remainder, on a tie to the first listed', () => {
  expect(sharesOfPrice(fen(100), [fen(1), fen(1), fen(1)])).toEqual([fen(34), fen(33), fen(33)]);
  expect(sharesOfPrice(fen(10), [fen(1), fen(3), fen(3)])).toEqual([fen(2), fen(4), fen(4)]);
});
it('splits evenly where nothing was appraised', () => {
  expect(sharesOfPrice(fen(5), [fen(0), fen(0)])).toEqual([fen(3), fen(2)]);
});
it('adds up to the price, whatever the values', () => {
  fc.assert(
    fc.property(
      fc.nat(1_000_000_000),
      fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 20 }),
      (price, values) => {
        const parts = sharesOfPrice(fen(price), values.map(fen));
        expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(price);
      },
    ),
  );
});
