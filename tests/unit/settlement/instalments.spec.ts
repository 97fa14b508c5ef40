import { describe, expect, it } from 'vitest';
import type { UserId } from '@reassign/shared/kernel/ids.ts';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { closedGates } from '@reassign/shared/listings/gates.ts';
import type { StatedPayment } from '@reassign/shared/listings/payment-plan.ts';
import { planOf } from '@reassign/shared/listings/payment-terms.ts';
import { type BalanceNow, dueNext, receive } from '@reassign/shared/settlement/balance.ts';
import {
  awaitPayment,
  decidePayment,
  evolvePayment,
  type PaymentCommand,
  type PaymentEvent,
} from '@reassign/shared/settlement/buyer-default/review.ts';
import { fillParts, nextPart, partsOfBalance } from '@reassign/shared/settlement/instalments.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { ListingRoute } from '@reassign/shared/listings/types.ts';
import { gateQuestion } from '../../support/gates.ts';
import { march } from '../../support/lot.ts';
import { fen, moneyCases } from '../../support/waterfall.ts';

/* By when a price is paid, whole or in parts: the cases that other implementations read, on the pure rules. */

interface Pack {
  readonly notices: readonly {
    readonly name: string;
    readonly route: ListingRoute;
    readonly deposit?: number;
    readonly when: StatedPayment;
    readonly then: readonly string[];
  }[];
  readonly balances: readonly {
    readonly name: string;
    readonly given: StatedPayment & Readonly<Record<'hammer' | 'premium' | 'deposit', number>>;
    readonly then: readonly { readonly amount: number; readonly dueAt: string }[];
  }[];
  readonly courses: readonly { readonly name: string; readonly steps: readonly Step[] }[];
}
interface Step {
  readonly at: string;
  readonly pay?: number;
  readonly taken?: number;
  readonly miss?: true;
  /** The default, or the end of more time. */
  readonly propose?: string;
  readonly confirm?: 'same' | 'other';
  /** Types of events, or the refusal. */
  readonly then: readonly string[] | string;
  /** By when the next part is due after this; `null`: nothing is. */
  readonly next?: string | null;
}

const pack = moneyCases('instalments') as Pack;
const time = (text: string): Instant => instant(Date.parse(text));
const confirmedAt = march('18T10:00:00.000');
const noticedOn = '2026-03-01' as CalendarDay;

describe('what a notice may say', () => {
  it.each(pack.notices)('$name', ({ route, deposit = 1_000_000, when, then }) => {
    const terms = { start: fen(10_000_000), deposit: fen(deposit), ...when };
    const found = closedGates(gateQuestion({ route, terms })).flatMap(({ gate, facts }) => {
      if (gate === 'payment-unlawful') return facts['faults'] as string[];
      return gate === 'instalments-not-offered' ? [gate] : [];
    });
    expect(found).toEqual(then);
  });
});

const sums = ({ hammer, premium, deposit }: Record<'hammer' | 'premium' | 'deposit', number>) => ({
  ...{ hammer: fen(hammer), premium: fen(premium), deposit: fen(deposit) },
});

describe('the parts of a balance', () => {
  it.each(pack.balances)('$name', ({ given, then }) => {
    const parts = partsOfBalance(sums(given), planOf(given, 'bidding', noticedOn), confirmedAt);
    expect(parts).toEqual(then.map(({ amount, dueAt }) => ({ amount: fen(amount), dueAt: time(dueAt) })));
    const { hammer, premium, deposit } = given;
    const sum = parts.reduce((all, { amount }) => all + amount.amount, 0);
    expect(sum).toBe(Math.max(0, hammer + premium - deposit));
  });
});

const halves = [
  { shareBps: 3_000, days: 10 },
  { shareBps: 7_000, days: 20 },
];
/** 3,000.00 less the deposit of 1,000.00 by 29 March, 7,000.00 by 8 April. */
const parts = partsOfBalance(sums({ hammer: 1_000_000, premium: 0, deposit: 100_000 }), halves, confirmedAt);

class Course {
  #balance: BalanceNow = {
    ...{ payment: awaitPayment(time('2026-03-29T00:00:00+08:00')), isVoid: false },
    ...{ amount: fen(900_000), parts, received: fen(0) },
  };

  #keep(events: readonly PaymentEvent[], received: Money = this.#balance.received): void {
    const payment = events.reduce(evolvePayment, this.#balance.payment);
    this.#balance = { ...this.#balance, received, payment };
  }

  do({ at, pay, taken, then, next, ...asked }: Step): void {
    if (pay !== undefined) {
      const before = this.#balance.received;
      const arrival = { amount: fen(pay), receivedAt: time(at), at: time(at) };
      const reception = receive(this.#balance, arrival);
      expect(reception.taken).toEqual(fen(taken ?? 0));
      expect(reception.returned).toEqual(fen(pay - (taken ?? 0)));
      expect(reception.events.map(({ type }) => type)).toEqual(then);
      this.#keep(reception.events, fen(before.amount + reception.taken.amount));
      const { payment } = this.#balance;
      const waits = payment.phase === 'awaiting-payment' || payment.phase === 'in-review';
      const due = waits ? nextPart(parts, this.#balance.received) : null;
      expect(due && due.dueAt).toBe(next === null || next === undefined ? null : time(next));
      expect(dueNext(this.#balance).amount).toBe(due ? due.amount.amount - due.paid.amount : 0);
      return;
    }
    const decision = decidePayment(this.#balance.payment, commandOf(asked, time(at)));
    expect(decision.ok ? decision.events.map(({ type }) => type) : decision.refusal).toEqual(then);
    if (decision.ok) this.#keep(decision.events);
  }
}

function commandOf(
  { miss, propose, confirm }: Pick<Step, 'miss' | 'propose' | 'confirm'>,
  at: Instant,
): PaymentCommand {
  if (miss === true) return { type: 'MissDeadline', at };
  const by = (confirm === 'other' ? 'checker' : 'maker') as UserId;
  if (propose === undefined) return { type: 'ConfirmOutcome', by, at };
  const outcome =
    propose === 'buyer-default'
      ? ({ kind: 'buyer-default', losses: { costs: fen(0), commissions: fen(0) } } as const)
      : ({ kind: 'grace', until: time(propose) } as const);
  return { type: 'ProposeOutcome', by, outcome, reason: '逾期', at };
}

describe('a price in parts', () => {
  it.each(pack.courses)('$name', ({ steps }) => {
    const course = new Course();
    for (const step of steps) course.do(step);
  });

  it('shows what came of each part', () => {
    expect(fillParts(parts, fen(200_001)).map(({ paid }) => paid.amount)).toEqual([200_000, 1]);
    expect(fillParts(parts, fen(199_999)).map(({ paid }) => paid.amount)).toEqual([199_999, 0]);
    expect(nextPart(parts, fen(900_000))).toBeNull();
  });
});
