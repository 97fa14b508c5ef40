import { type Currency, isCurrency, minorDigitsOf } from '../kernel/currency.ts';
import { type Reading, read, unreadable } from '../kernel/decision.ts';
import { type Money, money } from '../kernel/money.ts';

/* The one place where our amounts become Stripe's and back. */

/** Eight digits of a currency's smallest unit a charge: ¥999,999.99. */
const MOST = 99_999_999;

export const onlineLimit = (currency: Currency): Money => money(MOST, currency);

export type AmountFault = 'above-charge-limit' | 'below-charge-minimum' | 'not-chargeable';

/** Stripe counts in the smallest unit as we do, except that three decimal places must end in a zero. */
export function toStripeAmount({ amount, currency }: Money): Reading<number, AmountFault> {
  if (amount > MOST) return unreadable('above-charge-limit');
  if (amount < 1) return unreadable('below-charge-minimum');
  return minorDigitsOf(currency) === 3 && amount % 10 !== 0 ? unreadable('not-chargeable') : read(amount);
}

/** `null` for a currency that we do not know. */
export function fromStripeAmount(amount: number, code: string): Money | null {
  const upper = code.toUpperCase();
  return isCurrency(upper) && Number.isSafeInteger(amount) ? money(amount, upper) : null;
}
