import { all, first, textAt, type XmlElement } from '../kernel/xml-tree.ts';

/** What a bank says about one payout of a payment file. */
export interface PayoutReport {
  readonly reference: string;
  /** `ACSC` and `ACCC`: it is paid. `RJCT`: it will not be. Everything between is on its way (ISO 20022, external code). */
  readonly is: 'paid' | 'rejected' | 'on-its-way';
  /** A code of ISO 20022 (`AC04`) with the bank's own words. */
  readonly reason: string;
}

export interface PaymentReport {
  /** The id of the payment file. */
  readonly file: string;
  /** What is said of all of it at once; `null` when every payout is named. */
  readonly all: PayoutReport['is'] | null;
  readonly payouts: readonly PayoutReport[];
}

const PAID = new Set(['ACSC', 'ACCC']);

/**
 * pain.002, CustomerPaymentStatusReport: what became of the payouts that it names. One that names none speaks of the whole
 * file, and is answered by `file`. `null`: no pain.002 document.
 */
export function readPain002(root: XmlElement): PaymentReport | null {
  const report = first(root, 'CstmrPmtStsRpt');
  if (root.name !== 'Document' || !report) return null;
  const group = first(report, 'OrgnlGrpInfAndSts');
  const file = (group && textAt(group, 'OrgnlMsgId')) ?? '';
  const payouts = all(report, 'OrgnlPmtInfAndSts', 'TxInfAndSts').map((one) => ({
    reference: textAt(one, 'OrgnlEndToEndId') ?? '',
    is: statusOf(textAt(one, 'TxSts')),
    reason: reasonOf(one),
  }));
  const status = group && textAt(group, 'GrpSts');
  return { file, all: status === undefined ? null : statusOf(status), payouts };
}

const statusOf = (code: string | undefined): PayoutReport['is'] =>
  code === 'RJCT' ? 'rejected' : PAID.has(code ?? '') ? 'paid' : 'on-its-way';

const reasonOf = (one: XmlElement): string =>
  [textAt(one, 'StsRsnInf', 'Rsn', 'Cd'), textAt(one, 'StsRsnInf', 'AddtlInf')]
    .filter((text) => text !== undefined)
    .join(' ')
    .slice(0, 200);
