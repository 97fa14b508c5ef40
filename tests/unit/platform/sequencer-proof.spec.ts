import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { canonicalJson } from '@reassign/shared/verify/canonical-json.ts';
import { entryHash, entryText } from '@reassign/shared/verify/chain.ts';
import { sealEntry } from '../../../server/platform/sequencer/proof.ts';

const json = fc.dictionary(
  fc.string({ unit: 'grapheme' }),
  fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), fc.array(fc.constant('质转'))),
);

describe('The entry that the sequencer seals', () => {
  it('has the text and the hash that every verifier computes', () => {
    fc.assert(
      fc.property(json, fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (body, prev, seq) => {
        const entry = { lot: 'a-lot', seq, at: instant(1_795_000_000_000 + seq), type: 'BidAccepted', body };
        const sealed = sealEntry(prev, {
          ...entry,
          at: toRfc3339(entry.at),
          body: canonicalJson(body),
        });
        expect(sealed.text).toBe(entryText(entry));
        expect(sealed.hash.equals(entryHash(prev, entry))).toBe(true);
      }),
    );
  });

  it('takes a body larger than any before', () => {
    const body = { text: '专'.repeat(50_000) };
    const entry = { lot: 'a-lot', seq: 1, at: instant(0), type: 'BidAccepted', body };
    const prev = new Uint8Array(32);
    const { hash } = sealEntry(prev, { ...entry, at: toRfc3339(entry.at), body: canonicalJson(body) });
    expect(hash.equals(entryHash(prev, entry))).toBe(true);
  });
});
