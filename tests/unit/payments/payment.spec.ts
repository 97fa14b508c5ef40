import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import {
  mayFollowUp,
  mayRefund,
  refuseRefund,
  sight,
  type Sighting,
  sightDispute,
  sightRefund,
} from '@reassign/shared/payments/payment.ts';
import { fromStripeAmount, onlineLimit, toStripeAmount } from '@reassign/shared/payments/stripe-amount.ts';
import { type PaymentStatus, paymentStatuses, refundStatuses } from '@reassign/shared/payments/types.ts';
import { yuan } from '../../support/lot.ts';

const amount = yuan(10_000);
const payment = (status: PaymentStatus) => ({ status, amount });
const seen = (status: Sighting['status'], of = amount): Sighting => ({ status, amount: of });

describe('A payment that is sighted', () => {
  it.each<[PaymentStatus, Sighting['status'], PaymentStatus]>([
    ['opening', 'open', 'open'],
    ['opening', 'paid', 'paid'],
    ['open', 'processing', 'processing'],
    ['processing', 'open', 'processing'],
    ['processing', 'failed', 'failed'],
    ['open', 'failed', 'failed'],
    ['failed', 'open', 'failed'],
    // Money that comes late is money.
    ['failed', 'paid', 'paid'],
    ['paid', 'failed', 'paid'],
    ['paid', 'open', 'paid'],
  ])('%s, seen as %s, is %s', (before, now, after) => {
    expect(sight(payment(before), seen(now))).toEqual({ ok: true, status: after, changes: before !== after });
  });

  it('ends alike, in whatever order and however often it is told', () => {
    const sightings = fc.array(fc.constantFrom(...paymentStatuses.slice(1)));
    const after = (told: readonly PaymentStatus[]): PaymentStatus =>
      told.reduce<PaymentStatus>((status, now) => {
        const decided = sight(payment(status), seen(now as Sighting['status']));
        return decided.ok ? decided.status : status;
      }, 'opening');
    fc.assert(
      fc.property(sightings, (told) => {
        expect(after([...told, ...told].reverse())).toBe(after(told));
      }),
    );
  });

  it.each([
    [money(1_000_000, currency('USD')), 'wrong-currency'],
    [money(999_999, CNY), 'amount-differs'],
    [money(1_000_001, CNY), 'amount-differs'],
  ])('with %o is refused: %s', (other, refusal) => {
    expect(sight(payment('open'), seen('paid', other))).toEqual({ ok: false, refusal });
  });
});

describe('A refund', () => {
  it.each([
    ['of all that was paid', 'paid', yuan(0), amount, null],
    ['of a part', 'paid', yuan(0), yuan(1), null],
    ['of the rest', 'paid', yuan(9_999), yuan(1), null],
    ['of more than the rest', 'paid', yuan(9_999), yuan(1.01), 'more-than-paid'],
    ['of nothing', 'paid', yuan(0), yuan(0), 'more-than-paid'],
    ['a second time', 'paid', amount, amount, 'already-refunded'],
    ['of what was not paid', 'open', yuan(0), amount, 'not-paid'],
    ['of what failed', 'failed', yuan(0), amount, 'not-paid'],
    ['in another currency', 'paid', yuan(0), money(1, currency('USD')), 'wrong-currency'],
  ] as const)('%s', (_what, status, refunded, wanted, refusal) => {
    expect(refuseRefund(payment(status), refunded, wanted)).toBe(refusal);
  });

  it.each([
    [[], true],
    [['won'], true],
    [['open'], false],
    [['lost'], false],
    [['won', 'open'], false],
  ] as const)('while disputes are %o may go out: %s', (disputes, may) => {
    expect(mayRefund(disputes)).toBe(may);
  });

  it('goes on and never back, and may fail after it was paid', () => {
    for (const before of refundStatuses)
      for (const now of refundStatuses) {
        const after = sightRefund(before, now);
        expect(refundStatuses.indexOf(after)).toBe(
          Math.max(refundStatuses.indexOf(before), refundStatuses.indexOf(now)),
        );
      }
    expect(sightRefund('paid', 'failed')).toBe('failed');
  });
});

describe('A dispute', () => {
  it.each([
    [null, 'open', 'open'],
    [null, 'lost', 'lost'],
    ['open', 'won', 'won'],
    ['won', 'open', 'won'],
    ['lost', 'won', 'lost'],
  ] as const)('that is %s, seen as %s, is %s', (before, now, after) => {
    expect(sightDispute(before, now)).toBe(after);
  });
});

describe('An amount for Stripe', () => {
  it.each([
    [yuan(999_999.99), 99_999_999],
    [yuan(0.01), 1],
    [money(500, currency('JPY')), 500],
    [money(1_230, currency('KWD')), 1_230],
  ])('%o is %i', (ours, theirs) => {
    expect(toStripeAmount(ours)).toEqual({ ok: true, value: theirs });
    expect(fromStripeAmount(theirs, ours.currency.toLowerCase())).toEqual(ours);
  });

  it.each([
    [yuan(1_000_000), 'above-charge-limit'],
    [yuan(0), 'below-charge-minimum'],
    [money(1_234, currency('KWD')), 'not-chargeable'],
  ])('%o is refused: %s', (ours, fault) => {
    expect(toStripeAmount(ours)).toEqual({ ok: false, fault });
  });

  it('has eight digits at most, and is told so before', () => {
    expect(onlineLimit(CNY)).toEqual(yuan(999_999.99));
  });

  it('of a currency that nobody knows is none', () => {
    expect(fromStripeAmount(1, 'xxx')).toBeNull();
  });
});

describe('A refund that failed', () => {
  it.each([
    [{ status: 'failed', fault: 'lost_or_stolen_card', followUp: null }, true],
    [{ status: 'failed', fault: null, followUp: null }, true],
    [{ status: 'failed', fault: 'dispute-lost', followUp: null }, false],
    [{ status: 'failed', fault: null, followUp: 'retried' }, false],
    [{ status: 'failed', fault: null, followUp: 'by-bank' }, false],
    [{ status: 'withheld', fault: 'disputed', followUp: null }, false],
    [{ status: 'sent', fault: null, followUp: null }, false],
    [{ status: 'paid', fault: null, followUp: null }, false],
  ] as const)('%o may be followed up: %s', (refund, may) => {
    expect(mayFollowUp(refund)).toBe(may);
  });
});
