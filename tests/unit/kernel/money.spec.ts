import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNY, currency, isCurrency } from '@reassign/shared/kernel/currency.ts';
import {
  add,
  allocate,
  isLess,
  isSame,
  MAX_AMOUNT_MINOR,
  money,
  percent,
  type Rounding,
  subtract,
  times,
  toDecimal,
} from '@reassign/shared/kernel/money.ts';

const fen = (amount: number) => money(amount, CNY);
const USD = currency('USD');

describe('money', () => {
  it('is whole minor units, signed', () => {
    expect(fen(-1)).toEqual({ amount: -1, currency: 'CNY' });
  });
  it.each([0.5, Number.NaN, Infinity, Number.MAX_SAFE_INTEGER + 1])('is never %s', (amount) => {
    expect(() => fen(amount)).toThrow();
  });
  it('adds, subtracts, compares and multiplies within one currency', () => {
    expect(add(fen(1), fen(2))).toEqual(fen(3));
    expect(subtract(fen(1), fen(2))).toEqual(fen(-1));
    expect(times(fen(7), 10)).toEqual(fen(70));
    expect([isLess(fen(1), fen(2)), isLess(fen(2), fen(2)), isLess(fen(3), fen(2))]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isSame(fen(1), fen(1)), isSame(fen(1), fen(2)), isSame(fen(1), money(1, USD))]).toEqual([
      true,
      false,
      false,
    ]);
  });
  it.each([add, subtract, isLess])('never mixes two currencies', (operation) => {
    expect(() => operation(fen(1), money(1, USD))).toThrow();
  });
  it('knows the currencies it knows, and no other', () => {
    expect(isCurrency('CNY')).toBe(true);
    for (const code of ['cny', 'ZZZ', '', 'toString', '__proto__']) expect(isCurrency(code)).toBe(false);
    expect(() => currency('ZZZ')).toThrow();
  });
});

describe('percent, in basis points', () => {
  it.each<[number, number, Rounding, number]>([
    [99_999_999, 7_000, 'up', 70_000_000],
    [99_999_999, 7_000, 'down', 69_999_999],
    [100_000_000, 7_000, 'up', 70_000_000],
    [33_333_333, 500, 'up', 1_666_667],
    [33_333_333, 500, 'down', 1_666_666],
    [33_333_333, 2_000, 'up', 6_666_667],
    [33_333_333, 2_000, 'down', 6_666_666],
    [1, 5_000, 'half-up', 1],
    [1, 4_999, 'half-up', 0],
    [1, 5_000, 'half-even', 0],
    [3, 5_000, 'half-even', 2],
    [1, 5_001, 'half-even', 1],
    [-1, 5_000, 'up', 0],
    [-1, 5_000, 'down', -1],
    [-1, 5_000, 'half-up', -1],
    [-1, 5_000, 'half-even', 0],
    [-3, 5_000, 'half-even', -2],
    [MAX_AMOUNT_MINOR, 9_999, 'down', 9_999_000_000_000],
    [0, 7_000, 'up', 0],
  ])('%i at %i bps, rounded %s, is %i', (amount, rate, rounding, expected) => {
    expect(percent(fen(amount), rate, rounding)).toEqual(fen(expected));
  });
  it('never takes a fraction of a basis point', () => {
    expect(() => percent(fen(1), 0.5, 'up')).toThrow();
  });
  it('lies between down and up, which differ by at most one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR }),
        fc.nat(10_000),
        (amount, rate) => {
          const of = (rounding: Rounding): number => percent(fen(amount), rate, rounding).amount;
          expect(of('up') - of('down')).toBe((BigInt(amount) * BigInt(rate)) % 10_000n === 0n ? 0 : 1);
          for (const rounding of ['half-up', 'half-even'] as const) {
            expect([of('down'), of('up')]).toContain(of(rounding));
          }
        },
      ),
    );
  });
});

describe('allocate, by the largest remainder', () => {
  it.each<[number, number[], number[]]>([
    [100, [1, 1, 1], [34, 33, 33]],
    [101, [1, 1, 1], [34, 34, 33]],
    [100, [2, 3, 5], [20, 30, 50]],
    [1, [1, 1], [1, 0]],
    [1, [1, 2], [0, 1]],
    [10, [0, 1], [0, 10]],
    [0, [1, 2], [0, 0]],
    [-100, [1, 1, 1], [-34, -33, -33]],
    [-1, [1, 2], [0, -1]],
    [MAX_AMOUNT_MINOR, [1, MAX_AMOUNT_MINOR - 1], [1, MAX_AMOUNT_MINOR - 1]],
  ])('%i by %j is %j', (total, weights, parts) => {
    expect(allocate(fen(total), weights).map(({ amount }) => amount)).toEqual(parts);
  });
  it('adds up, and gives nobody more than one unit away from its exact share', () => {
    const amount = fc.integer({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR });
    const weights = fc
      .array(fc.nat(1_000_000), { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((w) => w > 0));
    fc.assert(
      fc.property(amount, weights, (total, list) => {
        const parts = allocate(fen(total), list);
        expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
        const all = list.reduce((sum, weight) => sum + weight, 0);
        parts.forEach(({ amount }, index) => {
          const exact = BigInt(total) * BigInt(list[index] ?? 0);
          const given = BigInt(amount) * BigInt(all);
          expect(given - exact < BigInt(all) && exact - given < BigInt(all)).toBe(true);
        });
      }),
    );
  });
  it.each([[[]], [[0, 0]], [[-1, 2]], [[0.5]]])('refuses the weights %j', (weights) => {
    expect(() => allocate(fen(1), weights)).toThrow();
  });
});

describe('toDecimal', () => {
  it.each([
    [125_000_000, 'CNY', '1250000.00'],
    [5, 'CNY', '0.05'],
    [-5, 'CNY', '-0.05'],
    [0, 'CNY', '0.00'],
    [5, 'JPY', '5'],
    [-5, 'JPY', '-5'],
    [5, 'KWD', '0.005'],
    [1_234, 'KWD', '1.234'],
  ])('%i %s is %s', (amount, code, text) => {
    expect(toDecimal(money(amount, currency(code)))).toBe(text);
  });
});
