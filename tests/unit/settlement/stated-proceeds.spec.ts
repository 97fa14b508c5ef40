import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { ClaimSheetInput } from '@reassign/shared/listings/claim-sheet-api.ts';
import { claimSheetInput, penaltyPlaces } from '@reassign/shared/listings/claim-sheet-api.ts';
import { sheetFaultsOf } from '@reassign/shared/listings/claim-sheet.ts';
import { statedProceeds } from '@reassign/shared/settlement/stated-proceeds.ts';
import { sumOf } from '@reassign/shared/settlement/waterfall/amounts.ts';
import { claimParts, type ClaimPart, type Parts } from '@reassign/shared/settlement/waterfall/types.ts';
import { cny } from '../../support/listings.ts';
import { fen, moneyCases } from '../../support/waterfall.ts';

interface WrittenRight {
  readonly id: string;
  readonly appraised: number;
  readonly pledgor: string;
}
interface WrittenPrice {
  readonly lot: string;
  readonly hammer: number;
  readonly paidOn: string;
}
interface Given {
  readonly sheet: ClaimSheetInput;
  readonly lots: readonly { readonly lot: string; readonly rights: readonly WrittenRight[] }[];
  readonly prices: readonly WrittenPrice[];
}
interface Pack {
  readonly cases: readonly {
    readonly name: string;
    readonly given: Given;
    readonly then: {
      readonly pots: readonly {
        readonly pledgor: string;
        readonly costs?: Readonly<Record<string, number>>;
        readonly claims: Readonly<Record<string, Partial<Record<ClaimPart, number>>>>;
        readonly surplus: number;
      }[];
      readonly owed: Readonly<Record<string, number>>;
      readonly reckonedIn: readonly string[];
    };
  }[];
}

const stated = ({ sheet, lots, prices }: Given) =>
  statedProceeds(
    prices.map(({ lot, hammer, paidOn }) => ({
      ...{ lot: lot as LotId, hammer: fen(hammer), costs: [], paidOn: paidOn as CalendarDay },
    })),
    {
      sheet,
      rightsOf: new Map(
        lots.map(({ lot, rights }) => [
          lot as LotId,
          rights.map((right) => ({ ...right, appraised: fen(right.appraised) })),
        ]),
      ),
    },
  );

/** What was paid, without what was not. */
const written = (parts: Parts): Partial<Record<ClaimPart, number>> =>
  Object.fromEntries(
    claimParts.flatMap((part) => (parts[part].amount === 0 ? [] : [[part, parts[part].amount]])),
  );

describe('the claims that two people stated', () => {
  const { cases } = moneyCases('stated-claims') as Pack;

  it.each(cases)('$name', ({ given, then }) => {
    expect(claimSheetInput.safeParse(given.sheet).success).toBe(true);
    const { pots, deficiencies, reckonedIn } = stated(given);
    const told = pots.map(({ pledgor, distribution: { costs, claims, surplus } }) => ({
      pledgor,
      ...(costs.length > 0 && {
        costs: Object.fromEntries(costs.map(({ cost, paid }) => [cost.id, paid.amount])),
      }),
      claims: Object.fromEntries(claims.map(({ id, paid }) => [id, written(paid)])),
      surplus: surplus.amount,
    }));
    expect(told).toEqual(then.pots);
    expect(Object.fromEntries(deficiencies.map(({ claim, total }) => [claim, total.amount]))).toEqual(
      then.owed,
    );
    expect(reckonedIn).toEqual(then.reckonedIn);
  });

  it('say in a line how interest was brought to the day of payment', () => {
    const given = cases.find(({ name }) => name.startsWith('interest of 31 days'))?.given;
    const [pot] = given ? stated(given).pots : [];
    expect(pot?.distribution.steps[0]).toMatchObject({
      ...{ kind: 'accrual', since: '2026-01-01', until: '2026-02-01', days: 31, daysOfYear: 365 },
      ...{ principal: fen(100_000_000), interest: fen(3_100_000), penalty: fen(0) },
    });
  });
});

