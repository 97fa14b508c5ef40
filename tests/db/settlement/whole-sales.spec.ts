import { describe, expect, it } from 'vitest';
import { runWholeSales } from '../../support/simulation/whole-sales.ts';

/*
 * After every step of whole sales the books are even, each deposit has ended at most once, nothing went out early, alone or
 * twice, and every fen that came is where the state of its sale has it, or was paid out.
 */

const SEEDS = [1, 2, 3];
const only = process.env['TEST_SEED'];
const seeds = only === undefined ? SEEDS : [Number(only)];

describe('Whole sales among crashes, duplicates and reorderings', () => {
  it(`keep every fen, over ${String(seeds.length)} seeds`, async () => {
    const happened = new Set<string>();
    let crashes = 0;
    for (const seed of seeds) {
      const run = await runWholeSales(seed);
      expect(run.broken, `TEST_SEED=${String(seed)}`).toEqual([]);
      for (const what of run.happened) happened.add(what);
      crashes += run.crashes;
    }
    // The runs must have been worth something.
    if (only !== undefined) return;
    expect([...happened]).toEqual(
      expect.arrayContaining([
        ...['buyer-defaulted', 'paid', 'void', 'sold to the runner-up', 'kept of a default, settled'],
        ...['refund collected', 'refund paid', 'refund failed', 'refund cancelled'],
        ...[
          'court deposit paid',
          'court balance paid',
          'stated waterfall',
          'stated default',
          'stated resale',
        ],
      ]),
    );
    expect(crashes).toBeGreaterThan(10 * seeds.length);
  }, 240_000);
});
