import {
  readCnApplication,
  readCnStandardForm,
} from '@reassign/shared/listings/identifiers/cn-application.ts';
import { plainText } from '@reassign/shared/kernel/identifier.ts';

/*
 * Numbers of rights and lots, found however they are typed: one key for every way of writing, without blanks, dots,
 * hyphens, words around it and the office before it. A question finds the numbers that begin with it.
 */

/** Letters and digits; `ZL` and `CN` go, because half the people write them and half do not. */
export const keyOf = (number: string): string =>
  plainText(number)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^(?:zl|cn)(?=\d)/, '');

/** Beginnings that very many numbers share, as 2021, are words of their own: looked up instead of collected. */
const SHORT_BEGINNINGS = [4, 5, 6];
const LONGEST_SHORT = 6;

const whole = (key: string): string => `#${key}`;
const beginning = (key: string): string => `^${key}`;

/** What a number is found by: `SX-2026-000123` also by `2026-000123`, `000123` and `123`. */
export function lexemesOfNumber(number: string): string[] {
  const key = keyOf(number);
  const digits = key.replace(/^[a-z]+/, '');
  const serial = /-(\d+)$/.exec(plainText(number))?.[1];
  const tails = serial === undefined ? [] : [serial, String(Number(serial))];
  const keys = [...new Set([key, digits, ...tails])].filter((each) => each !== '');
  return keys.flatMap((each) => [
    whole(each),
    ...SHORT_BEGINNINGS.filter((length) => each.length >= length).map((length) =>
      beginning(each.slice(0, length)),
    ),
  ]);
}

/** As a part of a `tsquery`: lexemes are in quotes, and a key has only letters and digits. */
export function queryOfNumber(key: string): string {
  if (key.length > LONGEST_SHORT) return `'${whole(key)}':*`;
  return `('${whole(key)}' | '${beginning(key)}' | '${key}')`;
}

/** Signs that people write into numbers and round them. */
const NUMBER = /^[\sA-Za-z0-9.,\-/()第号类软著登字作国]+$/;
const FEWEST_DIGITS = 4;

/** The key of a text that is one number, also with blanks in it; `null` for words. */
export function readNumber(text: string): string | null {
  const plain = plainText(text);
  const digits = plain.replace(/\D/g, '').length;
  if (!NUMBER.test(plain) || digits < FEWEST_DIGITS) return null;
  const letters = plain.replace(/[^A-Za-z]/g, '').length;
  if (letters > digits) return null;
  const standard = readCnStandardForm(plain);
  return keyOf(standard.ok ? standard.value.number : plain);
}

/** The number that was meant, where its check character tells. */
export function correctNumber(text: string): string | null {
  const reading = readCnApplication(text);
  return reading.ok ? null : (reading.fault.expected?.whole ?? null);
}
