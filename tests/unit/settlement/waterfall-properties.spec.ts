import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOf } from '@reassign/shared/settlement/waterfall/amounts.ts';
import { distributeCase, portfolioPots } from '@reassign/shared/settlement/waterfall/case.ts';
import { securedAmount } from '@reassign/shared/settlement/waterfall/claim.ts';
import { distribute } from '@reassign/shared/settlement/waterfall/distribute.ts';
import { claimParts, type Pot, type SecuredClaim } from '@reassign/shared/settlement/waterfall/types.ts';
import { fen, partsOf, readCost } from '../../support/waterfall.ts';

const amount = fc.oneof(fc.nat(12), fc.nat(10_000_000_000));
const order = fc.constantFrom(
  undefined,
  [['costs'], ['interest'], ['principal'], ['penalty']] as const,
  [['principal'], ['penalty', 'interest', 'costs']] as const,
);
const maximum = fc.option(
  fc.record({ cap: amount.map(fen), covers: fc.constantFrom('everything' as const, 'principal' as const) }),
  { nil: undefined },
);
const claims = (ranks: fc.Arbitrary<number>): fc.Arbitrary<SecuredClaim[]> =>
  fc
    .array(
      fc.record({
        rank: ranks,
        parts: fc.tuple(amount, amount, amount, amount),
        order,
        maximum,
      }),
      { maxLength: 5 },
    )
    .map((list) =>
      list.map(({ rank, parts: [costs, interest, penalty, principal], ...rest }, index) => ({
        id: `claim-${String(index)}`,
        rank,
        parts: partsOf({ costs, interest, penalty, principal }),
        ...(rest.order && { order: rest.order }),
        ...(rest.maximum && { maximum: rest.maximum }),
      })),
    );
const costs = fc
  .array(
    fc.record({ amount, advancedBy: fc.option(fc.constantFrom('claim-0', 'claim-1'), { nil: undefined }) }),
    {
      maxLength: 4,
    },
  )
  .map((list) =>
    list.map(({ amount, advancedBy }, index) =>
      readCost({ id: String(index), amount, ...(advancedBy !== undefined && { advancedBy }) }),
    ),
  );
const pot = (ranks: fc.Arbitrary<number> = fc.integer({ min: 1, max: 3 })): fc.Arbitrary<Pot> =>
  fc.record({ proceeds: amount.map(fen), costs, claims: claims(ranks) });

const sum = (amounts: readonly { readonly amount: number }[]): number =>
  amounts.reduce((all, one) => all + one.amount, 0);

describe('whatever the price and the claims', () => {
  it('the parts add up to the price, and paid and unpaid to what was claimed', () => {
    fc.assert(
      fc.property(pot(), (given) => {
        const { costs, claims, surplus, deficiency } = distribute(given);
        const paid = sum([...costs.map(({ paid }) => paid), ...claims.map(({ paid }) => sumOf(paid))]);
        expect(paid + surplus.amount).toBe(given.proceeds.amount);
        const claimed = sum([
          ...given.costs.map(({ amount }) => amount),
          ...given.claims.map(({ parts }) => sumOf(parts)),
        ]);
        expect(paid + deficiency.amount).toBe(claimed);
      }),
    );
  });

  it('nothing is below zero, no part is above its claim, and no claim above its cap', () => {
    fc.assert(
      fc.property(pot(), (given) => {
        const { costs, claims } = distribute(given);
        for (const [index, claim] of given.claims.entries()) {
          const paid = claims[index]?.paid ?? partsOf({});
          for (const part of claimParts) {
            expect(paid[part].amount).toBeGreaterThanOrEqual(0);
            expect(paid[part].amount).toBeLessThanOrEqual(claim.parts[part].amount);
          }
          if (claim.maximum === undefined) continue;
          const { cap, covers } = claim.maximum;
          const advanced = costs
            .filter(({ cost }) => cost.advancedBy === claim.id)
            .map(({ paid: back }) => back);
          const capped = covers === 'everything' ? sumOf(paid).amount : paid.principal.amount;
          const used = covers === 'everything' ? Math.min(sum(advanced), cap.amount) : 0;
          expect(capped + used).toBeLessThanOrEqual(cap.amount);
        }
      }),
    );
  });

  it('an earlier rank is never short while a later one, or the pledgor, gets anything', () => {
    fc.assert(
      fc.property(pot(), (given) => {
        const { costs, claims, surplus } = distribute(given);
        const short = given.claims.flatMap((claim, index) => {
          const advanced = costs.filter(({ cost }) => cost.advancedBy === claim.id).map(({ paid }) => paid);
          const secured = securedAmount(claim, fen(sum(advanced)));
          return sumOf(claims[index]?.paid ?? partsOf({})).amount < secured.amount ? [claim.rank] : [];
        });
        const isCostShort = costs.some(({ unpaid }) => unpaid.amount > 0);
        const first = isCostShort ? 0 : Math.min(...short);
        for (const { rank, paid } of claims) if (rank > first) expect(sumOf(paid).amount).toBe(0);
        if (first < Infinity) expect(surplus.amount).toBe(0);
      }),
    );
  });

  it('the lines of the explanation follow one another from the price down to nothing', () => {
    fc.assert(
      fc.property(pot(), (given) => {
        let available = given.proceeds.amount;
        for (const step of distribute(given).steps) {
          if (!('paid' in step)) continue;
          expect(step.available.amount).toBe(available);
          available -= step.paid.amount;
          expect(step.left.amount).toBe(available);
        }
        expect(available).toBe(0);
      }),
    );
  });

  it('a higher price takes nothing from anybody; among equal ranks and parts a largest remainder may move one fen', () => {
    fc.assert(
      fc.property(pot(), fc.oneof(fc.nat(3), fc.nat(1_000_000)), (given, more) => {
        const before = distribute(given);
        const after = distribute({ ...given, proceeds: fen(given.proceeds.amount + more) });
        expect(after.surplus.amount).toBeGreaterThanOrEqual(before.surplus.amount);
        expect(after.deficiency.amount).toBeLessThanOrEqual(before.deficiency.amount);
        for (const [index, { rank, paid }] of before.claims.entries()) {
          const isCapped = given.claims.some((claim) => claim.rank <= rank && claim.maximum !== undefined);
          if (isCapped) continue;
          const now = after.claims[index]?.paid ?? partsOf({});
          expect(sumOf(now).amount).toBeGreaterThanOrEqual(sumOf(paid).amount - 1);
        }
      }),
    );
  });
});

