import { receiptView, type ReceiptView } from '../auctions/api.ts';
import type { VerifierKey } from './note.ts';

/** One receipt, a list of them, or one a line; `null` when it is none of these. */
export function readReceipts(text: string): ReceiptView[] | null {
  const values = readValues(text);
  const readings = values.map((value) => receiptView.safeParse(value));
  if (readings.length === 0 || readings.some((reading) => !reading.success)) return null;
  return readings.flatMap((reading) => (reading.success ? [reading.data] : []));
}

function readValues(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    return readLines(text);
  }
}

function readLines(text: string): unknown[] {
  try {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line): unknown => JSON.parse(line));
  } catch {
    return [];
  }
}

/** A hash as receipts and proofs write it. */
export const hexHash = /^[0-9a-f]{64}$/;

/** The first line of every checkpoint of a lot: `<host>/lots/<id>`. */
export const originOf = (key: Pick<VerifierKey, 'name'>, lot: string): string => `${key.name}/lots/${lot}`;
