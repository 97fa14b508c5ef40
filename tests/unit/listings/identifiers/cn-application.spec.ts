import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cnPatentKind,
  cnStandardForm,
  readCnApplication,
  readCnStandardForm,
} from '@reassign/shared/listings/identifiers/cn-application.ts';
import { vectors } from '../../../support/vectors.ts';

interface Vectors {
  valid: { number: string; type: string; year: number }[];
  synthetic_valid: { number: string; type: string }[];
  accepted_spellings: { in: string; canonical: string }[];
  invalid: { number: string; reason: keyof typeof reasons }[];
  standard_form: { number: string; standard: string }[];
}
const reasons = {
  check: 'wrong-check',
  'missing-check': 'missing-check',
  length: 'wrong-length',
  charset: 'wrong-character',
  type: 'unknown-type',
  year: 'impossible-year',
  'check-charset': 'wrong-check-character',
};
const CHARACTERS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'X'].map(String);
const given = vectors('cn-patent-application') as Vectors;
const numbers = [...given.valid, ...given.synthetic_valid].map(({ number }) => number);

const faultOf = (text: string) => {
  const reading = readCnApplication(text);
  return reading.ok ? null : reading.fault;
};

describe('a Chinese application number', () => {
  it.each(given.valid)('$number is read as $type of $year', ({ number, type, year }) => {
    expect(readCnApplication(number)).toEqual({ ok: true, value: { number, type, year } });
  });

  it.each(given.synthetic_valid)('$number is read as $type', ({ number, type }) => {
    expect(readCnApplication(number)).toMatchObject({ ok: true, value: { number, type } });
  });

  it.each(given.accepted_spellings)('$in is another spelling of $canonical', ({ in: text, canonical }) => {
    expect(readCnApplication(text)).toMatchObject({ ok: true, value: { number: canonical } });
  });

  it.each(given.invalid)('$number is refused: $reason', ({ number, reason }) => {
    expect(faultOf(number)?.reason).toBe(reasons[reason]);
  });

  it.each([
    ['full-width digits and point', '２０２１１０９９１２１８．８'],
    ['a lower-case prefix', 'zl202110991218.8'],
    ['the prefix CN', 'CN 202110991218.8'],
    ['blanks that cannot be seen', '\ufeff202110991218\u200b.8 '],
  ])('is read with %s', (_what, text) => {
    expect(readCnApplication(text)).toMatchObject({ ok: true, value: { number: '202110991218.8' } });
  });

  it('is refused when empty', () => {
    expect(faultOf(' ZL ')).toEqual({ reason: 'empty' });
  });

  it('with a wrong check character says the right one and the whole number', () => {
    expect(faultOf('202310999716.5')).toEqual({
      reason: 'wrong-check',
      expected: { character: '6', whole: '202310999716.6' },
    });
  });

  it('without a check character says the one that is missing', () => {
    expect(faultOf('95115608')).toEqual({
      reason: 'missing-check',
      expected: { character: 'X', whole: '95115608.X' },
    });
  });

  it.each(['ZL8820 1465. X', '2021109 91218.8', '202110991218 .8', '2021.10991218.8'])(
    'is refused with a blank or dot where none is printed (%s), and says the number',
    (text) => {
      const fault = faultOf(text);
      expect(fault?.reason).toBe('misplaced-blank');
      expect(readCnApplication(fault?.expected?.whole ?? '').ok).toBe(true);
    },
  );

  it.each([
    ['the last year of two digits', '03300001', 'missing-check'],
    ['the year after', '04300001', 'impossible-year'],
    ['the first year of the Patent Law', '85100001', 'missing-check'],
    ['the year before', '84100001', 'impossible-year'],
    ['the first year of four digits', '200310000001', 'missing-check'],
    ['the year before four digits', '200210000001', 'impossible-year'],
  ])('%s: %s is %s', (_edge, text, reason) => {
    expect(faultOf(text)?.reason).toBe(reason);
  });

  it('with a single wrong digit is always refused, and a whole suggestion reads', () => {
    const slip = fc.record({
      number: fc.constantFrom(...numbers),
      at: fc.nat(13),
      character: fc.constantFrom(...CHARACTERS),
    });
    fc.assert(
      fc.property(slip, ({ number, at, character }) => {
        fc.pre(at < number.length && number[at] !== '.' && number[at] !== character);
        const fault = faultOf(number.slice(0, at) + character + number.slice(at + 1));
        expect(fault).not.toBeNull();
        const whole = fault?.expected?.whole;
        if (whole !== undefined) expect(readCnApplication(whole).ok).toBe(true);
      }),
    );
  });

  it('with two different neighbouring digits swapped is always refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.nat(10), (number, at) => {
        const left = number.charAt(at);
        const right = number.charAt(at + 1);
        fc.pre(left !== right && left !== '.' && right !== '.' && at + 1 < number.length);
        expect(faultOf(number.slice(0, at) + right + left + number.slice(at + 2))).not.toBeNull();
      }),
    );
  });
});

describe("the standard form of CNIPA's XML", () => {
  it.each(given.standard_form)('$standard is $number', ({ number, standard }) => {
    const reading = readCnStandardForm(standard);
    expect(reading).toMatchObject({ ok: true, value: { number } });
    if (reading.ok) expect(cnStandardForm(reading.value)).toBe(standard);
  });

  it('of every number leads back to it', () => {
    for (const number of numbers.filter((candidate) => !candidate.startsWith('2003'))) {
      const reading = readCnApplication(number);
      if (!reading.ok) throw new Error(number);
      expect(readCnStandardForm(cnStandardForm(reading.value))).toEqual(reading);
    }
  });

  it('typed by a person is refused, with the number that it means', () => {
    expect(faultOf('102021000991218')).toEqual({
      reason: 'standard-form',
      expected: { whole: '202110991218.8' },
    });
  });

  it.each(['10202100099121', '112021000991218', '402021000991218', '101984000000001', '101995000115608'])(
    '%s is no standard form',
    (text) => {
      expect(readCnStandardForm(text).ok).toBe(false);
    },
  );
});

it.each([
  ['invention', 'invention'],
  ['pct-invention', 'invention'],
  ['utility-model', 'utility-model'],
  ['pct-utility-model', 'utility-model'],
  ['design', 'design'],
] as const)('an application of type %s leads to a patent for %s', (type, kind) => {
  expect(cnPatentKind(type)).toBe(kind);
});
