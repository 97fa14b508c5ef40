import type { DepositView, ReceiptInput } from '@reassign/shared/deposits/api.ts';
import { fromInstant, toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { type FieldFaults, FormReader } from '../listings/form-reader.ts';
import { typedShanghai } from '../ui/shanghai-time.ts';

export interface ReceiptFields {
  amount: Money | null;
  payer: string;
  receivedAt: string;
}

/** As it was asked for: the clerk changes what the bank statement says differently. */
export const receiptFields = ({ amount, payer }: DepositView, now: Instant): ReceiptFields => ({
  amount: toMoney(amount),
  payer,
  receivedAt: typedShanghai(now),
});

export function readReceipt(fields: ReceiptFields): Reading<ReceiptInput, FieldFaults<keyof ReceiptFields>> {
  const reader = new FormReader<keyof ReceiptFields>();
  return reader.result({
    amount: reader.money('amount', fields.amount),
    payer: reader.text('payer', fields.payer),
    receivedAt: fromInstant(reader.instant('receivedAt', fields.receivedAt)),
  });
}
