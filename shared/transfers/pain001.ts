import type { CalendarDay, Instant } from '../kernel/instant.ts';
import { toRfc3339 } from '../kernel/instant.ts';
import { add, type Money, toDecimal } from '../kernel/money.ts';
import { assert } from '../kernel/assert.ts';

/** Somebody to whom money goes. */
export interface Payee {
  readonly name: string;
  /** Digits, or an IBAN. */
  readonly account: string;
  /** The bank's name; empty when it is not known. */
  readonly bank: string;
  /** Twelve digits of the PBoC's payment system (CNAPS); empty when it is not known. */
  readonly bankCode: string;
}

export interface FilePayout {
  readonly reference: string;
  readonly amount: Money;
  readonly payee: Payee;
  readonly purpose: string;
}

export interface PaymentFile {
  /** At most 35 characters, never used before. */
  readonly id: string;
  readonly at: Instant;
  readonly on: CalendarDay;
  readonly payer: Pick<Payee, 'name' | 'account' | 'bank'>;
  /** At least one, all of one currency. */
  readonly payouts: readonly FilePayout[];
}

/** ISO 20022 customer credit transfer initiation, the version of 2019 that banks ask for now. */
export const PAIN001 = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

const LONGEST_NAME = 140;
const LONGEST_TEXT = 140;

const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** By characters, not halves of them. */
const cut = (text: string, length: number): string => [...text].slice(0, length).join('');

const tag = (name: string, ...inner: readonly string[]): string => `<${name}>${inner.join('')}</${name}>`;
/** A text of the schema has a character at least: an empty one is left out. */
function words(name: string, text: string, longest = LONGEST_TEXT): string {
  const written = xmlText(cut(text, longest));
  return written === '' ? '' : tag(name, written);
}
const accountId = (account: string): string => tag('Id', tag('Othr', words('Id', account, 34)));

/**
 * A payment file, pain.001.001.09: one order for each payout, with the number and the sum of them twice, for the bank to
 * count again. Elements in the order of the schema.
 */
export function pain001({ id, at, on, payer, payouts }: PaymentFile): string {
  const [start, ...rest] = payouts;
  assert(start, 'a payment file has payouts');
  assert(new Set(payouts.map(({ reference }) => reference)).size === payouts.length, 'each payout once');
  const sum = rest.reduce((total, { amount }) => add(total, amount), start.amount);
  const counted = tag('NbOfTxs', String(payouts.length)) + tag('CtrlSum', toDecimal(sum));
  const head = tag(
    'GrpHdr',
    words('MsgId', id, 35),
    tag('CreDtTm', toRfc3339(at)),
    counted,
    tag('InitgPty', words('Nm', payer.name, LONGEST_NAME)),
  );
  const order = tag(
    'PmtInf',
    words('PmtInfId', id, 35),
    tag('PmtMtd', 'TRF'),
    tag('BtchBookg', 'false'),
    counted,
    tag('ReqdExctnDt', tag('Dt', on)),
    tag('Dbtr', words('Nm', payer.name, LONGEST_NAME)),
    tag('DbtrAcct', accountId(payer.account), tag('Ccy', sum.currency)),
    tag('DbtrAgt', tag('FinInstnId', words('Nm', payer.bank, LONGEST_NAME))),
    ...payouts.map(transferOf),
  );
  const document = tag('CstmrCdtTrfInitn', head, order);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${PAIN001}">${document}</Document>\n`;
}

const transferOf = ({ reference, amount, payee, purpose }: FilePayout): string =>
  tag(
    'CdtTrfTxInf',
    tag('PmtId', words('InstrId', reference, 35), words('EndToEndId', reference, 35)),
    tag('Amt', `<InstdAmt Ccy="${amount.currency}">${toDecimal(amount)}</InstdAmt>`),
    bankOf(payee),
    tag('Cdtr', words('Nm', payee.name, LONGEST_NAME)),
    tag('CdtrAcct', accountId(payee.account)),
    // Banks print the purpose on both statements: there the reference is found again.
    tag('RmtInf', words('Ustrd', `${reference} ${purpose}`)),
  );

function bankOf({ bank, bankCode }: Payee): string {
  if (bank === '' && bankCode === '') return '';
  const code = bankCode && tag('ClrSysMmbId', tag('ClrSysId', tag('Cd', 'CNAPS')), tag('MmbId', bankCode));
  const name = bank && words('Nm', bank, LONGEST_NAME);
  return tag('CdtrAgt', tag('FinInstnId', code, name));
}
