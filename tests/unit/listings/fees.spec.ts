import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { add, MAX_AMOUNT_MINOR } from '@reassign/shared/kernel/money.ts';
import { feeSchedules, scheduleOn, type Tiers } from '@reassign/shared/listings/fee-schedule.ts';
import {
  agencyCharge,
  allIn,
  buyerCharges,
  byTiers,
  type Charge,
  feeTermsOf,
  sellerCharges,
} from '@reassign/shared/listings/fees.ts';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import { vatOn, vatRates, vatWithin } from '@reassign/shared/listings/vat.ts';
import type { Route } from '@reassign/shared/listings/route-rules.ts';
import { yuan } from '../../support/lot.ts';
import { vectors } from '../../support/vectors.ts';
import { fen, moneyCases } from '../../support/waterfall.ts';

const [first] = feeSchedules;
const [vat] = vatRates;
const termsOf = (route: Route) => feeTermsOf(newestProfile(route), first ?? null, vat);

interface Pack {
  readonly cases: readonly {
    readonly name: string;
    readonly given: { readonly route: Route; readonly hammer: number; readonly deposit: number };
    readonly then: {
      readonly buyer: Readonly<Record<string, number>>;
      readonly seller?: Readonly<Record<string, number>>;
      readonly vat: number;
      readonly total: number;
      readonly balance: number;
      readonly isAtMost: boolean;
    };
  }[];
}

const byKind = (charges: readonly Charge[]) =>
  Object.fromEntries(charges.map(({ kind, amount }) => [kind, amount.amount]));

describe('the all-in price', () => {
  it.each((moneyCases('fees') as Pack).cases)('$name', ({ given, then }) => {
    const { charges, total, balance, deposit, isAtMost } = allIn(
      fen(given.hammer),
      fen(given.deposit),
      termsOf(given.route),
    );
    expect(byKind(charges)).toEqual(then.buyer);
    expect(charges.reduce((sum, { vat }) => sum + (vat?.amount ?? 0), 0)).toBe(then.vat);
    expect([total, balance, isAtMost]).toEqual([fen(then.total), fen(then.balance), then.isAtMost]);
    expect(add(deposit, balance)).toEqual(total);
    if (then.seller)
      expect(byKind(sellerCharges(fen(given.hammer), termsOf(given.route)))).toEqual(then.seller);
  });

  it('is never below the price and never falls when the price rises', () => {
    const prices = fc.tuple(fc.nat(MAX_AMOUNT_MINOR), fc.nat(1_000_000));
    const route = fc.constantFrom<Route>('bidding', 'auction', 'judicial', 'civil-2020', 'selloff');
    fc.assert(
      fc.property(prices, route, ([price, more], which) => {
        const at = (hammer: number) => allIn(fen(hammer), fen(0), termsOf(which)).total.amount;
        expect(at(price)).toBeGreaterThanOrEqual(price);
        expect(at(price + more)).toBeGreaterThanOrEqual(at(price));
      }),
    );
  });

  it('names an article for every charge', () => {
    for (const route of ['bidding', 'auction', 'civil-2020'] as const)
      for (const { articles } of [
        ...buyerCharges(yuan(1_000), termsOf(route)),
        ...sellerCharges(yuan(1_000), termsOf(route)),
      ])
        expect(articles.length).toBeGreaterThan(0);
  });
});

it.each(
  (
    vectors('auction-rules') as {
      readonly cases: {
        readonly commission_yuan: readonly { readonly price: number; readonly max: number }[];
      };
    }
  ).cases.commission_yuan,
)('the published tiers: at most $max of $price', ({ price, max }) => {
  expect(byKind(buyerCharges(yuan(price), termsOf('civil-2020')))).toEqual({ premium: yuan(max).amount });
});

describe('a tariff', () => {
  const tiers: Tiers = [
    { upTo: 100, bps: 5_000 },
    { upTo: null, bps: 1_000 },
  ];
  it.each([
    [0, 0, 0],
    [1, 1, 0],
    [99, 50, 49],
    [100, 50, 50],
    [104, 50, 50],
    [105, 51, 50],
    [110, 51, 51],
  ])('of %i fen: %i rounded half up, %i as a maximum', (price, charged, most) => {
    expect(byTiers(fen(price), tiers)).toEqual(fen(charged));
    expect(byTiers(fen(price), tiers, true)).toEqual(fen(most));
  });

  it('falls with the price in every schedule (拍卖法 56), and its slices rise to no end', () => {
    for (const { premium, commission, agency } of feeSchedules)
      for (const one of [premium, commission, agency]) {
        expect(one.map(({ bps }) => bps)).toEqual(one.map(({ bps }) => bps).toSorted((a, b) => b - a));
        expect(one.at(-1)?.upTo).toBeNull();
        const ends = one.slice(0, -1).map(({ upTo }) => upTo ?? 0);
        expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
        expect(Math.max(...one.map(({ bps }) => bps))).toBeLessThanOrEqual(500);
      }
  });
});

it.each([
  [0, 0],
  [8, 0],
  [9, 1],
  [106, 6],
  [107, 6],
  [10_600, 600],
  [-106, -6],
])('of %i fen gross, %i are VAT', (gross, tax) => {
  expect(vatWithin(fen(gross), vat)).toEqual(fen(tax));
});

it('is to the nearest fen at any rate, and half a fen is the net’s', () => {
  expect(vatWithin(fen(1), { bps: 10_000 })).toEqual(fen(0));
  expect(vatWithin(fen(1), { bps: 10_001 })).toEqual(fen(1));
});

const day = (text: string) => text as CalendarDay;

describe('the rate of VAT', () => {
  const two = [vat, { ...vat, version: 2, inForceFrom: day('2028-07-01'), bps: 900 }] as const;
  it.each([
    ['2025-12-31', 600],
    ['2026-01-01', 600],
    ['2028-06-30', 600],
    ['2028-07-01', 900],
  ])('on %s: %i', (on, bps) => {
    expect(vatOn(day(on), two).bps).toBe(bps);
  });
});

describe('the schedule of a lot', () => {
  const two = feeSchedules.flatMap((one) => [one, { ...one, version: 2, inForceFrom: day('2027-01-01') }]);
  it.each([
    ['2025-12-31', null],
    ['2026-01-01', 1],
    ['2026-12-31', 1],
    ['2027-01-01', 2],
  ])('noticed on %s: version %s', (on, version) => {
    expect(scheduleOn(day(on), two)?.version ?? null).toBe(version);
  });
  it('without one, a lot has no premium', () => {
    const { premium } = byKind(buyerCharges(yuan(1_000), feeTermsOf(newestProfile('bidding'), null, vat)));
    expect(premium).toBeUndefined();
  });
});

describe('the fee of an agency', () => {
  const schedule = feeSchedules[0];
  it('is what the mandate says, and else at most the schedule', () => {
    if (!schedule) throw new Error('there is a first schedule');
    expect(agencyCharge(yuan(1_000), { schedule, vat }, 150)).toMatchObject({
      amount: yuan(15),
      isAtMost: false,
    });
    expect(agencyCharge(yuan(1_000), { schedule, vat }, null)).toMatchObject({
      amount: yuan(30),
      isAtMost: true,
    });
  });
});
