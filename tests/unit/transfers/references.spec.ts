import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentReference, type ReferencePrefix } from '@reassign/shared/kernel/payment-reference.ts';
import { incoming } from '@reassign/shared/transfers/match.ts';
import { findReferences } from '@reassign/shared/transfers/references.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const prefix = fc.constantFrom<ReferencePrefix>(...incoming);
const reference = fc.tuple(prefix, bytes).map(([letters, random]) => paymentReference(letters, random));
const find = (remark: string) => findReferences(remark, incoming);

const zero = paymentReference('BZJ', new Uint8Array(10));
const other = paymentReference(
  'CJK',
  Uint8Array.from({ length: 10 }, (_, place) => place),
);
const wide = (text: string): string =>
  text.replaceAll(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const inGroups = (text: string): string => text.replaceAll(/(.{4})/g, '$1 ');

describe('a reference inside what a bank prints', () => {
  it.each([
    ['alone', zero],
    ['typed small', zero.toLowerCase()],
    ['in full width', wide(zero)],
    ['in groups, over two lines', `附言：${inGroups(zero).replace(' ', '\r\n')}`],
    ['with hyphens of every kind', zero.replace(/^(...)(....)/, '$1—$2－')],
    ['between words', `支付保证金${zero}转账，请查收`],
    ['before more digits', `${zero}20260302001`],
    ['behind letters', `REF${zero}`],
    ['with what nobody sees', zero.split('').join('\u200b')],
    ['twice', `${zero} ${zero}`],
  ])('%s', (_how, remark) => {
    expect(find(remark)).toEqual({ references: [zero], mistyped: [] });
  });

  it('is found among any words, and nothing besides', () => {
    fc.assert(
      fc.property(
        reference,
        fc.string({ unit: fc.constantFrom(...'保证金转账请查收 ,。()'.split('')) }),
        (one, words) => {
          expect(find(`${words}${one}${words}`)).toEqual({ references: [one], mistyped: [] });
        },
      ),
    );
  });

  it('may be one of several', () => {
    expect(find(`${zero}/${other}`).references).toEqual([zero, other]);
  });

  it('with a wrong character is none, and is called mistyped', () => {
    fc.assert(
      fc.property(
        reference,
        fc.integer({ min: 3, max: 13 }),
        fc.constantFrom(...'0123456789ACDEFGHIJK'.split('')),
        (one, at, wrong) => {
          fc.pre(one[at] !== wrong);
          const typed = one.slice(0, at) + wrong + one.slice(at + 1);
          expect(find(typed).references).toEqual([]);
          expect(find(typed).mistyped).toHaveLength(1);
        },
      ),
    );
  });

  it.each(['', '往来款', 'BZJ', 'BZJ2026', 'XYZ00000000000', paymentReference('ZFK', new Uint8Array(10))])(
    '%j holds none',
    (remark) => {
      expect(find(remark)).toEqual({ references: [], mistyped: [] });
    },
  );
});
