/** Steps from left to right in a box, top-left (0, 0): a price stands until the next one, the last one until `until`. */
export function pathOf(
  steps: readonly { readonly at: number; readonly amount: number }[],
  until: number,
  width: number,
  height: number,
): string {
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return '';
  const span = Math.max(until - first.at, 1);
  const { low, rise } = rangeOf(steps);
  const x = (at: number): string => (Math.min(1, (at - first.at) / span) * width).toFixed(1);
  // One price alone is a line at the top, where the marker stands.
  const y = (amount: number): string =>
    (rise === 0 ? 0 : height - ((amount - low) / rise) * height).toFixed(1);
  const drawn = steps.map(({ at, amount }) => `H${x(at)}V${y(amount)}`);
  return `M0 ${y(first.amount)}${drawn.join('')}H${String(width)}`;
}

/** Where the last price stands: 0 at the bottom, 1 at the top, as is one price alone. */
export function heightOfLast(steps: readonly { readonly amount: number }[]): number {
  const last = steps.at(-1);
  const { low, rise } = rangeOf(steps);
  return !last || rise === 0 ? 1 : (last.amount - low) / rise;
}

/** A price that a clock brings down may rise again by bids. */
function rangeOf(steps: readonly { readonly amount: number }[]): { low: number; rise: number } {
  const amounts = steps.map(({ amount }) => amount);
  const low = Math.min(...amounts);
  return { low, rise: Math.max(...amounts) - low };
}
