import { allocate, type Money, subtract } from '../kernel/money.ts';
import type { CalendarDay } from '../kernel/instant.ts';

/** The rate of VAT on services (增值税法 10). Versioned and immutable: a new rate is a new version with its day. */
export interface VatRate {
  readonly version: number;
  readonly inForceFrom: CalendarDay;
  readonly bps: number;
  readonly articles: readonly string[];
}

/** Every version, the newest last. The tax stands apart from the price (增值税法 7). */
export const vatRates: readonly [VatRate, ...VatRate[]] = [
  {
    version: 1,
    inForceFrom: '2026-01-01' as CalendarDay,
    bps: 600,
    articles: ['增值税法 7', '增值税法 10'],
  },
];

/** The rate in force on a day; before the first, the first. */
export const vatOn = (day: CalendarDay, among: readonly [VatRate, ...VatRate[]] = vatRates): VatRate =>
  among.findLast(({ inForceFrom }) => inForceFrom <= day) ?? among[0];

/** The VAT inside an amount, to the nearest fen; net and tax add up to it, and half a fen is the net's. */
export function vatWithin(gross: Money, { bps }: Pick<VatRate, 'bps'>): Money {
  const [, tax] = allocate(gross, [10_000, bps]);
  return tax ?? subtract(gross, gross);
}
