import { assert } from '../kernel/assert.ts';
import type { Instant } from '../kernel/instant.ts';
import { add, isLess, type Money, subtract } from '../kernel/money.ts';
import {
  decidePayment,
  evolvePayment,
  type PaymentCommand,
  type PaymentEvent,
  type PaymentState,
} from './buyer-default/review.ts';
import { nextPart, type PaymentPart } from './instalments.ts';

/** A balance and what has become of it. */
export interface BalanceNow {
  readonly payment: PaymentState;
  /** The sale was annulled. */
  readonly isVoid: boolean;
  readonly amount: Money;
  /** In the order of their days; one where the price is paid whole. */
  readonly parts: readonly PaymentPart[];
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

/** Of it what is due next; the same where the price is paid whole. */
export function dueNext(balance: BalanceNow): Money {
  const next = isOpen(balance) ? nextPart(balance.parts, balance.received) : null;
  return next ? subtract(next.amount, next.paid) : { ...balance.amount, amount: 0 };
}

/**
 * Several payments add up, and fill the parts in their order: that is how a bank sends more than its limit. What is too much
 * goes back, as does everything once the balance is over. Late money is taken while a review runs.
 */
export function receive(balance: BalanceNow, { amount, receivedAt, at }: Arrival): Reception {
  const open = outstanding(balance);
  assert(open.currency === amount.currency, 'a payment is of the currency of its balance');
  const taken = isLess(open, amount) ? open : amount;
  const returned = subtract(amount, taken);
  return { taken, returned, events: eventsOf(balance, taken, { receivedAt, at }) };
}

/** Of a balance that is over nothing is taken, and nothing happens. */
function eventsOf(
  balance: BalanceNow,
  taken: Money,
  { receivedAt, at }: Omit<Arrival, 'amount'>,
): PaymentEvent[] {
  const { parts, received, payment } = balance;
  if (taken.amount === 0) return [];
  if (taken.amount === outstanding(balance).amount) return paidEvents(payment, receivedAt, at);
  const [before, after] = [nextPart(parts, received), nextPart(parts, add(received, taken))];
  if (!before || !after || before.dueAt === after.dueAt) return [];
  return endedBy({ type: 'RecordInstalment', until: after.dueAt, at }, payment, receivedAt);
}

/** The whole is there. */
export const paidEvents = (payment: PaymentState, receivedAt: Instant, at: Instant): PaymentEvent[] =>
  endedBy({ type: 'RecordPayment', at }, payment, receivedAt);

/** A deadline is met by this. That it came late is written down, too. */
function endedBy(
  command: Extract<PaymentCommand, { type: 'RecordPayment' | 'RecordInstalment' }>,
  payment: PaymentState,
  receivedAt: Instant,
): PaymentEvent[] {
  const isLate = payment.phase === 'awaiting-payment' && receivedAt > payment.dueAt;
  const missed: PaymentEvent[] = isLate ? [{ type: 'DeadlineMissed', at: command.at }] : [];
  const paid = decidePayment(missed.reduce(evolvePayment, payment), command);
  assert(paid.ok, 'a balance that is open can be paid');
  return [...missed, ...paid.events];
}
