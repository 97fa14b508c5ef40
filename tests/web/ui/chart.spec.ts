import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linePath, roundMarks, sharesOf } from '../../../web/ui/chart.ts';

describe('the marks of an axis', () => {
  it.each([
    [0, [0]],
    [-3, [0]],
    [Number.NaN, [0]],
    [4, [0, 1, 2, 3, 4]],
    [4.1, [0, 2, 4, 6]],
    [10_400_000, [0, 5_000_000, 10_000_000, 15_000_000]],
    [0.3, [0, 0.1, 0.2, 0.3]],
    [1, [0, 0.5, 1]],
  ])('up to %s', (max, marks) => {
    expect(roundMarks(max)).toEqual(marks);
  });

  it('hold the largest value and are never more than five', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e13, noNaN: true }), (max) => {
        const marks = roundMarks(max);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-6));
        expect(marks.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('a line', () => {
  it('runs from left to right with nought at the bottom', () => {
    expect(linePath([0, 5, 10], 10)).toBe('M0 200L500 100L1000 0');
  });

  it('is broken where a value is missing', () => {
    expect(linePath([0, null, 10, 10], 10)).toBe('M0 200M666.7 0L1000 0');
  });

  it('of one value is a point, of none nothing', () => {
    expect(linePath([5], 10)).toBe('M0 100');
    expect(linePath([], 10)).toBe('');
  });
});

describe('shares', () => {
  it.each([
    [
      [1, 1, 1],
      [3334, 3333, 3333],
    ],
    [
      [812_000, 96_000, 24_000, 318_000],
      [6496, 768, 192, 2544],
    ],
    [
      [0, 0],
      [0, 0],
    ],
    [[], []],
  ])('of %j', (values, shares) => {
    expect(sharesOf(values)).toEqual(shares);
  });

  it('always add up to the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1e13 }), { minLength: 1, maxLength: 8 }), (values) => {
        expect(sharesOf(values).reduce((sum, share) => sum + share, 0)).toBe(10_000);
      }),
    );
  });
});
