/** Geometry of the charts; drawing, words and colours are in the components. */

/** Round marks from nought to at least `max`: steps of 1, 2 or 5 times a power of ten, `count` of them at most. */
export function roundMarks(max: number, count = 4): number[] {
  if (!(max > 0)) return [0];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough * (1 - 1e-9)) ?? 10) * power;
  const steps = Math.ceil(max / step - 1e-9);
  // Counted, not added up: 0.1 three times is not 0.3.
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

const tenths = (value: number): string => String(Math.round(value * 10) / 10);

/** A line through values at even distances, on 1000 × 200 with nought at the bottom; a gap stays a gap. */
export function linePath(values: readonly (number | null)[], top: number): string {
  const width = values.length > 1 ? 1000 / (values.length - 1) : 0;
  let isDown = false;
  return values
    .flatMap((value, index) => {
      if (value === null) {
        isDown = false;
        return [];
      }
      const at = `${tenths(index * width)} ${tenths(200 - (value / top) * 200)}`;
      const step = `${isDown ? 'L' : 'M'}${at}`;
      isDown = true;
      return [step];
    })
    .join('');
}

/** Shares of a whole in basis points that add up to it: the largest remainders are rounded up. */
export function sharesOf(values: readonly number[]): number[] {
  const whole = values.reduce((sum, value) => sum + value, 0);
  if (whole <= 0) return values.map(() => 0);
  const exact = values.map((value) => (value / whole) * 10_000);
  const shares = exact.map(Math.floor);
  const left = 10_000 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder);
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0) + 1;
  return shares;
}
