import { add, type Money, money, percent } from '../../kernel/money.ts';
import { fixedStep, type Increments, stepOver } from '../../listings/increments.ts';
import type { Bid, Terms } from '../types.ts';

/** What beats a price: the step of the tier in which that price lies. */
export const overPrice = (price: Money, increments: Increments): Money =>
  add(price, stepOver(price, increments));

/** The lowest amount accepted now: the start, then always the public price plus the increment. */
export const askingAfter = (
  leader: Pick<Bid, 'amount'> | null,
  { start, increments }: { readonly start: Money; readonly increments: Increments },
): Money => (leader === null ? start : overPrice(leader.amount, increments));

/** The highest amount accepted now: without a confirmation, some times the asking price. */
export function limitOf(
  asking: Money,
  { highestBid, rules }: Pick<Terms<'english'>, 'rules' | 'highestBid'>,
  isConfirmed: boolean,
): Money {
  const usual = asking.amount * rules.limitTimes;
  return money(isConfirmed || highestBid < usual ? highestBid : usual, asking.currency);
}

/** Whether an amount lies whole steps above what it has to beat: the price, or the start of the first bid. */
export function isWholeSteps(
  amount: Money,
  leader: Bid | null,
  { start, increments }: Terms<'english'>,
): boolean {
  const base = leader?.amount ?? start;
  return (amount.amount - base.amount) % stepOver(base, increments).amount === 0;
}

/** How prices rise in a round after one with these terms: as before, or by one per cent of that start, rounded up. */
export const incrementsAfter = (terms: Terms): Increments =>
  'increments' in terms ? terms.increments : fixedStep(percent(terms.start, 100, 'up'));
