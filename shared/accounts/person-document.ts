import { read, type Reading, unreadable } from '../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../kernel/identifier.ts';
import { type CalendarDay, parseDay } from '../kernel/instant.ts';

export const documentKinds = ['resident-id', 'passport'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What says who a natural person is, in one spelling: the same person always has the same. */
export interface PersonDocument {
  readonly kind: DocumentKind;
  /** ISO 3166 alpha-2. Hong Kong, Macao and Taiwan issue no resident card, but their people may hold one of the mainland. */
  readonly country: string;
  readonly number: string;
  readonly bornOn: CalendarDay;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';
/** Residence permits of people from Hong Kong, Macao and Taiwan have the same form, and a region of their own. */
const REGIONS: Readonly<Record<string, string>> = { '81': 'HK', '82': 'MO', '83': 'TW' };

/** Reads a resident identity number as typed (GB 11643-1999): region, day of birth, serial, check by ISO 7064 MOD 11-2. */
export function readResidentId(text: string): Reading<PersonDocument, IdentifierFault> {
  const number = plainText(text).replaceAll(/[ -]/g, '').toUpperCase();
  if (number === '') return unreadable({ reason: 'empty' });
  if (!/^[0-9X]+$/.test(number)) return unreadable({ reason: 'wrong-character' });
  if (number.length !== 18) return unreadable({ reason: 'wrong-length' });
  const bornOn = parseDay(`${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`);
  if (!/^[1-9]\d{16}[0-9X]$/.test(number) || bornOn === null) return unreadable({ reason: 'wrong-shape' });
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  const character = CHECKS.charAt(sum % 11);
  if (number.at(-1) !== character)
    return unreadable({
      reason: 'wrong-check',
      expected: { character, whole: number.slice(0, -1) + character },
    });
  return read({ kind: 'resident-id', country: REGIONS[number.slice(0, 2)] ?? 'CN', number, bornOn });
}

/** Reads a passport number as typed. Citizens of the mainland have a resident number: a passport would be a second name. */
export function readPassport({
  country,
  number: text,
  bornOn,
}: {
  readonly country: string;
  readonly number: string;
  readonly bornOn: CalendarDay;
}): Reading<PersonDocument, IdentifierFault> {
  const number = plainText(text).replaceAll(/[ -]/g, '').toUpperCase();
  if (number === '') return unreadable({ reason: 'empty' });
  if (country === 'CN') return unreadable({ reason: 'unknown-office' });
  if (!/^[0-9A-Z]+$/.test(number)) return unreadable({ reason: 'wrong-character' });
  if (number.length < 5 || number.length > 20) return unreadable({ reason: 'wrong-length' });
  return read({ kind: 'passport', country, number, bornOn });
}

/** Whether somebody may act alone: 18 years, from the birthday on (民法典 art. 17, 18). */
export const isOfAge = ({ bornOn }: Pick<PersonDocument, 'bornOn'>, today: CalendarDay): boolean =>
  `${String(Number(bornOn.slice(0, 4)) + 18)}${bornOn.slice(4)}` <= today;
