import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';

interface Bid {
  readonly at: string;
  readonly amount: { readonly amount: number };
}

export interface PriceSteps {
  /** An SVG path in a box of 1000 × 1000: a price stands until the next one. */
  readonly path: string;
  /** How far from the top, in percent, an amount lies. */
  readonly topOf: (amount: number) => number;
}

/** The path of a price between its first bid and `until`, on a scale that holds all `marks` too. */
export function priceSteps(
  oldestFirst: readonly Bid[],
  marks: readonly number[],
  until: Instant,
): PriceSteps | null {
  const [first] = oldestFirst;
  if (!first) return null;
  const amounts = [...marks, ...oldestFirst.map(({ amount }) => amount.amount)];
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)];
  const margin = Math.max((high - low) * 0.08, 1);
  const topOf = (amount: number): number => ((high + margin - amount) / (high - low + 2 * margin)) * 100;
  const from = toInstant(first.at);
  const span = Math.max(until - from, 1);
  const x = (at: string): number => Math.min(1000, ((toInstant(at) - from) / span) * 1000);
  const y = (amount: number): string => (topOf(amount) * 10).toFixed(1);
  const steps = oldestFirst.map(({ at, amount }) => `H${x(at).toFixed(1)}V${y(amount.amount)}`);
  return { path: `M0 ${y(first.amount.amount)}${steps.join('')}H1000`, topOf };
}
