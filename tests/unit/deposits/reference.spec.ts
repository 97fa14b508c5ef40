import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { depositReference, readDepositReference } from '@reassign/shared/deposits/reference.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

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
        fc.constantFrom(...alphabet.split('')),
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

  it('notices two neighbours swapped', () => {
    fc.assert(
      fc.property(random, fc.integer({ min: 3, max: 12 }), (bytes, at) => {
        const text = depositReference(bytes);
        const [a, b] = [text[at] ?? '', text[at + 1] ?? ''];
        fc.pre(a !== b);
        expect(readDepositReference(text.slice(0, at) + b + a + text.slice(at + 2)).ok).toBe(false);
      }),
    );
  });

  it.each(['', 'BZJ', 'BZJ0000000000', 'XYZ00000000000', 'BZJ0000000000!', 'BZJ000000000000'])(
    'refuses the shape %j',
    (text) => {
      expect(readDepositReference(text)).toEqual({ ok: false, fault: { reason: 'reference-shape' } });
    },
  );
});
