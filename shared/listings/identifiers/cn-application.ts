import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

export type CnApplicationType =
  'invention' | 'utility-model' | 'design' | 'pct-invention' | 'pct-utility-model';

/** A Chinese patent application number; the number of the granted patent is the same one with `ZL` before it. */
export interface CnApplication {
  /** `202110991218.8`, before 2003-10-01 `95115608.X`. */
  readonly number: string;
  readonly type: CnApplicationType;
  readonly year: number;
}

const TYPES: Readonly<Record<string, CnApplicationType>> = {
  1: 'invention',
  2: 'utility-model',
  3: 'design',
  8: 'pct-invention',
  9: 'pct-utility-model',
};

/** Digits before the check character: `YYYY T NNNNNNN` since 2003-10-01, `YY T NNNNN` until 2003-09-30. */
const NEW_LENGTH = 12;
const OLD_LENGTH = 8;
const FIRST_NEW_YEAR = 2003;
const FIRST_OLD_YEAR = 1985;
const LAST_YEAR = 2099;

/** Weights 2 … 9 from the left, over and over; modulo 11, where 10 is written X (ZC 0006-2003). */
function checkCharacter(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (2 + (index % 8)), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

const complete = (digits: string): string => `${digits}.${checkCharacter(digits)}`;

/** One blank may stand after the prefix, after the year and after the type; none in the serial or round the dot. */
const PRINTED = /^(?:(?:ZL|CN) ?)?(?:\d{4} ?\d ?\d{7}|\d{2} ?\d ?\d{5})\.?[0-9X]$/;
const STANDARD = /^\d0\d{13}$/;

/**
 * Reads an application or patent number as people write it: with or without `ZL` or `CN`, dot and blanks.
 * Source: ZC 0006-2003; 4-domain §1.2.
 */
export function readCnApplication(text: string): Reading<CnApplication, IdentifierFault> {
  const printed = plainText(text).toUpperCase();
  const bare = printed.replace(/^(ZL|CN)/, '').replace(/[ .]/g, '');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (STANDARD.test(bare)) return suggestOriginal(bare);
  if (!/^\d*.?$/.test(bare)) return unreadable({ reason: 'wrong-character' });
  const digits = bare.slice(0, bare.length > NEW_LENGTH || bare.length === OLD_LENGTH + 1 ? -1 : undefined);
  if (digits.length !== NEW_LENGTH && digits.length !== OLD_LENGTH)
    return unreadable({ reason: 'wrong-length' });
  if (!/^\d+$/.test(digits)) return unreadable({ reason: 'wrong-character' });
  const year = yearOf(digits);
  if (year === null) return unreadable({ reason: 'impossible-year' });
  const type = TYPES[digits.charAt(digits.length === NEW_LENGTH ? 4 : 2)];
  if (type === undefined) return unreadable({ reason: 'unknown-type' });
  const expected = { character: checkCharacter(digits), whole: complete(digits) };
  const check = bare.slice(digits.length);
  if (check === '') return unreadable({ reason: 'missing-check', expected });
  if (!/^[0-9X]$/.test(check)) return unreadable({ reason: 'wrong-check-character', expected });
  if (check !== expected.character) return unreadable({ reason: 'wrong-check', expected });
  if (!PRINTED.test(printed))
    return unreadable({ reason: 'misplaced-blank', expected: { whole: expected.whole } });
  return read({ number: expected.whole, type, year });
}

function yearOf(digits: string): number | null {
  if (digits.length === NEW_LENGTH) {
    const year = Number(digits.slice(0, 4));
    return year >= FIRST_NEW_YEAR && year <= LAST_YEAR ? year : null;
  }
  const short = Number(digits.slice(0, 2));
  const year = short >= FIRST_OLD_YEAR % 100 ? 1900 + short : 2000 + short;
  return year <= FIRST_NEW_YEAR ? year : null;
}

function suggestOriginal(standard: string): Reading<never, IdentifierFault> {
  const original = readCnStandardForm(standard);
  return unreadable({
    reason: 'standard-form',
    ...(original.ok && { expected: { whole: original.value.number } }),
  });
}

/**
 * Reads the 15 digits that CNIPA's XML calls `standard`: type, `0`, year, serial to nine digits, no check character,
 * so nothing protects them against a slip: only for files, never for what a person typed.
 */
export function readCnStandardForm(text: string): Reading<CnApplication, IdentifierFault> {
  const standard = plainText(text);
  if (!STANDARD.test(standard)) return unreadable({ reason: 'wrong-shape' });
  const year = Number(standard.slice(2, 6));
  const serial = Number(standard.slice(6));
  // In 2003 both forms ran; the serial of the old one has five digits.
  const isNew = year > FIRST_NEW_YEAR || (year === FIRST_NEW_YEAR && serial > 99_999);
  const head = (isNew ? String(year) : String(year).slice(2)) + standard.charAt(0);
  const digits = head + String(serial).padStart(isNew ? 7 : 5, '0');
  if (digits.length !== (isNew ? NEW_LENGTH : OLD_LENGTH)) return unreadable({ reason: 'wrong-length' });
  if (yearOf(digits) !== year) return unreadable({ reason: 'impossible-year' });
  return readCnApplication(complete(digits));
}

/** The `standard` form of CNIPA's XML: `202110991218.8` → `102021000991218`. */
export function cnStandardForm(application: CnApplication): string {
  const [digits = ''] = application.number.split('.');
  const serial = digits.slice(digits.length === NEW_LENGTH ? 5 : 3);
  const type = digits.charAt(digits.length === NEW_LENGTH ? 4 : 2);
  return `${type}0${application.year}${serial.padStart(9, '0')}`;
}

/** What is granted on an application of this type. */
export function cnPatentKind(type: CnApplicationType): 'invention' | 'utility-model' | 'design' {
  if (type === 'design') return 'design';
  return type.endsWith('utility-model') ? 'utility-model' : 'invention';
}
