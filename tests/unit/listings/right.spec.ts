import { describe, expect, it } from 'vitest';
import { toDay } from '@reassign/shared/kernel/codecs.ts';
import {
  addYears,
  cnPatentExpiry,
  cnPatentTermYears,
  type PatentKind,
} from '@reassign/shared/listings/right.ts';
import { vectors } from '../../support/vectors.ts';

interface Vectors {
  readonly cases: readonly {
    readonly type: PatentKind;
    readonly filing: string;
    readonly term_years: number;
    readonly expires: string;
  }[];
}
const given = vectors('annual-fees') as Vectors;

describe('the term of a Chinese patent, from filing (专利法 42)', () => {
  it.each(given.cases)(
    '$type filed on $filing lasts $term_years years, to $expires',
    ({ type, filing, term_years: years, expires }) => {
      expect(cnPatentTermYears(type, toDay(filing))).toBe(years);
      expect(cnPatentExpiry(type, toDay(filing))).toBe(expires);
    },
  );
  it('of a design is longer from the day the law was amended', () => {
    const filedOn = ['2021-05-31', '2021-06-01'];
    expect(filedOn.map((day) => cnPatentTermYears('design', toDay(day)))).toEqual([10, 15]);
  });
});

it('the anniversary of 29 February is 1 March where there is none', () => {
  expect(addYears(toDay('2020-02-29'), 10)).toBe('2030-03-01');
  expect(addYears(toDay('2020-02-29'), 20)).toBe('2040-02-29');
});
