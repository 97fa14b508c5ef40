import { describe, expect, it } from 'vitest';
import { provinceCodes } from '@reassign/shared/accounts/provinces.ts';
import { provinceTiles, shadeOf } from '../../../web/auctions/province-tiles.ts';

describe('the map of provinces', () => {
  it('has each province once, each in a place of its own', () => {
    expect(provinceTiles.map(({ code }) => code).sort()).toEqual([...provinceCodes].sort());
    const places = provinceTiles.map(({ column, row }) => `${String(column)}/${String(row)}`);
    expect(new Set(places).size).toBe(provinceTiles.length);
  });

  it.each([
    [0, 0, 0],
    [0, 9, 0],
    [1, 1, 4],
    [1, 100, 1],
    [25, 100, 1],
    [26, 100, 2],
    [75, 100, 3],
    [76, 100, 4],
    [100, 100, 4],
  ])('shades %i of at most %i as %i', (count, largest, shade) => {
    expect(shadeOf(count, largest)).toBe(shade);
  });
});
