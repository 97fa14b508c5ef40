import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOfAge, readPassport, readResidentId } from '@reassign/shared/accounts/person-document.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';

const day = (text: string) => text as CalendarDay;
/** The example of GB 11643 and of every textbook since; nobody's. */
const EXAMPLE = '11010519491231002X';

const reasonOf = (text: string): string | null => {
  const reading = readResidentId(text);
  return reading.ok ? null : reading.fault.reason;
};

describe('a resident identity number', () => {
  it('says where, when and who; typed as people type it', () => {
    const document = { kind: 'resident-id', country: 'CN', number: EXAMPLE, bornOn: '1949-12-31' };
    for (const typed of [EXAMPLE, '110105 19491231 002x', '１１０１０５１９４９１２３１００２Ｘ'])
      expect(readResidentId(typed)).toEqual({ ok: true, value: document });
  });

  it.each([
    ['', 'empty'],
    ['11010519491231002Y', 'wrong-character'],
    ['1101051949123100', 'wrong-length'],
    ['110105194912310021', 'wrong-check'],
    ['11010519491331002X', 'wrong-shape'],
    ['11010519490230002X', 'wrong-shape'],
    ['1101051949123100X2', 'wrong-shape'],
    ['01010519491231002X', 'wrong-shape'],
  ])('%s: %s', (typed, reason) => {
    expect(reasonOf(typed)).toBe(reason);
  });

  it('says which check character would fit', () => {
    expect(readResidentId('110105194912310021')).toMatchObject({
      fault: { expected: { character: 'X', whole: EXAMPLE } },
    });
  });

  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
        const wrong = String((Number(EXAMPLE[place]) + by) % 10);
        expect(reasonOf(EXAMPLE.slice(0, place) + wrong + EXAMPLE.slice(place + 1))).not.toBeNull();
      }),
    );
  });

  it.each([
    ['810000199001010015', 'HK'],
    ['820000199001010018', 'MO'],
    ['830000199001010010', 'TW'],
  ])('%s is a residence permit of %s, which counts as outside the mainland', (number, country) => {
    const reading = readResidentId(number);
    const value = reading.ok ? reading.value : readResidentId(reading.fault.expected?.whole ?? '');
    expect('country' in value ? value : 'value' in value ? value.value : value).toMatchObject({ country });
  });
});

describe('a passport', () => {
  const passport = { country: 'DE', number: 'c01x 0006h', bornOn: day('1990-05-06') };
  it('is one in one spelling', () => {
    expect(readPassport(passport)).toEqual({
      ok: true,
      value: { kind: 'passport', country: 'DE', number: 'C01X0006H', bornOn: '1990-05-06' },
    });
  });
  it.each([
    [{ country: 'CN' }, 'unknown-office'],
    [{ number: '' }, 'empty'],
    [{ number: 'AB_12' }, 'wrong-character'],
    [{ number: 'AB12' }, 'wrong-length'],
    [{ number: 'A'.repeat(21) }, 'wrong-length'],
  ])('%j: %s', (change, reason) => {
    expect(readPassport({ ...passport, ...change })).toMatchObject({ fault: { reason } });
  });
});

describe('who may act alone (民法典 art. 17, 18)', () => {
  it.each([
    ['2008-03-01', '2026-02-28', false],
    ['2008-03-01', '2026-03-01', true],
    ['2008-02-29', '2026-02-28', false],
    ['2008-02-29', '2026-03-01', true],
  ])('born %s, on %s: %s', (bornOn, today, isAdult) => {
    expect(isOfAge({ bornOn: day(bornOn) }, day(today))).toBe(isAdult);
  });
});
