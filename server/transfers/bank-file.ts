import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { FileRefusal } from '@reassign/shared/kernel/file-refusal.ts';
import { readCamt053 } from '@reassign/shared/transfers/camt053.ts';
import { type PaymentReport, readPain002 } from '@reassign/shared/transfers/pain002.ts';
import { readBankTable } from '@reassign/shared/transfers/table.ts';
import type { BankStatement, StatementFault } from '@reassign/shared/transfers/types.ts';
import { parseCsv } from '../platform/files/csv-table.ts';
import { decodeCsv, decodeXml, provenEncoding } from '../platform/files/encoding.ts';
import { parseXml } from '../platform/files/xml.ts';

/** A year of an account's lines; more comes in parts. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** What banks send: what moved on an account, or what became of payouts. */
export type BankFile =
  | { readonly kind: 'statement'; readonly statement: BankStatement }
  | { readonly kind: 'report'; readonly report: PaymentReport };

export type BankFileFault = FileRefusal | StatementFault;

type ReadFile = Reading<BankFile, BankFileFault>;

/** Reads a file of a bank by what it holds, whatever it is called. */
export function readBankFile(bytes: Uint8Array): ReadFile {
  if (bytes.length > MAX_FILE_BYTES) return unreadable({ reason: 'too-large' });
  const start = new TextDecoder(provenEncoding(bytes) ?? 'utf-8')
    .decode(bytes.subarray(0, 4_096))
    .trimStart();
  if (start.startsWith('<')) {
    const text = decodeXml(bytes);
    return text.ok ? readXml(text.value) : text;
  }
  // Spreadsheets, archives, PDF: what a bank offers beside the table.
  if (/^%PDF|^PK/.test(start) || bytes.includes(0)) return unreadable({ reason: 'unknown-format' });
  const text = decodeCsv(bytes);
  if (!text.ok) return text;
  const rows = parseCsv(text.value);
  return rows.ok ? statementOr(readBankTable(rows.value)) : rows;
}

const NOTHING_FORGOTTEN: ReadonlySet<string> = new Set();

function readXml(text: string): ReadFile {
  const isKnownRoot = (name: string): boolean => name === 'Document';
  const root = parseXml(text, { isKnownRoot, forgotten: NOTHING_FORGOTTEN });
  if (!root.ok) return root;
  const report = readPain002(root.value);
  return report ? read({ kind: 'report', report }) : statementOr(readCamt053(root.value));
}

function statementOr(reading: Reading<BankStatement, StatementFault> | null): ReadFile {
  if (reading === null) return unreadable({ reason: 'unknown-format' });
  return reading.ok ? read({ kind: 'statement', statement: reading.value }) : reading;
}
