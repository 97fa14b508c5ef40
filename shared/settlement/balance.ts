import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/instant.ts';
import { isLess, type Money, subtract } from '../kernel/money.ts';
import {
  decidePayment,
  evolvePayment,
  type PaymentEvent,
  type PaymentState,
} from './buyer-default/review.ts';

/** A balance and what has become of it. */
export interface BalanceNow {
  readonly payment: PaymentState;
  /** The sale was annulled. */
  readonly isVoid: boolean;
  readonly amount: Money;
  /** Taken of what came so far. */
  readonly received: Money;
}

/** What came: when it was in the account, and when we learned of it. */
interface Arrival {
  readonly amount: Money;
  readonly receivedAt: Instant;
  readonly at: Instant;
}

export interface Reception {
  readonly taken: Money;
  /** Too much, or too late for anything: it goes back. */
  readonly returned: Money;
  readonly events: readonly PaymentEvent[];
}

export const isOpen = ({ payment, isVoid }: Pick<BalanceNow, 'payment' | 'isVoid'>): boolean =>
  !isVoid && (payment.phase === 'awaiting-payment' || payment.phase === 'in-review');

/** What is still to come; nothing once it is over, however it ended. */
export const outstanding = (balance: BalanceNow): Money =>
  isOpen(balance) ? subtract(balance.amount, balance.received) : { ...balance.amount, amount: 0 };

/**
 * Several payments add up: that is how a bank sends more than its limit, and no instalment, because the whole is due at one
 * deadline. What is too much goes back, as does everything once the balance is over. Late money is taken while a review runs.
 */
export function receive(balance: BalanceNow, { amount, receivedAt, at }: Arrival): Reception {
  const open = outstanding(balance);
  assert(open.currency === amount.currency, 'a payment is of the currency of its balance');
  const taken = isLess(open, amount) ? open : amount;
  const returned = subtract(amount, taken);
  const isWhole = open.amount > 0 && taken.amount === open.amount;
  return { taken, returned, events: isWhole ? paidEvents(balance.payment, receivedAt, at) : [] };
}

/** The whole is there. That it came late is written down, too. */
export function paidEvents(payment: PaymentState, receivedAt: Instant, at: Instant): PaymentEvent[] {
  const isLate = payment.phase === 'awaiting-payment' && receivedAt > payment.dueAt;
  const missed: PaymentEvent[] = isLate ? [{ type: 'DeadlineMissed', at }] : [];
  const paid = decidePayment(missed.reduce(evolvePayment, payment), { type: 'RecordPayment', at });
  assert(paid.ok, 'a balance that is open can be paid');
  return [...missed, ...paid.events];
}
