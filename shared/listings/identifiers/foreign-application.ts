import { read, type Reading, unreadable } from '../../kernel/decision.ts';
import { type IdentifierFault, plainText } from '../../kernel/identifier.ts';

/** A European application number. An EPO file itself breaks the check, so a wrong one is told, never refused. */
export interface EpApplication {
  /** `21741385.5`. */
  readonly number: string;
  readonly isChecked: boolean;
  /** The check digit that belongs to the other digits. */
  readonly expectedCheck: string;
}

const FIRST_EP_YEAR = 1978;

/** Luhn over eight digits, weights 1, 2, 1, 2 … from the left. */
function luhnCheck(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => {
    const weighed = Number(digit) * (1 + (index % 2));
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** Reads `EP 21741385.5`, `21741385.5` and EPODOC's `EP20210741385`, which drops the check digit. Source: 4-domain §1.2. */
export function readEpApplication(text: string): Reading<EpApplication, IdentifierFault> {
  const bare = plainText(text).toUpperCase().replace(/^EP/, '').replace(/[ .]/g, '');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (!/^\d+$/.test(bare)) return unreadable({ reason: 'wrong-character' });
  if (bare.length === 11) return fromEpodoc(bare);
  if (bare.length === 8) {
    const character = luhnCheck(bare);
    return unreadable({ reason: 'missing-check', expected: { character, whole: `${bare}.${character}` } });
  }
  if (bare.length !== 9) return unreadable({ reason: 'wrong-length' });
  const digits = bare.slice(0, 8);
  const check = bare.slice(8);
  const expectedCheck = luhnCheck(digits);
  return read({ number: `${digits}.${check}`, isChecked: check === expectedCheck, expectedCheck });
}

/** `YYYY` and seven digits, of which the first only fills. */
function fromEpodoc(bare: string): Reading<EpApplication, IdentifierFault> {
  if (Number(bare.slice(0, 4)) < FIRST_EP_YEAR) return unreadable({ reason: 'impossible-year' });
  if (bare.charAt(4) !== '0') return unreadable({ reason: 'wrong-shape' });
  const digits = bare.slice(2, 4) + bare.slice(5);
  const expectedCheck = luhnCheck(digits);
  return read({ number: `${digits}.${expectedCheck}`, isChecked: true, expectedCheck });
}

/** Reads `13/648,029` or `13648029`: two digits of the series and six of the serial, no check digit. */
export function readUsApplication(text: string): Reading<string, IdentifierFault> {
  const bare = plainText(text)
    .toUpperCase()
    .replace(/^US/, '')
    .replace(/[ /,-]/g, '');
  if (bare === '') return unreadable({ reason: 'empty' });
  if (!/^\d+$/.test(bare)) return unreadable({ reason: 'wrong-character' });
  if (bare.length !== 8) return unreadable({ reason: 'wrong-length' });
  return read(`${bare.slice(0, 2)}/${bare.slice(2)}`);
}

/** Reads `PCT/CN2021/123456`. */
export function readPctApplication(text: string): Reading<string, IdentifierFault> {
  const bare = plainText(text).toUpperCase().replaceAll(' ', '');
  if (bare === '') return unreadable({ reason: 'empty' });
  const [, office, year, serial] = /^PCT\/?([A-Z]{2})(\d{4})\/?(\d{6})$/.exec(bare) ?? [];
  if (office === undefined || year === undefined || serial === undefined) {
    return unreadable({ reason: 'wrong-shape' });
  }
  if (Number(year) < FIRST_EP_YEAR) return unreadable({ reason: 'impossible-year' });
  return read(`PCT/${office}${year}/${serial}`);
}
