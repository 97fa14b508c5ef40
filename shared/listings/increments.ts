import { toMoney } from '../kernel/codecs.ts';
import { MAX_AMOUNT_MINOR, type Money } from '../kernel/money.ts';
import type { WireTier } from './events.ts';

/** From this price on the next bid is higher by at least this step. */
export interface Tier {
  readonly from: Money;
  readonly step: Money;
}

/** How far a price must rise, by the price to be beaten. The first tier begins at nothing; a fixed step is one tier. */
export type Increments = readonly Tier[];

/** Tiers from outside, already checked in shape. */
export const toIncrements = (tiers: readonly WireTier[]): Increments =>
  tiers.map(({ from, step }) => ({ from: toMoney(from), step: toMoney(step) }));

export const MOST_TIERS = 12;

export const fixedStep = (step: Money): Increments => [{ from: { ...step, amount: 0 }, step }];

/** Whether every price has exactly one step. */
export const isLadder = (tiers: readonly { readonly from: { readonly amount: number } }[]): boolean =>
  tiers.length <= MOST_TIERS &&
  tiers[0]?.from.amount === 0 &&
  tiers.every(({ from }, nth) => nth === 0 || from.amount > (tiers[nth - 1]?.from.amount ?? 0));

/** The step over a price: a tier begins at its lower bound (3-trading-rules §3.2). */
export function stepOver(price: Money, increments: Increments): Money {
  let step: Money = { ...price, amount: 0 };
  for (const tier of increments) {
    if (tier.from.amount > price.amount) break;
    step = tier.step;
  }
  return step;
}

/** The highest bid a lot can take: the asking price after it must be an amount too. */
export function highestBid(increments: Increments): number {
  let highest = MAX_AMOUNT_MINOR;
  for (const { from, step } of increments.toReversed()) {
    const fits = Math.min(highest, MAX_AMOUNT_MINOR - step.amount);
    if (fits >= from.amount) return fits;
    highest = from.amount - 1;
  }
  return 0;
}
