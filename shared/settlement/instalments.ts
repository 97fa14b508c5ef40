import type { Instant } from '../kernel/instant.ts';
import { add, type Money, percent, subtract } from '../kernel/money.ts';
import type { PlannedPart } from '../listings/payment-plan.ts';
import { paymentDueAt } from '../listings/payment-terms.ts';
import { least } from './waterfall/amounts.ts';

/** What is to be paid by a day, the deposit taken off; the last instant in time. */
export interface PaymentPart {
  readonly amount: Money;
  readonly dueAt: Instant;
}

/**
 * The parts of a balance: shares of price and premium, down to the fen, the last one the rest. The deposit is money that came
 * first: it fills the parts in their order, so that what a low price leaves over of it counts towards the next.
 */
export function partsOfBalance(
  { hammer, premium, deposit }: Readonly<Record<'hammer' | 'premium' | 'deposit', Money>>,
  plan: readonly PlannedPart[],
  confirmedAt: Instant,
): PaymentPart[] {
  let left = add(hammer, premium);
  let applied = deposit;
  const total = left;
  return plan.map(({ shareBps, days }, nth) => {
    const whole = nth === plan.length - 1 ? left : percent(total, shareBps, 'down');
    left = subtract(left, whole);
    const covered = least(applied, whole);
    applied = subtract(applied, covered);
    return { amount: subtract(whole, covered), dueAt: paymentDueAt(confirmedAt, days) };
  });
}

/** A part with what came of it. */
export interface FilledPart extends PaymentPart {
  readonly paid: Money;
}

/** Whatever comes fills the parts in the order of their days. */
export function fillParts(parts: readonly PaymentPart[], received: Money): FilledPart[] {
  let left = received;
  return parts.map((part) => {
    const paid = least(left, part.amount);
    left = subtract(left, paid);
    return { ...part, paid };
  });
}

/** The part that is paid next: the first that is not there whole; `null` when everything is. */
export function nextPart(parts: readonly PaymentPart[], received: Money): FilledPart | null {
  return fillParts(parts, received).find(({ amount, paid }) => paid.amount < amount.amount) ?? null;
}
