import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newestProfile } from '@reassign/shared/listings/profile.ts';
import { type Route, routes } from '@reassign/shared/listings/route-rules.ts';
import {
  type DefaultCase,
  forfeit,
  joinsProceeds,
} from '@reassign/shared/settlement/buyer-default/forfeit.ts';
import { vectors } from '../../support/vectors.ts';
import { fen, moneyCases } from '../../support/waterfall.ts';

type Given = Partial<Record<Exclude<keyof DefaultCase, 'resalePrice'>, number>> & {
  readonly resalePrice: number | null;
};

const settle = (route: Route, { resalePrice, ...given }: Given) =>
  forfeit(
    {
      deposit: fen(given.deposit ?? 0),
      firstPrice: fen(given.firstPrice ?? 0),
      resalePrice: resalePrice === null ? null : fen(resalePrice),
      costs: fen(given.costs ?? 0),
      commissions: fen(given.commissions ?? 0),
      debt: fen(given.debt ?? 0),
      relatedDebts: fen(given.relatedDebts ?? 0),
    },
    newestProfile(route).buyerDefault,
  );

type Result = ReturnType<typeof settle>;
const paidBy = ({ steps }: Result) =>
  Object.fromEntries(steps.map(({ covers, paid }) => [covers, paid.amount]));

interface Pack {
  readonly cases: readonly {
    readonly name: string;
    readonly given: Given & { readonly route: Route };
    readonly then: { readonly paid: Readonly<Record<string, number>>; readonly stillHeld?: number } & Partial<
      Record<'loss' | 'penalty' | 'atCourt' | 'refund' | 'owed', number>
    >;
  }[];
}

describe('the deposit of a buyer who did not pay', () => {
  it.each((moneyCases('buyer-default') as Pack).cases)('$name', ({ given: { route, ...given }, then }) => {
    const result = settle(route, given);
    const { paid, stillHeld, ...rest } = then;
    expect(paidBy(result)).toEqual(paid);
    if (result.kind === 'awaiting-resale') {
      expect(result.stillHeld).toEqual(fen(stillHeld ?? -1));
      return;
    }
    const { loss, penalty, atCourt, refund, owed } = result;
    expect({ loss, penalty, atCourt, refund, owed }).toEqual({
      loss: fen(rest.loss ?? 0),
      penalty: fen(rest.penalty ?? 0),
      atCourt: fen(rest.atCourt ?? 0),
      refund: fen(rest.refund ?? 0),
      owed: fen(rest.owed ?? 0),
    });
  });
});

interface Vector {
  readonly deposit: number;
  readonly sale_costs: number;
  readonly first_price: number;
  readonly resale_price: number;
  readonly out: Readonly<Record<'costs' | 'shortfall' | 'to_debt', number>> & {
    readonly still_owed_by_defaulter?: number;
  };
}

describe('the published vectors', () => {
  const { bidder_default: published } = vectors('proceeds-waterfall') as {
    readonly bidder_default: Readonly<Record<'case' | 'case2', Vector>>;
  };
  const givenBy = (vector: Vector): Given => ({
    deposit: vector.deposit,
    firstPrice: vector.first_price,
    resalePrice: vector.resale_price,
    costs: vector.sale_costs,
    debt: 10_000_000,
  });

  it.each(['case', 'case2'] as const)('%s in a court sale', (name) => {
    const vector = published[name];
    expect(paidBy(settle('judicial', givenBy(vector)))).toMatchObject({
      costs: vector.out.costs,
      gap: vector.out.shortfall,
      debt: vector.out.to_debt,
    });
    expect(settle('judicial', givenBy(vector))).toMatchObject({ owed: fen(0) });
  });

  it('the second under the rules of 2020: what is missing is owed', () => {
    const { case2 } = published;
    expect(settle('civil-2020', givenBy(case2))).toMatchObject({
      owed: fen(case2.out.still_owed_by_defaulter ?? 0),
    });
  });
});

describe('whatever was lost', () => {
  const amount = fc.oneof(fc.nat(50), fc.nat(1_000_000_000));
  const given = fc.record({
    deposit: amount,
    firstPrice: amount,
    resalePrice: fc.option(amount),
    costs: amount,
    commissions: amount,
    debt: amount,
    relatedDebts: amount,
  });

  it('the deposit ends once: its parts add up to it, and none is below zero', () => {
    fc.assert(
      fc.property(fc.constantFrom(...routes), given, (route, one) => {
        const result = settle(route, one);
        const rest =
          result.kind === 'awaiting-resale'
            ? [result.stillHeld]
            : [result.penalty, result.atCourt, result.refund];
        const parts = [...result.steps.map(({ paid }) => paid), ...rest].map((part) => part.amount);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(one.deposit);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('a later step has nothing while an earlier one is short', () => {
    fc.assert(
      fc.property(fc.constantFrom(...routes), given, (route, one) => {
        const { steps } = settle(route, one);
        const short = steps.findIndex(({ due, paid }) => paid.amount < due.amount);
        if (short >= 0) for (const { paid } of steps.slice(short + 1)) expect(paid.amount).toBe(0);
      }),
    );
  });

  it('in bidding never more than 130 % of the loss is kept', () => {
    fc.assert(
      fc.property(given, (one) => {
        const result = settle('bidding', one);
        if (result.kind === 'awaiting-resale') return;
        const kept = one.deposit - result.refund.amount;
        expect(kept * 10).toBeLessThanOrEqual(Math.max(result.loss.amount * 13, 0));
      }),
    );
  });
});

it('gap and penalty join the proceeds of the re-sale; what is still held does not', () => {
  const bidding = { deposit: 131, firstPrice: 1_000, costs: 10 };
  expect(joinsProceeds(settle('bidding', { ...bidding, resalePrice: 910 }), fen(0))).toEqual(fen(120));
  expect(joinsProceeds(settle('bidding', { ...bidding, resalePrice: null }), fen(0))).toEqual(fen(0));
});
