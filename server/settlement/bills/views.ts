import { fromInstant } from '@reassign/shared/kernel/codecs.ts';
import { currency } from '@reassign/shared/kernel/currency.ts';
import { type Money, money } from '@reassign/shared/kernel/money.ts';
import type { BillLink, BillView } from '@reassign/shared/settlement/bills/api.ts';
import {
  type BillKind,
  type BillLine,
  billNumber,
  grossInCapitals,
} from '@reassign/shared/settlement/bills/bill.ts';
import type { BillRow, StoredBill } from './repo.ts';

const kindOf = ({ credits }: Pick<StoredBill, 'credits'>): BillKind =>
  credits === null ? 'bill' : 'credit-note';

export function lineOf(bill: StoredBill): BillLine {
  const inUnit = (minor: number): Money => money(minor, currency(bill.currency));
  return {
    ...{ service: bill.service, vatBps: bill.vatBps },
    ...{ net: inUnit(bill.netMinor), vat: inUnit(bill.vatMinor), gross: inUnit(bill.grossMinor) },
  };
}

export function linkOf(bill: StoredBill): BillLink {
  const { service, gross } = lineOf(bill);
  return { id: bill.id, number: billNumber(bill.year, bill.seq), kind: kindOf(bill), service, gross };
}

export function viewOf({ bill, other }: BillRow): BillView {
  const line = lineOf(bill);
  const otherOne = other && { id: other.id, number: billNumber(other.year, other.seq) };
  return {
    ...{ ...linkOf(bill), ...line, grossInCapitals: grossInCapitals(line) },
    issuer: { name: bill.issuerName, creditCode: bill.issuerCode },
    recipient: { name: bill.recipientName, creditCode: bill.recipientCode },
    ...{ lotId: bill.lotId, lotNumber: bill.lotNumber, title: bill.title, confirmation: bill.confirmation },
    ...{ issuedAt: fromInstant(bill.issuedAt), reason: bill.reason },
    credits: bill.credits === null ? null : otherOne,
    creditedBy: bill.credits === null ? otherOne : null,
  };
}