const ids = ['a', 'b', 'c'].map((tail) => `019cd000-0000-7000-8000-00000000000${tail}`);
const amount = fc.oneof(fc.nat(12), fc.nat(10_000_000_000));
const day = fc.constantFrom('2024-01-01', '2024-02-01', '2025-01-01');
const sheet = fc
  .array(
    fc.record({
      parts: fc.tuple(amount, amount, amount, amount),
      penaltyPlace: fc.constantFrom(...penaltyPlaces),
      rates: fc.option(fc.tuple(fc.constantFrom(360 as const, 365 as const), fc.nat(5_000), fc.nat(5_000)), {
        nil: undefined,
      }),
      registrations: fc.array(
        fc.record({
          registeredOn: day,
          cap: fc.option(fc.tuple(amount, fc.constantFrom('everything' as const, 'principal' as const)), {
            nil: undefined,
          }),
        }),
        { minLength: 3, maxLength: 3 },
      ),
      pledged: fc.subarray([0, 1, 2], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .chain((claims) =>
    fc
      .array(fc.record({ amount, advancedBy: fc.option(fc.nat(claims.length - 1), { nil: undefined }) }), {
        maxLength: 3,
      })
      .map((costs): ClaimSheetInput => ({
        asOf: '2026-01-01',
        claims: claims.map(({ parts, penaltyPlace, rates, registrations, pledged }, nth) => ({
          ...{ holder: { name: `银行${String(nth)}` }, isOwn: nth === 0, penaltyPlace },
          ...{ principal: cny(parts[0] + 1), interest: cny(parts[1]) },
          ...{ penalty: cny(parts[2]), costs: cny(parts[3]) },
          ...(rates && { accrual: { daysOfYear: rates[0], interestBps: rates[1], penaltyBps: rates[2] } }),
          registrations: pledged.map((index) => ({
            ...{ number: `Y${String(nth)}${String(index)}`, rightIds: [ids[index] ?? ''] },
            registeredOn: registrations[index]?.registeredOn ?? '2024-01-01',
            ...(registrations[index]?.cap && {
              maximum: { cap: cny(registrations[index].cap[0]), covers: registrations[index].cap[1] },
            }),
          })),
        })),
        costs: costs.map((cost, nth) => ({
          ...{ kind: 'other' as const, amount: cny(cost.amount), payee: '某机构', voucher: String(nth) },
          ...(cost.advancedBy !== undefined && { advancedBy: cost.advancedBy }),
        })),
      })),
  );
const rights = fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.nat(1_000)).map((values) =>
  values.map((appraised, nth) => ({
    ...{ id: ids[nth] ?? '', appraised },
    pledgor: nth < 2 ? '甲' : '乙',
  })),
);
const given = (price: number, of: ClaimSheetInput, list: readonly WrittenRight[]): Given => ({
  sheet: of,
  lots: [{ lot: 'first', rights: list }],
  prices: [{ lot: 'first', hammer: price, paidOn: '2026-03-01' }],
});
const sum = (amounts: readonly { readonly amount: number }[]): number =>
  amounts.reduce((all, one) => all + one.amount, 0);

describe('whatever is stated', () => {
  it('can stand, and its parts add up to the price to the fen', () => {
    fc.assert(
      fc.property(amount, sheet, rights, (price, of, list) => {
        expect(
          sheetFaultsOf(of, { currency: 'CNY', rightIds: ids, today: '2026-01-01' as CalendarDay }),
        ).toEqual([]);
        const paid = stated(given(price, of, list)).pots.flatMap(({ distribution }) => [
          ...distribution.costs.map((cost) => cost.paid),
          ...distribution.claims.map((claim) => sumOf(claim.paid)),
          distribution.surplus,
        ]);
        expect(sum(paid)).toBe(price);
      }),
    );
  });

  it('no registration pays more than its maximum', () => {
    fc.assert(
      fc.property(amount, sheet, rights, (price, of, list) => {
        const { pots } = stated(given(price, of, list));
        for (const [nth, claim] of of.claims.entries()) {
          const maxima = claim.registrations.map(({ maximum }) => maximum);
          if (maxima.some((one) => one?.covers !== 'everything')) continue;
          const paid = pots.flatMap(({ distribution }) =>
            distribution.claims.filter(({ id }) => id === `claim-${String(nth + 1)}`),
          );
          const caps = sum(maxima.flatMap((one) => (one ? [one.cap] : [])));
          expect(sum(paid.map((one) => sumOf(one.paid)))).toBeLessThanOrEqual(caps);
        }
      }),
    );
  });

  it('a higher price leaves nobody with less, and nobody is owed more for it', () => {
    fc.assert(
      // One right: between several the later ones get what the earlier ones no longer need.
      fc.property(amount, fc.nat(1_000_000), sheet, (price, more, of) => {
        const one = [{ id: ids[0] ?? '', appraised: 1, pledgor: '甲' }];
        const [low, high] = [price, price + more].map((hammer) => stated(given(hammer, of, one)));
        const owed = (of: typeof low) => sum((of?.deficiencies ?? []).map(({ total }) => total));
        expect(owed(high)).toBeLessThanOrEqual(owed(low));
        const surplus = (of: typeof low) => of?.pots[0]?.distribution.surplus.amount ?? 0;
        expect(surplus(high)).toBeGreaterThanOrEqual(surplus(low));
      }),
    );
  });
});
