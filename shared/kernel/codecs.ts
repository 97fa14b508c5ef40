import { isCurrency, type Currency } from './currency.ts';
import { type CalendarDay, type Instant, instant, parseDay, toRfc3339 } from './instant.ts';
import { MAX_AMOUNT_MINOR, type Money } from './money.ts';

/* Between the wire and the rules, for what a schema already accepted; `readMoney` for what nobody checked. */

export const toMoney = (wire: { readonly amount: number; readonly currency: string }): Money => ({
  amount: wire.amount,
  currency: wire.currency as Currency,
});

export const toInstant = (wire: string): Instant => instant(Date.parse(wire));
export const toDay = (wire: string): CalendarDay => parseDay(wire) as CalendarDay;
export const fromInstant = toRfc3339;

/** An amount out of something of any shape; `null` for everything else. */
export function readMoney(value: unknown): Money | null {
  if (typeof value !== 'object' || value === null) return null;
  const { amount, currency } = value as Readonly<Record<string, unknown>>;
  if (!Number.isSafeInteger(amount) || typeof currency !== 'string' || !isCurrency(currency)) return null;
  const minor = amount as number;
  return minor < 0 || minor > MAX_AMOUNT_MINOR ? null : { amount: minor, currency };
}
