import { describe, expect, it } from 'vitest';
import { runMoney } from './run-money.ts';

const SEEDS = 300;
const only = process.env['TEST_SEED'];
const seeds = only === undefined ? Array.from({ length: SEEDS }, (_, index) => index + 1) : [Number(only)];

describe('The money of a sale among crashes, lost answers, duplicates and reorderings', () => {
  it(`is even after every transaction and all given out at the end, over ${seeds.length} seeds`, async () => {
    const sum = { entered: 0, lost: 0 };
    for (const seed of seeds) {
      const { broken, entered, lost } = await runMoney(seed);
      expect(broken, `TEST_SEED=${seed}`).toEqual([]);
      sum.entered += entered;
      sum.lost += lost;
    }
    // The runs must have been worth something: servers that died.
    if (only !== undefined) return;
    expect(sum.entered).toBeGreaterThan(10 * SEEDS);
    expect(sum.lost).toBeGreaterThan(SEEDS);
  }, 120_000);
});
