import { allocate, type Money } from '../kernel/money.ts';

/**
 * What each right of a lot is worth of its price, by appraised value: parts add up to the price, what is left over goes by
 * largest remainder and on a tie to the first listed (3-trading-rules §3.3). Rights appraised at nothing share evenly.
 */
export function sharesOfPrice(price: Money, appraised: readonly Money[]): Money[] {
  const values = appraised.map(({ amount }) => amount);
  return allocate(price, values.every((value) => value === 0) ? values.map(() => 1) : values);
}
