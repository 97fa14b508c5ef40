import { assert } from './assert.ts';

/** ISO 4217 alphabetic code, branded after the check in `currency`. */
export type Currency = string & { readonly __brand: 'Currency' };

/** Minor-unit digits by ISO 4217; a currency missing here is refused, not guessed. */
const minorDigits: Readonly<Record<string, number>> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  SGD: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
};

export const isCurrency = (code: string): code is Currency => Object.hasOwn(minorDigits, code);

export function currency(code: string): Currency {
  assert(isCurrency(code), `unknown currency ${code}`);
  return code;
}

/** Digits after the decimal point: CNY 2, JPY 0, KWD 3. */
export const minorDigitsOf = (code: Currency): number => minorDigits[code] ?? 2;

export const CNY = currency('CNY');
