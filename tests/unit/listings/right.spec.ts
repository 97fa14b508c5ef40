import { describe, expect, it } from 'vitest';
import { toDay } from '@reassign/shared/kernel/codecs.ts';
import { addYears, cnPatentExpiry } from '@reassign/shared/listings/right.ts';

describe('the term of a Chinese patent, from filing (专利法 42)', () => {
  it.each([
    ['invention', '2021-08-26', '2041-08-26'],
    ['utility-model', '2021-08-26', '2031-08-26'],
    ['design', '2021-06-01', '2036-06-01'],
    ['design', '2021-05-31', '2031-05-31'],
  ] as const)('%s filed on %s ends on %s', (kind, filedOn, end) => {
    expect(cnPatentExpiry(kind, toDay(filedOn))).toBe(end);
  });
});

it('the anniversary of 29 February is 1 March where there is none', () => {
  expect(addYears(toDay('2020-02-29'), 10)).toBe('2030-03-01');
  expect(addYears(toDay('2020-02-29'), 20)).toBe('2040-02-29');
});
