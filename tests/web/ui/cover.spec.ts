import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf } from '../../../web/ui/cover.ts';

describe('a generated cover', () => {
  it('is the same for the same number, on every machine', () => {
    const { turns, petals, ...rest } = coverOf('JY-2026-0001');
    expect(rest).toEqual({ slimness: 0.85, ground: 1 });
    expect(petals).toEqual([0, 25.714, 51.429, 77.143, 102.857, 128.571, 154.286]);
    expect(turns).toHaveLength(6);
  });

  it('differs among the numbers of one sale', () => {
    const numbers = Array.from({ length: 40 }, (_, index) => `JY-2026-${String(index).padStart(4, '0')}`);
    const drawn = numbers.map((number) => JSON.stringify(coverOf(number)));
    expect(new Set(drawn).size).toBeGreaterThan(35);
    expect(new Set(numbers.map((number) => coverOf(number).ground))).toEqual(new Set([0, 1, 2]));
  });

  it('stays within its frame and few lines, whatever the number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (seed) => {
        const { turns, petals, slimness } = coverOf(seed);
        expect(turns.length).toBeGreaterThanOrEqual(5);
        expect(petals.length).toBeLessThanOrEqual(10);
        expect(turns.every(({ scale }) => scale > 0.2 && scale <= 1)).toBe(true);
        expect(new Set(turns.map(({ degrees }) => degrees)).size).toBe(turns.length);
        expect(slimness).toBeGreaterThan(0.5);
        expect(slimness).toBeLessThan(0.9);
      }),
    );
  });
});
