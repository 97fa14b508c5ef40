import { assert } from '../kernel/assert.ts';
import { read, type Reading, unreadable } from '../kernel/decision.ts';

/** What a payer writes on a transfer: `BZJ`, ten random characters, one check character. Says nothing else. */
export type DepositReference = string & { readonly __brand: 'DepositReference' };

export type ReferenceFault =
  { readonly reason: 'reference-shape' } | { readonly reason: 'reference-check'; readonly expected: string };

const PREFIX = 'BZJ';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Bank clerks retype references: no letter that looks like a digit is ever drawn. */
const DRAWN = '0123456789ACDEFGHJKLMNPQRTUVWXYZ';
const LENGTH = 10;

/** ISO 7064 MOD 37,36: finds every single wrong character, and of neighbours swapped all but one pair in 630. */
function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] ?? '0';
}

/** A reference from ten given random bytes. */
export function depositReference(random: Uint8Array): DepositReference {
  assert(random.length >= LENGTH, 'a reference takes ten random bytes');
  const drawn = [...random.subarray(0, LENGTH)].map((byte) => DRAWN[byte % DRAWN.length] ?? '0').join('');
  return `${PREFIX}${drawn}${checkCharacter(PREFIX + drawn)}` as DepositReference;
}

/** Reads what a clerk typed: case, blanks and hyphens do not matter. */
export function readDepositReference(text: string): Reading<DepositReference, ReferenceFault> {
  const plain = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^BZJ[0-9A-Z]{11}$/.test(plain)) return unreadable({ reason: 'reference-shape' });
  const expected = checkCharacter(plain.slice(0, -1));
  if (plain.at(-1) !== expected) return unreadable({ reason: 'reference-check', expected });
  return read(plain as DepositReference);
}
