import { describe, expect, it } from 'vitest';
import { heightOfLast, pathOf } from '../../web/auctions/price-sketch.ts';

const path = (steps: readonly (readonly [at: number, amount: number])[], until: number): string =>
  pathOf(
    steps.map(([at, amount]) => ({ at, amount })),
    until,
    100,
    10,
  );

describe('the price path as it arrives with the page', () => {
  it('is nothing before the first bid', () => {
    expect(path([], 5)).toBe('');
  });

  it('stands until the next bid, and the last one until now', () => {
    expect(
      path(
        [
          [0, 100],
          [5, 150],
        ],
        10,
      ),
    ).toBe('M0 10.0H0.0V10.0H50.0V0.0H100');
  });

  it('is a line at the top for one price', () => {
    expect(path([[0, 100]], 10)).toBe('M0 0.0H0.0V0.0H100');
  });

  it('stays in its box where the reader’s time is behind the last bid', () => {
    expect(
      path(
        [
          [0, 100],
          [50, 150],
        ],
        10,
      ),
    ).toBe('M0 10.0H0.0V10.0H100.0V0.0H100');
  });

  it('falls to the bottom, where its marker stands, and may rise again', () => {
    const fall = [
      [0, 150],
      [5, 100],
    ] as const;
    expect(path(fall, 10)).toBe('M0 0.0H0.0V0.0H50.0V10.0H100');
    expect(path([...fall, [10, 125]], 20)).toBe('M0 0.0H0.0V0.0H25.0V10.0H50.0V5.0H100');
    const height = (...amounts: number[]): number => heightOfLast(amounts.map((amount) => ({ amount })));
    expect([height(100), height(100, 150), height(150, 100), height(150, 100, 125)]).toEqual([1, 1, 0, 0.5]);
  });
});
