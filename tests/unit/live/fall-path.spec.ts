import { describe, expect, it } from 'vitest';
import { MINUTE, type Instant, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { pricesOfFall } from '@reassign/shared/live/fall-path.ts';
import { fall, fallOpensAt } from '../../support/formats.ts';
import { entry, lotView } from '../../support/lot-views.ts';
import { yuan } from '../../support/lot.ts';

const lot = lotView({ offer: fall, start: yuan(100_000), opensAt: toRfc3339(fallOpensAt) });
const opened = [entry(2, 'LotOpened', {}, fallOpensAt)];
const amounts = (entries: typeof opened, at: Instant): number[] =>
  pricesOfFall(lot, entries, at).map(({ amount }) => amount.amount / 100);

describe('the path of a falling price', () => {
  it('is nothing before the opening, and from then on each level at the moment it began', () => {
    expect(amounts(opened, later(fallOpensAt, -1))).toEqual([]);
    expect(amounts(opened, later(fallOpensAt, 5 * MINUTE - 1))).toEqual([100_000]);
    expect(pricesOfFall(lot, opened, later(fallOpensAt, 5 * MINUTE))).toEqual([
      { at: fallOpensAt, amount: yuan(100_000) },
      { at: later(fallOpensAt, 5 * MINUTE), amount: yuan(99_000) },
    ]);
  });

  it('ends where somebody took a level, and with the last one where nobody did', () => {
    const taken = entry(3, 'LevelAccepted', {}, later(fallOpensAt, 11 * MINUTE));
    expect(amounts([...opened, taken], later(fallOpensAt, 60 * MINUTE))).toEqual([100_000, 99_000, 98_000]);
    expect(amounts(opened, later(fallOpensAt, 2 * 81 * 5 * MINUTE)).slice(-1)).toEqual([20_000]);
  });

  it('is not drawn from the clock alone: after a pause, without the opening, for other formats', () => {
    const at = later(fallOpensAt, 60 * MINUTE);
    expect(amounts([...opened, entry(3, 'LotPaused', {}, fallOpensAt)], at)).toEqual([]);
    expect(amounts([entry(90, 'HiddenBidPlaced', {}, at)], at)).toEqual([]);
    expect(pricesOfFall(lotView(), opened, at)).toEqual([]);
  });
});
