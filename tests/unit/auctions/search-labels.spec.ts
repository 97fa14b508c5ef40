import { describe, expect, it } from 'vitest';
import { facetGroups, facetValues, priceBandNames, priceBands } from '@reassign/shared/auctions/search.ts';
import { provinceOf } from '@reassign/shared/accounts/provinces.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { DAY, instant } from '@reassign/shared/kernel/instant.ts';
import {
  bandOf,
  bankOfLabel,
  charactersOf,
  countCharacters,
  isOf,
  labelOf,
  labelOfBank,
  labelsOfDays,
  moveLabels,
  movingLabels,
  valueOfLabel,
} from '../../../server/auctions/catalogue/labels.ts';

const listed = ['phase', 'type', 'class', 'province', 'route', 'price'] as const;
const at = instant(Date.UTC(2026, 10, 23, 12));

describe('a label', () => {
  it('stands for one value of one group', () => {
    const seen = new Map<number, string>();
    for (const group of listed)
      for (const value of facetValues[group]) {
        const label = labelOf(group, value);
        expect(valueOfLabel(group, label)).toBe(value);
        expect(facetGroups.filter((each) => isOf(each, label))).toEqual([group]);
        expect(seen.get(label)).toBeUndefined();
        seen.set(label, value);
      }
  });

  it('of a bank is its number, and a character below the surrogates', () => {
    const most = 0xd7ff - labelOfBank(0);
    expect(bankOfLabel(labelOfBank(most))).toBe(most);
    expect(isOf('bank', labelOfBank(most))).toBe(true);
    expect(() => labelOfBank(most + 1)).toThrow();
  });

  it('is counted as a character, days left out', () => {
    const labels = [labelOf('type', 'patent'), labelOfBank(7), ...labelsOfDays(at, at)];
    const text = charactersOf(labels).repeat(3);
    expect(countCharacters(text)).toEqual(
      new Map([
        [1_000, 3],
        [labelOfBank(7), 3],
      ]),
    );
  });
});

describe('what changes while a lot is sold', () => {
  const lot = { phase: 'open' } as const;
  const asking = (amount: number) => ({ ...lot, asking: { amount, currency: CNY } });

  it.each(priceBandNames)('is the band of the asking price: %s', (band) => {
    const [from, below] = priceBands[band];
    expect(bandOf(from)).toBe(band);
    expect(bandOf(below - 1)).toBe(band);
    expect(bandOf(below)).not.toBe(band);
  });

  it('is replaced, and the rest stays', () => {
    const before = movingLabels(asking(100_000_00), at);
    const after = movingLabels({ ...asking(600_000_00), phase: 'sold' }, at);
    const lasting = [labelOf('type', 'patent'), labelOfBank(1)];
    const moved = moveLabels([...lasting, ...before], after);
    expect(moved).toEqual([...lasting, ...after].sort((one, other) => one - other));
    expect(moved.some((label) => isOf('within', label))).toBe(false);
  });

  it('stays the same array after a bid within its band', () => {
    const labels = moveLabels([labelOfBank(1)], movingLabels(asking(100_000_00), at));
    expect(moveLabels(labels, movingLabels(asking(110_000_00), at))).toEqual(labels);
  });
});

describe('a time until the close', () => {
  it('covers both the first and the last day', () => {
    expect(labelsOfDays(at, at + DAY)).toHaveLength(2);
    expect(labelsOfDays(at, at + DAY / 2 - 1)).toHaveLength(1);
  });
});

describe('a province', () => {
  it.each([
    ['91440300708461136T', '44'],
    ['91110000100000000X', '11'],
    ['91100000100003962T', null],
    ['', null],
  ])('of the credit code %s is %s', (code, province) => {
    expect(provinceOf(code)).toBe(province);
  });
});
