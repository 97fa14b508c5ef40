import { assert } from '../kernel/assert.ts';
import { add, type Money, subtract } from '../kernel/money.ts';
import { type Charge, type ChargeKind, VAT } from '../listings/fees.ts';
import { inCapitals } from './sale-confirmation.ts';

/** One service: net and tax apart, as an invoice must show them (增值税法 7). */
export interface InvoiceLine {
  readonly kind: ChargeKind;
  readonly net: Money;
  readonly vatBps: number;
  readonly vat: Money;
  readonly gross: Money;
}

/** The content of an invoice for what the platform or an agency did, to the fen. */
export interface Invoice {
  readonly lines: readonly InvoiceLine[];
  readonly net: Money;
  readonly vat: Money;
  /** 价税合计. */
  readonly gross: Money;
  readonly grossInCapitals: string | null;
}

/**
 * Invoices services only: a tax has no VAT and is nobody's turnover. A charge that is known by its maximum is agreed
 * before it is invoiced.
 */
export function invoice(charges: readonly Charge[], like: Money): Invoice {
  const lines = charges.flatMap(({ kind, amount, vat, isAtMost }): InvoiceLine[] => {
    assert(!isAtMost || vat === null, 'an invoice is for an agreed amount');
    if (vat === null || amount.amount === 0) return [];
    return [{ kind, net: subtract(amount, vat), vatBps: VAT.bps, vat, gross: amount }];
  });
  const zero = { ...like, amount: 0 };
  const sum = (part: 'net' | 'vat' | 'gross'): Money =>
    lines.reduce((all, line) => add(all, line[part]), zero);
  const gross = sum('gross');
  return { lines, net: sum('net'), vat: sum('vat'), gross, grossInCapitals: inCapitals(gross) };
}
