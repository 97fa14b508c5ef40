import { describe, expect, it } from 'vitest';
import { distributeCase, portfolioPots } from '@reassign/shared/settlement/waterfall/case.ts';
import { distribute } from '@reassign/shared/settlement/waterfall/distribute.ts';
import { ranksByRegistration } from '@reassign/shared/settlement/waterfall/ranks.ts';
import type { ClaimPart } from '@reassign/shared/settlement/waterfall/types.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { sharesOfPrice } from '@reassign/shared/listings/allocation.ts';
import { vectors } from '../../support/vectors.ts';
import {
  fen,
  inFen,
  moneyCases,
  partsOf,
  readClaim,
  readCost,
  type WrittenClaim,
  type WrittenCost,
} from '../../support/waterfall.ts';

interface Vectors {
  readonly cases: readonly {
    readonly name: string;
    readonly in: Readonly<Record<'price' | 'costs' | 'interest' | 'principal', number>> & {
      readonly prior?: number;
    };
    readonly out: Readonly<
      Record<'prior' | 'costs' | 'interest' | 'principal' | 'surplus_to_pledgor' | 'deficiency', number>
    > & { readonly unpaid: Readonly<Record<'costs' | 'interest' | 'principal', number>> };
  }[];
  readonly portfolio_split: {
    readonly price: number;
    readonly appraised: readonly number[];
    readonly allocated: readonly number[];
  };
}

const published = vectors('proceeds-waterfall') as Vectors;

describe('the published vectors', () => {
  it.each(published.cases)('$name', ({ in: given, out }) => {
    const { price, costs, interest, principal, prior } = given;
    const claims: readonly WrittenClaim[] = [
      ...(prior === undefined ? [] : [{ id: 'prior', rank: 1, principal: prior }]),
      { id: 'bank', rank: 2, interest, principal },
    ];
    const result = distribute({
      proceeds: fen(price),
      costs: [readCost({ id: 'sale', amount: costs })],
      claims: claims.map(readClaim),
    });
    const bank = result.claims.find(({ id }) => id === 'bank');
    expect(result.costs.map(({ paid, unpaid }) => [paid, unpaid])).toEqual([
      [fen(out.costs), fen(out.unpaid.costs)],
    ]);
    expect(result.claims.find(({ id }) => id === 'prior')?.paid.principal ?? fen(0)).toEqual(fen(out.prior));
    expect(bank?.paid).toEqual(partsOf({ interest: out.interest, principal: out.principal }));
    expect(bank?.unpaid).toEqual(partsOf({ interest: out.unpaid.interest, principal: out.unpaid.principal }));
    expect(result.surplus).toEqual(fen(out.surplus_to_pledgor));
    expect(result.deficiency).toEqual(fen(out.deficiency));
  });

  it('split a portfolio by appraised value', () => {
    const { price, appraised, allocated } = published.portfolio_split;
    expect(sharesOfPrice(fen(price), appraised.map(fen))).toEqual(allocated.map(fen));
  });
});

type Paid = Readonly<Record<string, Partial<Record<ClaimPart, number>>>>;
interface Pack {
  readonly cases: readonly {
    readonly name: string;
    readonly given: {
      readonly proceeds: number;
      readonly costs?: readonly WrittenCost[];
      readonly claims: readonly WrittenClaim[];
    };
    readonly then: {
      readonly costs?: Readonly<Record<string, number>>;
      readonly claims: Paid;
      readonly surplus: number;
      readonly deficiency: number;
    };
  }[];
  readonly several: readonly {
    readonly name: string;
    readonly given: {
      readonly claims: readonly WrittenClaim[];
      readonly pots: readonly {
        readonly id: string;
        readonly proceeds: number;
        readonly costs?: readonly WrittenCost[];
        readonly secures: readonly string[];
      }[];
    };
    readonly then: {
      readonly surplus: Readonly<Record<string, number>>;
      readonly paid: Readonly<Record<string, Readonly<Record<string, number>>>>;
      readonly deficiencies: Readonly<Record<string, Readonly<Record<string, number>>>>;
      readonly unpaidCosts: number;
      readonly coveredBy: string | null;
    };
  }[];
  readonly portfolios: readonly {
    readonly name: string;
    readonly given: {
      readonly price: number;
      readonly costs: readonly number[];
      readonly appraised: readonly number[];
    };
    readonly then: { readonly proceeds: readonly number[]; readonly costs: readonly number[] };
  }[];
}

const pack = moneyCases('waterfall') as Pack;

