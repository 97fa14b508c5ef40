import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depositReference, readDepositReference } from '@reassign/shared/deposits/reference.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const characters = alphabet.split('');
/** Every two different characters, once. */
const pairs = characters.flatMap((a, place) => characters.slice(place + 1).map((b) => [a, b] as const));

describe('the reference on a bank transfer', () => {
  it('reads back as it was drawn', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const reference = depositReference(bytes);
        expect(readDepositReference(reference)).toEqual({ ok: true, value: reference });
      }),
    );
  });

  it('forgives case, blanks, hyphens and full-width digits', () => {
    const reference = depositReference(new Uint8Array(10));
    const typed = ` bzj-0000 0000-００${reference.slice(-1).toLowerCase()} `;
    expect(readDepositReference(typed)).toEqual({ ok: true, value: reference });
  });

  it('notices every single wrong character, and says which check character would fit', () => {
    fc.assert(
      fc.property(
        random,
        fc.integer({ min: 3, max: 13 }),
        fc.constantFrom(...characters),
        (bytes, at, other) => {
          const reference = depositReference(bytes);
          fc.pre(reference[at] !== other);
          const wrong = reference.slice(0, at) + other + reference.slice(at + 1);
          const reading = readDepositReference(wrong);
          expect(reading).toMatchObject({ ok: false, fault: { reason: 'reference-check' } });
        },
      ),
    );
  });

  it('notices neighbours swapped, but for at most one pair of characters in each place', () => {
    const reference = depositReference(Uint8Array.from({ length: 10 }, (_, place) => place * 31));
    const checked = (text: string): string => {
      const reading = readDepositReference(`${text}0`);
      return reading.ok || reading.fault.reason === 'reference-shape'
        ? `${text}0`
        : text + reading.fault.expected;
    };
    for (let at = 3; at < 12; at++) {
      const swapsUnnoticed = pairs.filter(([a, b]) => {
        const ordered = reference.slice(0, at) + a + b + reference.slice(at + 2, -1);
        const swapped = reference.slice(0, at) + b + a + reference.slice(at + 2, -1);
        return checked(ordered).at(-1) === checked(swapped).at(-1);
      });
      expect(swapsUnnoticed.length, `place ${String(at)}`).toBeLessThanOrEqual(1);
    }
  });

  it.each(['', 'BZJ', 'BZJ0000000000', 'XYZ00000000000', 'BZJ0000000000!', 'BZJ000000000000'])(
    'refuses the shape %j',
    (text) => {
      expect(readDepositReference(text)).toEqual({ ok: false, fault: { reason: 'reference-shape' } });
    },
  );
});
