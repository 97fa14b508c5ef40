import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import { vectors } from '../../support/vectors.ts';

interface Vectors {
  rule: { alphabet: string };
  valid: { code: string; name: string }[];
  valid_recalled_unsourced: { code: string; name: string }[];
  invalid: { code: string; reason: 'charset' | 'check' | 'length'; expected: string | null }[];
}
const given = vectors('uscc') as Vectors;
const reasons = { charset: 'wrong-character', check: 'wrong-check', length: 'wrong-length' };
const codes = [...given.valid, ...given.valid_recalled_unsourced].map(({ code }) => code);

describe('a unified credit code', () => {
  it.each(codes)('%s is read', (code) => {
    expect(readCreditCode(code)).toEqual({ ok: true, value: code });
  });

  it.each(given.invalid)('$code is refused: $reason', ({ code, reason, expected }) => {
    const reading = readCreditCode(code);
    expect(reading).toMatchObject({ ok: false, fault: { reason: reasons[reason] } });
    if (expected !== null) expect(reading).toMatchObject({ fault: { expected: { character: expected } } });
  });

  it('is read in lower case, in full-width characters and with blanks', () => {
    expect(readCreditCode(' ９１４４ 0300708461136t ')).toEqual({ ok: true, value: '91440300708461136T' });
  });

  it('may end in 0, which stands for a check of 31', () => {
    expect(readCreditCode('531000001922038210').ok).toBe(true);
  });

  it('is refused when empty', () => {
    expect(readCreditCode('　')).toEqual({ ok: false, fault: { reason: 'empty' } });
  });

  it('is refused when its division is not a number', () => {
    expect(readCreditCode('91A40300708461136T')).toEqual({ ok: false, fault: { reason: 'wrong-shape' } });
  });

  it('says the right check character and the whole code', () => {
    expect(readCreditCode('914403001922038217')).toEqual({
      ok: false,
      fault: { reason: 'wrong-check', expected: { character: '6', whole: '914403001922038216' } },
    });
  });

  it('suggests no whole code when the organisation code in it is wrong too', () => {
    expect(readCreditCode('91440101MA5D123456')).toEqual({
      ok: false,
      fault: { reason: 'wrong-check', expected: { character: '1' } },
    });
  });

  it('is refused when only the organisation code in it is wrong', () => {
    expect(readCreditCode('91440101MA5D123451')).toEqual({
      ok: false,
      fault: { reason: 'wrong-organisation-check' },
    });
  });

  it('with a single wrong character is always refused, and a whole suggestion reads', () => {
    const slip = fc.record({
      code: fc.constantFrom(...codes),
      at: fc.nat(17),
      character: fc.constantFrom(...given.rule.alphabet),
    });
    fc.assert(
      fc.property(slip, ({ code, at, character }) => {
        fc.pre(code[at] !== character);
        const reading = readCreditCode(code.slice(0, at) + character + code.slice(at + 1));
        expect(reading.ok).toBe(false);
        const whole = reading.ok ? undefined : reading.fault.expected?.whole;
        if (whole !== undefined) expect(readCreditCode(whole).ok).toBe(true);
      }),
    );
  });
});
