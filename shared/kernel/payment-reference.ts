import { assert } from './assert.ts';
import { read, type Reading, unreadable } from './decision.ts';

/**
 * What a payer writes on a transfer, and we on a payout: three letters for what it is, ten random characters, one check
 * character. Says nothing else.
 */
export type PaymentReference = string & { readonly __brand: 'PaymentReference' };

/** 保证金, 成交款, 服务费; and 支付款, which is ours. */
export const referencePrefixes = ['BZJ', 'CJK', 'FWF', 'ZFK'] as const;
export type ReferencePrefix = (typeof referencePrefixes)[number];

export type ReferenceFault =
  { readonly reason: 'reference-shape' } | { readonly reason: 'reference-check'; readonly expected: string };

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Bank clerks retype references: no letter that looks like a digit is ever drawn. */
const DRAWN = '0123456789ACDEFGHJKLMNPQRTUVWXYZ';
const DRAWS = 10;
export const REFERENCE_LENGTH = 3 + DRAWS + 1;

/** ISO 7064 MOD 37,36: finds every single wrong character, and of neighbours swapped all but one pair in 630. */
export function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return ALPHABET[(37 - product) % 36] ?? '0';
}

/** A reference from ten given random bytes. */
export function paymentReference(prefix: ReferencePrefix, random: Uint8Array): PaymentReference {
  assert(random.length >= DRAWS, 'a reference takes ten random bytes');
  const drawn = [...random.subarray(0, DRAWS)].map((byte) => DRAWN[byte % DRAWN.length] ?? '0').join('');
  return `${prefix}${drawn}${checkCharacter(prefix + drawn)}` as PaymentReference;
}

/** Full-width letters, blanks, hyphens and case do not matter, nor what nobody sees. */
export const plainReference = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}\u2212]/gu, '')
    .toUpperCase();

/** Reads what a person typed. */
export function readPaymentReference(
  text: string,
  prefixes: readonly ReferencePrefix[] = referencePrefixes,
): Reading<PaymentReference, ReferenceFault> {
  const plain = plainReference(text);
  const isOurs = prefixes.some((prefix) => plain.startsWith(prefix));
  if (!isOurs || !/^[0-9A-Z]+$/.test(plain) || plain.length !== REFERENCE_LENGTH)
    return unreadable({ reason: 'reference-shape' });
  const expected = checkCharacter(plain.slice(0, -1));
  if (plain.at(-1) !== expected) return unreadable({ reason: 'reference-check', expected });
  return read(plain as PaymentReference);
}