describe('one price', () => {
  it.each(pack.cases)('$name', ({ given, then }) => {
    const { costs, claims, surplus, deficiency } = distribute({
      proceeds: fen(given.proceeds),
      costs: (given.costs ?? []).map(readCost),
      claims: given.claims.map(readClaim),
    });
    expect(Object.fromEntries(costs.map(({ cost, paid }) => [cost.id, paid.amount]))).toEqual(
      then.costs ?? {},
    );
    expect(Object.fromEntries(claims.map(({ id, paid }) => [id, paid]))).toEqual(
      Object.fromEntries(Object.entries(then.claims).map(([id, paid]) => [id, partsOf(paid)])),
    );
    expect([surplus, deficiency]).toEqual([fen(then.surplus), fen(then.deficiency)]);
  });
});

describe('several prices of one case', () => {
  it.each(pack.several)('$name', ({ given, then }) => {
    const result = distributeCase(
      given.pots.map(({ proceeds, costs = [], ...pot }) => ({
        ...pot,
        proceeds: fen(proceeds),
        costs: costs.map(readCost),
      })),
      given.claims.map(readClaim),
      fen(0),
    );
    const byPot = <Value>(read: (pot: (typeof result.pots)[number]['distribution']) => Value) =>
      Object.fromEntries(result.pots.map(({ id, distribution }) => [id, read(distribution)]));
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(byPot(({ surplus }) => surplus.amount)).toEqual(then.surplus);
    expect(
      byPot(({ claims }) =>
        Object.fromEntries(claims.map(({ id, paid }) => [id, sum(Object.values(inFen(paid)))])),
      ),
    ).toEqual(then.paid);
    expect([result.unpaidCosts, result.coveredBy]).toEqual([fen(then.unpaidCosts), then.coveredBy]);
    for (const { claim, ...amounts } of result.deficiencies)
      expect(
        Object.fromEntries(Object.entries(amounts).map(([name, { amount }]) => [name, amount])),
      ).toMatchObject(then.deficiencies[claim] ?? {});
    expect(result.deficiencies.map(({ claim }) => claim)).toEqual(Object.keys(then.deficiencies));
  });
});

describe('a portfolio', () => {
  it.each(pack.portfolios)('$name', ({ given, then }) => {
    const pots = portfolioPots(
      fen(given.price),
      given.costs.map((amount, index) => readCost({ id: String(index), amount })),
      given.appraised.map((value, index) => ({ id: String(index), appraised: fen(value), secures: [] })),
    );
    const bears = pots.map(({ costs }) => costs.reduce((sum, { amount }) => sum + amount.amount, 0));
    expect(pots.map(({ proceeds }) => proceeds.amount)).toEqual(then.proceeds);
    expect(bears).toEqual(then.costs);
  });
});

it('ranks by the day of registration; one day is one rank', () => {
  const days = ['2024-05-21', '2024-05-20', '2025-01-01', '2024-05-20'].map((day) => day as CalendarDay);
  expect(ranksByRegistration(days)).toEqual([2, 1, 3, 1]);
});

describe('the explanation', () => {
  const { steps } = distribute({
    proceeds: fen(1_000),
    costs: [{ ...readCost({ id: 'appraisal', amount: 50, advancedBy: 'capped' }), kind: 'appraisal' }],
    claims: [
      readClaim({
        id: 'capped',
        rank: 1,
        interest: 100,
        principal: 600,
        maximum: { cap: 650, covers: 'everything' },
      }),
      readClaim({ id: 'free', rank: 1, principal: 600 }),
    ],
  });

  it('is in the order in which the money moves, and each line begins where the one before it ended', () => {
    expect(steps.map(({ kind }) => kind)).toEqual([
      'sale-cost',
      'cap',
      'share',
      'share',
      'claim-part',
      'claim-part',
      'claim-part',
      'surplus',
    ]);
    const moves = steps.filter((step) => 'paid' in step);
    expect(moves.map(({ available, paid, left }) => [available, paid, left].map((m) => m.amount))).toEqual([
      [1_000, 50, 950],
      [950, 100, 850],
      [850, 375, 475],
      [475, 475, 0],
      [0, 0, 0],
    ]);
  });

  it('says why a claim got less than it asked for', () => {
    expect(steps[1]).toEqual({
      kind: 'cap',
      claim: 'capped',
      covers: 'everything',
      claimed: fen(700),
      cap: fen(650),
      usedByCosts: fen(50),
      secured: fen(600),
    });
    expect(steps[2]).toEqual({
      kind: 'share',
      claim: 'capped',
      rank: 1,
      secured: fen(600),
      ofAll: fen(1_200),
      available: fen(950),
      share: fen(475),
    });
  });
});

it('pays nothing out of amounts below zero: that is a fault of ours', () => {
  expect(() => distribute({ proceeds: fen(-1), costs: [], claims: [] })).toThrow();
  const broken = { ...readClaim({ id: 'bank', rank: 1, principal: 1 }), order: [['interest']] as const };
  expect(() => distribute({ proceeds: fen(1), costs: [], claims: [broken] })).toThrow();
});
