import { read, type Reading, unreadable } from '../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../kernel/identifier.ts';

/** 统一社会信用代码 (GB 32100-2015): 18 characters, upper case. */
export type CreditCode = string & { readonly __brand: 'CreditCode' };

/** I, O, S, V and Z are left out, so that nobody mistakes them for 1, 0, 5, U and 2. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
/** Powers of three modulo 31. */
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** GB 11714: the organisation code in positions 9–17 counts letters through the whole alphabet. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

const weigh = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * alphabet.indexOf(text.charAt(index)), 0);

/** `31 - 0` is 31, which stands for 0. */
const checkCharacter = (code: string): string =>
  ALPHABET.charAt((31 - (weigh(code, ALPHABET, WEIGHTS) % 31)) % 31);

function organisationCheckCharacter(organisationCode: string): string {
  const check = (11 - (weigh(organisationCode, ORGANISATION_ALPHABET, ORGANISATION_WEIGHTS) % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

const isOrganisationChecked = (code: string): boolean =>
  code.charAt(16) === organisationCheckCharacter(code.slice(8, 16));

/** Reads what a person typed: case, blanks and full-width characters do not matter. Source: GB 32100-2015, GB 11714. */
export function readCreditCode(text: string): Reading<CreditCode, IdentifierFault> {
  const code = plainText(text).replaceAll(' ', '').toUpperCase();
  if (code === '') return unreadable({ reason: 'empty' });
  if ([...code].some((character) => !ALPHABET.includes(character))) {
    return unreadable({ reason: 'wrong-character' });
  }
  if (code.length !== LENGTH) return unreadable({ reason: 'wrong-length' });
  // The administrative division (GB/T 2260).
  if (!/^\d{6}$/.test(code.slice(2, 8))) return unreadable({ reason: 'wrong-shape' });
  const character = checkCharacter(code);
  if (code.at(-1) !== character)
    return unreadable({ reason: 'wrong-check', expected: expectedOf(code, character) });
  if (!isOrganisationChecked(code)) return unreadable({ reason: 'wrong-organisation-check' });
  return read(code as CreditCode);
}

/** The whole code is suggested only when it passes both checks: otherwise more than its last character is wrong. */
const expectedOf = (code: string, character: string) =>
  isOrganisationChecked(code) ? { character, whole: code.slice(0, -1) + character } : { character };

/** Whether a text is a credit code as it stands: in its normal form. */
export function isCreditCode(text: string): boolean {
  const reading = readCreditCode(text);
  return reading.ok && reading.value === text;
}

/** In its normal form what reads, and as it stands what does not. */
export function normalCreditCode(text: string): string {
  const reading = readCreditCode(text);
  return reading.ok ? reading.value : text;
}
