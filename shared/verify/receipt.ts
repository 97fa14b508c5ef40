import { hexToBytes } from '@noble/hashes/utils.js';
import { receiptView, type ReceiptView } from '../auctions/api.ts';
import { openCheckpoint, type VerifierKey } from './checkpoint.ts';
import { isIncluded } from './proof.ts';

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

/**
 * Whether a receipt holds without the whole log: the checkpoint is signed by `key`, is about the receipt's lot, and the
 * entry is in its tree by `proof` (siblings in hex, nearest first).
 */
export function isReceiptProven(receipt: ReceiptView, proof: readonly string[], key: VerifierKey): boolean {
  const opened = openCheckpoint(receipt.checkpoint, key);
  if (!opened.ok || opened.checkpoint.origin !== originOf(key, receipt.lot)) return false;
  const hexes = [receipt.hash, ...proof];
  if (!hexes.every((hex) => /^[0-9a-f]{64}$/.test(hex))) return false;
  return isIncluded({
    index: receipt.seq - 1,
    size: opened.checkpoint.size,
    leaf: hexToBytes(receipt.hash),
    root: opened.checkpoint.root,
    proof: proof.map(hexToBytes),
  });
}

/** The first line of every checkpoint of a lot: `<host>/lots/<id>`. */
export const originOf = (key: VerifierKey, lot: string): string => `${key.name}/lots/${lot}`;
