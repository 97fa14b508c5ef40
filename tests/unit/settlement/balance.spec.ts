import { describe, expect, it } from 'vitest';
import { later } from '@reassign/shared/kernel/instant.ts';
import { type BalanceNow, outstanding, receive } from '@reassign/shared/settlement/balance.ts';
import { awaitPayment, type PaymentState } from '@reassign/shared/settlement/buyer-default/review.ts';
import { paymentDueAt, planOf, termsOn } from '@reassign/shared/listings/payment-terms.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { routes } from '@reassign/shared/listings/route-rules.ts';
import { march, yuan } from '../../support/lot.ts';

const dueAt = march('29T00:00:00.000');
const at = later(dueAt, 5_000);
const inReview: PaymentState = { phase: 'in-review', missedAt: at, graces: 0, proposal: null };
const balance = (change: Partial<BalanceNow> = {}): BalanceNow => ({
  ...{ payment: awaitPayment(dueAt), isVoid: false, amount: yuan(100), received: yuan(40) },
  parts: [{ amount: yuan(100), dueAt }],
  ...change,
});
const fen = (amount: number) => ({ ...yuan(0), amount });

describe('money for a balance', () => {
  it.each([
    ['a fen too little', 5_999, 5_999, 0, []],
    ['the last fen', 6_000, 6_000, 0, ['BalancePaid']],
    ['a fen too much', 6_001, 6_000, 1, ['BalancePaid']],
  ])('%s', (_what, amount, taken, returned, events) => {
    const reception = receive(balance(), { amount: fen(amount), receivedAt: dueAt, at });
    expect(reception).toMatchObject({ taken: fen(taken), returned: fen(returned) });
    expect(reception.events.map(({ type }) => type)).toEqual(events);
  });

  it.each([
    ['on the deadline, though we hear of it later', dueAt, ['BalancePaid']],
    ['one millisecond after it', later(dueAt, 1), ['DeadlineMissed', 'BalancePaid']],
  ])('%s', (_what, receivedAt, events) => {
    const { events: made } = receive(balance(), { amount: yuan(60), receivedAt, at });
    expect(made.map(({ type }) => type)).toEqual(events);
  });

  it('is still taken under review, and the deadline is not missed twice', () => {
    const { events } = receive(balance({ payment: inReview }), { amount: yuan(60), receivedAt: at, at });
    expect(events.map(({ type }) => type)).toEqual(['BalancePaid']);
  });

  it.each([
    ['paid', { payment: { phase: 'paid', at } }],
    ['defaulted', { payment: { phase: 'buyer-defaulted', at } }],
    ['annulled', { isVoid: true }],
  ] as const)('goes back whole once the sale is %s', (_what, change) => {
    expect(outstanding(balance(change))).toEqual(yuan(0));
    const reception = receive(balance(change), { amount: yuan(60), receivedAt: dueAt, at });
    expect(reception).toEqual({ taken: yuan(0), returned: yuan(60), events: [] });
  });
});

describe('the deadline of a price', () => {
  it('is the end of the tenth day after the confirmation, that day not counted', () => {
    for (const route of routes) {
      const [whole, none] = planOf({}, route, '2026-03-01' as CalendarDay);
      expect(none).toBeUndefined();
      const { shareBps, days } = whole ?? { shareBps: 0, days: 0 };
      expect(shareBps).toBe(10_000);
      expect(paymentDueAt(march('18T00:00:00.000'), days)).toBe(dueAt);
      expect(paymentDueAt(march('18T23:59:59.999'), days)).toBe(dueAt);
      expect(paymentDueAt(march('19T00:00:00.000'), days)).toBe(march('30T00:00:00.000'));
    }
  });

  it('has its source for every route, and terms before the first version', () => {
    const { articles, version } = termsOn('2020-01-01' as CalendarDay);
    expect(version).toBe(1);
    for (const route of routes) expect(articles[route][0]).toBe('ours');
  });
});