describe('with one claim of each rank and no cap', () => {
  it('a higher price takes nothing from anybody, to the fen', () => {
    const chain = fc
      .record({ proceeds: amount.map(fen), costs, claims: claims(fc.constant(1)) })
      .map((given) => ({
        ...given,
        claims: given.claims.map(({ maximum: _cap, ...claim }, index) => ({ ...claim, rank: index + 1 })),
      }));
    fc.assert(
      fc.property(chain, fc.nat(1_000), (given, more) => {
        const before = distribute(given);
        const after = distribute({ ...given, proceeds: fen(given.proceeds.amount + more) });
        for (const [index, { paid }] of before.claims.entries())
          expect(sumOf(after.claims[index]?.paid ?? partsOf({})).amount).toBeGreaterThanOrEqual(
            sumOf(paid).amount,
          );
      }),
    );
  });
});

describe('several prices of one case', () => {
  it('pay each claim once: what came in over all of them and what is owed add up', () => {
    const pots = fc.array(fc.record({ proceeds: amount.map(fen), costs }), { maxLength: 4 });
    fc.assert(
      fc.property(pots, claims(fc.integer({ min: 1, max: 3 })), (given, debts) => {
        const ids = debts.map(({ id }) => id);
        const result = distributeCase(
          given.map((one, index) => ({ id: String(index), ...one, secures: ids })),
          debts,
          fen(0),
        );
        const out = result.pots.map(({ distribution }) => distribution);
        const claimed =
          sum(debts.map(({ parts }) => sumOf(parts))) +
          sum(given.flatMap(({ costs: all }) => all.map(({ amount: one }) => one)));
        const paid = sum(given.map(({ proceeds }) => proceeds)) - sum(out.map(({ surplus }) => surplus));
        const owed = sum(result.deficiencies.map(({ total }) => total)) + result.unpaidCosts.amount;
        expect(paid + owed).toBe(claimed);
        if (owed === 0 && given.length > 0) expect(result.coveredBy).not.toBeNull();
      }),
    );
  });

  it('of a portfolio add up to its price and its costs, and no right bears more than it brought', () => {
    const values = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(amount, costs, values, (price, bills, appraised) => {
        const pots = portfolioPots(
          fen(price),
          bills,
          appraised.map((value, index) => ({ id: String(index), appraised: fen(value), secures: [] })),
        );
        const borne = pots.map(({ costs: own }) => sum(own.map(({ amount: one }) => one)));
        const billed = sum(bills.map(({ amount: one }) => one));
        expect(sum(pots.map(({ proceeds }) => proceeds))).toBe(price);
        expect(borne.reduce((a, b) => a + b, 0)).toBe(billed);
        if (billed <= price)
          for (const [index, { proceeds }] of pots.entries())
            expect(borne[index]).toBeLessThanOrEqual(proceeds.amount);
      }),
    );
  });
});
