import { assert } from './assert.ts';
import { type Currency, minorDigitsOf } from './currency.ts';

/** Integer minor units (fen) with their currency; never a fraction, never a string. */
export interface Money {
  readonly amount: number;
  readonly currency: Currency;
}

/** Every amount that enters is at most 10¹³ minor units: products then stay exact through BigInt. */
export const MAX_AMOUNT_MINOR = 10_000_000_000_000;

export type Rounding = 'up' | 'down' | 'half-up' | 'half-even';

export function money(amount: number, currency: Currency): Money {
  assert(Number.isSafeInteger(amount), 'money needs integer minor units');
  return { amount, currency };
}

const sameCurrency = (a: Money, b: Money): void => {
  assert(a.currency === b.currency, 'two currencies are never mixed');
};

export function add(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount + b.amount, a.currency);
}

export function subtract(a: Money, b: Money): Money {
  sameCurrency(a, b);
  return money(a.amount - b.amount, a.currency);
}

export function isLess(a: Money, b: Money): boolean {
  sameCurrency(a, b);
  return a.amount < b.amount;
}

export const isSame = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;

/** Whole multiples only, for "ten times the asking price". */
export const times = (a: Money, factor: number): Money => money(a.amount * factor, a.currency);

/** `rateBps` in basis points (7000 = 70 %); the rounding is named at each use (minima round up, maxima down). */
export function percent(base: Money, rateBps: number, rounding: Rounding): Money {
  assert(Number.isSafeInteger(rateBps), 'a rate is an integer of basis points');
  return money(divide(BigInt(base.amount) * BigInt(rateBps), 10_000n, rounding), base.currency);
}

/** Simple interest at a yearly rate for whole days, half a fen up; a year has as many days as agreed. */
export function yearlyFor(base: Money, rateBps: number, days: number, daysOfYear: number): Money {
  assert(Number.isSafeInteger(rateBps) && Number.isSafeInteger(days), 'rates and days are integers');
  const dividend = BigInt(base.amount) * BigInt(rateBps) * BigInt(days);
  return money(divide(dividend, 10_000n * BigInt(daysOfYear), 'half-up'), base.currency);
}

function divide(dividend: bigint, divisor: bigint, rounding: Rounding): number {
  const sign = dividend < 0n ? -1n : 1n;
  const magnitude = dividend * sign;
  const whole = magnitude / divisor;
  const rest = magnitude % divisor;
  const twice = rest * 2n;
  const roundsAway =
    rest !== 0n &&
    ((rounding === 'up' && sign > 0n) ||
      (rounding === 'down' && sign < 0n) ||
      (rounding === 'half-up' && twice >= divisor) ||
      (rounding === 'half-even' && (twice > divisor || (twice === divisor && whole % 2n === 1n))));
  return Number(sign * (whole + (roundsAway ? 1n : 0n)));
}

/**
 * Splits `total` by weight with the largest remainder; the parts add up to it, ties go to the earlier part. A total below
 * zero is split like the one above it: a posting and its reversal cancel out part by part.
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
  assert(
    weights.length > 0 && weights.every((w) => Number.isSafeInteger(w) && w >= 0),
    'weights are integers',
  );
  const sum = weights.reduce((a, w) => a + BigInt(w), 0n);
  assert(sum > 0n, 'at least one weight is above zero');
  const sign = total.amount < 0 ? -1n : 1n;
  const magnitude = sign * BigInt(total.amount);
  const shares = weights.map((weight, index) => {
    const product = magnitude * BigInt(weight);
    return { index, floor: product / sum, rest: product % sum };
  });
  let left = magnitude - shares.reduce((a, s) => a + s.floor, 0n);
  const byRest = [...shares].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  );
  const parts = shares.map((s) => s.floor);
  for (const { index } of byRest) {
    if (left === 0n) break;
    parts[index] = (parts[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return parts.map((part) => money(Number(sign * part), total.currency));
}

/** `1250000.00` for 125,000,000 fen: exact, for `Intl.NumberFormat`, which takes decimal strings without loss. */
export function toDecimal({ amount, currency }: Money): string {
  const digits = minorDigitsOf(currency);
  const sign = amount < 0 ? '-' : '';
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
