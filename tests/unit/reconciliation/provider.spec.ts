import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CNY, currency } from '@reassign/shared/kernel/currency.ts';
import { DAY, HOUR, type Instant, later, parseInstant } from '@reassign/shared/kernel/instant.ts';
import { compareProvider, feesOfDay } from '@reassign/shared/reconciliation/provider.ts';
import type { CashMovement } from '@reassign/shared/ledger/cash-movement.ts';
import type { ProviderEntry } from '@reassign/shared/payments/provider-entry.ts';

const noon = parseInstant('2026-03-04T12:00:00+08:00') as Instant;
const before = later(noon, -DAY);
const terms = { providerMs: HOUR };

let ids = 0;
const booked = (more: Partial<CashMovement> = {}): CashMovement => ({
  ...{ id: `t${String(++ids)}`, key: 'deposit:d:held', reason: 'deposit-received', reference: 'BZJ1' },
  ...{ at: before, change: 100, currency: CNY, ...more },
});
const entry = (more: Partial<ProviderEntry> = {}): ProviderEntry => ({
  ...{ id: `txn_${String(++ids)}`, type: 'charge', reference: 'BZJ1', source: 'ch_1', fee: 0 },
  ...{ at: before, change: 100, currency: CNY, ...more },
});
const compare = (ours: CashMovement[], theirs: ProviderEntry[], at = noon) =>
  compareProvider({ booked: ours, entries: theirs, at, terms });

const refund = { change: -100, key: 'refund:r:paid', reason: 'refund-paid', reference: 're_1' } as const;
const dispute = { key: 'dispute:dp_1:withdrawn', reason: 'charge-disputed', reference: 'dp_1' } as const;

describe("The ledger against Stripe's balance", () => {
  it.each<[string, CashMovement[], ProviderEntry[]]>([
    ['nothing on either side', [], []],
    ['a charge under its reference', [booked()], [entry()]],
    ['two payments under one reference', [booked(), booked()], [entry(), entry({ source: 'ch_2' })]],
    ['a refund under its id', [booked(refund)], [entry({ type: 'refund', reference: 're_1', change: -100 })]],
    [
      'a refund that came back',
      [booked(refund), booked({ ...refund, key: 'refund:r:failed', change: 100 })],
      [
        entry({ type: 'refund', reference: 're_1', change: -100 }),
        entry({ type: 'refund-failure', reference: 're_1' }),
      ],
    ],
    [
      'a dispute, taken and given back',
      [booked({ ...dispute, change: -100 }), booked(dispute)],
      [
        entry({ type: 'dispute', reference: 'dp_1', change: -100 }),
        entry({ type: 'dispute', reference: 'dp_1' }),
      ],
    ],
    [
      'fees of a day that were booked',
      [
        booked(),
        booked({
          reason: 'payment-cost',
          key: 'reconciliation:x',
          reference: feesOfDay('2026-03-03' as never),
          change: -7,
        }),
      ],
      [entry({ fee: 4 }), entry({ type: 'fee', reference: null, change: 0, fee: 3 })],
    ],
  ])('agrees on %s', (_, ours, theirs) => {
    expect(compare(ours, theirs)).toEqual([]);
  });
});

describe('The ledger and Stripe are apart', () => {
  it.each<[string, CashMovement[], ProviderEntry[], object]>([
    [
      'an event that never came',
      [],
      [entry()],
      { kind: 'missing-in-ledger', cause: 'event-missed', amount: 100, gap: 100 },
    ],
    [
      'a charge made by hand at Stripe',
      [],
      [entry({ reference: null })],
      { kind: 'missing-in-ledger', cause: 'made-at-provider', amount: 100, gap: 100 },
    ],
    [
      'a payout to the bank',
      [],
      [entry({ type: 'payout', reference: null, change: -100 })],
      { kind: 'missing-in-ledger', cause: 'provider-payout', gap: -100 },
    ],
    [
      'what nobody knows',
      [],
      [entry({ type: 'other', reference: null })],
      { kind: 'missing-in-ledger', cause: 'other-entry' },
    ],
    [
      'what Stripe does not have',
      [booked()],
      [],
      { kind: 'missing-outside', cause: 'booked-without-entry', gap: -100 },
    ],
    [
      'what is booked twice',
      [booked(), booked()],
      [entry()],
      { kind: 'duplicated', cause: 'booked-twice', gap: -100 },
    ],
    [
      'what Stripe lists twice',
      [booked()],
      [entry(), entry()],
      { kind: 'duplicated', cause: 'entry-repeated', gap: 100 },
    ],
    [
      'a second charge that nobody booked',
      [booked()],
      [entry(), entry({ source: 'ch_2' })],
      { kind: 'missing-in-ledger', cause: 'event-missed' },
    ],
    [
      'another amount',
      [booked()],
      [entry({ change: 99 })],
      { kind: 'amount-differs', cause: 'other-amount', gap: -1 },
    ],
    [
      'a fee that nobody booked',
      [booked()],
      [entry({ fee: 5 })],
      { kind: 'fee-not-booked', cause: 'provider-fee', gap: -5, outsideReference: 'fees:2026-03-03' },
    ],
    [
      'a cost that Stripe did not take',
      [booked({ reason: 'payment-cost', reference: 'fees:2026-03-03', change: -5 })],
      [],
      { kind: 'missing-outside', cause: 'booked-without-entry', gap: 5 },
    ],
  ])('differs by %s', (_, ours, theirs, finding) => {
    expect(compare(ours, theirs)).toMatchObject([finding]);
  });
});

