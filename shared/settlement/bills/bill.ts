import { capitals } from '../../i18n/capitals.ts';
import { dayOf, type Instant } from '../../kernel/instant.ts';
import { type Money, subtract } from '../../kernel/money.ts';
import { atRate, type Charge } from '../../listings/fees.ts';
import type { VatRate } from '../../listings/vat.ts';

/** What the platform itself supplies: to the buyer, and to the seller. */
export const billedServices = ['premium', 'commission'] as const;
export type BilledService = (typeof billedServices)[number];

export const billKinds = ['bill', 'credit-note'] as const;
export type BillKind = (typeof billKinds)[number];

/** One service, net and tax apart (增值税法 7): `net` and `vat` add up to `gross`. Below zero on a credit note. */
export interface BillLine {
  readonly service: BilledService;
  readonly net: Money;
  readonly vatBps: number;
  readonly vat: Money;
  readonly gross: Money;
}

/**
 * What the platform bills of the charges of a sale, one bill for each service, at the VAT rate of the day on which the price is
 * complete. A fee is agreed with its VAT in it, so the tax is taken out of it (`vatWithin`: to the nearest fen, half a fen is the
 * net's). Who supplies bills, and nobody else (发票管理办法): not what is known by its maximum, which an auction house agrees and
 * bills itself, nor an agency's fee, nor a tax, which is nobody's turnover.
 */
export const billLines = (charges: readonly Charge[], rate: VatRate): BillLine[] =>
  atRate(charges, rate).flatMap(({ kind, amount: gross, vat, isAtMost }): BillLine[] => {
    const service = billedServices.find((one) => one === kind);
    if (service === undefined || vat === null || isAtMost || gross.amount === 0) return [];
    return [{ service, net: subtract(gross, vat), vatBps: rate.bps, vat, gross }];
  });

const negated = (amount: Money): Money => ({ ...amount, amount: 0 - amount.amount });

/** Takes back the whole of a bill, figure by figure: the two come to nothing. */
export const creditOf = (line: BillLine): BillLine => ({
  ...line,
  ...{ net: negated(line.net), vat: negated(line.vat), gross: negated(line.gross) },
});

/** `ZD-2026-000001`: without a gap in a year of its issuer, credit notes among the bills. */
export const billNumber = (year: number, seq: number): string =>
  `ZD-${String(year)}-${String(seq).padStart(6, '0')}`;

/** The calendar year in Asia/Shanghai. */
export const billYear = (at: Instant): number => Number(dayOf(at).slice(0, 4));

/** 价税合计（大写）; a credit note says that it is below zero. `null` for another currency. */
export function grossInCapitals({ gross }: BillLine): string | null {
  if (gross.currency !== 'CNY') return null;
  return gross.amount < 0 ? `（负数）${capitals(negated(gross))}` : capitals(gross);
}