describe('What Stripe and the ledger do not know of each other', () => {
  it('does not take what came for what went, nor dollars for yuan', () => {
    const went = entry({ change: -100 });
    expect(compare([booked()], [went]).map(({ kind }) => kind)).toEqual([
      'missing-outside',
      'missing-in-ledger',
    ]);
    const dollars = entry({ currency: currency('USD') });
    expect(compare([booked()], [dollars])).toHaveLength(2);
  });

  it.each([
    ['a millisecond before the hour', HOUR - 1, 'in-transit'],
    ['at the hour', HOUR, 'missing-in-ledger'],
  ])('what Stripe did is on its way %s', (_, ago, kind) => {
    expect(compare([], [entry({ at: later(noon, -ago) })])).toMatchObject([{ kind }]);
  });

  it('a refund that Stripe has not finished is on its way, however long that takes', () => {
    const pending = entry({ type: 'refund', reference: 're_1', change: -100, isPending: true });
    expect(compare([], [pending])).toMatchObject([{ kind: 'in-transit', cause: 'on-its-way', gap: -100 }]);
    expect(compare([], [{ ...pending, isPending: false }])).toMatchObject([{ kind: 'missing-in-ledger' }]);
  });

  it.each([
    ['a millisecond before the hour', HOUR - 1, 'in-transit'],
    ['at the hour', HOUR, 'missing-outside'],
  ])('what was booked is on its way %s', (_, ago, kind) => {
    expect(compare([booked({ at: later(noon, -ago) })], [])).toMatchObject([{ kind }]);
  });

  it.each([
    ['23:59:59.999 of the day', '2026-03-03T23:59:59.999+08:00', 'in-transit'],
    ['midnight', '2026-03-04T00:00:00+08:00', 'fee-not-booked'],
  ])('fees of a day may grow until %s', (_, at, kind) => {
    expect(compare([booked()], [entry({ fee: 5 })], parseInstant(at) as Instant)).toMatchObject([{ kind }]);
  });

  it('finds the same difference under the same key, and explains the whole gap', () => {
    const type = fc.constantFrom('charge', 'refund', 'dispute', 'payout', 'other') as fc.Arbitrary<
      ProviderEntry['type']
    >;
    const change = fc.integer({ min: -5, max: 5 }).filter((one) => one !== 0);
    const reference = fc.constantFrom('A', 'B', null);
    const at = fc.integer({ min: 0, max: 3 * HOUR }).map((ago) => later(noon, -ago));
    const ours = fc.array(
      fc.record({ change, reference, at, reason: fc.constantFrom('deposit-received', 'payment-cost') }),
      { maxLength: 8 },
    );
    const theirs = fc.array(fc.record({ change, reference, at, type, fee: fc.integer({ min: 0, max: 2 }) }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(ours, theirs, (mine, others) => {
        const [left, right] = [mine.map((one) => booked(one as object)), others.map((one) => entry(one))];
        const found = compare(left, right);
        const ledger = left.reduce((sum, one) => sum + one.change, 0);
        const outside = right.reduce((sum, one) => sum + one.change - one.fee, 0);
        expect(found.reduce((sum, { gap }) => sum + gap, 0)).toBe(outside - ledger);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        expect(compare(left, right)).toEqual(found);
      }),
    );
  });
});
