import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { BankLine } from './types.ts';

type Content = Omit<BankLine, 'entryId'>;

const text = ({ direction, amount, bookedOn, bookedAt, counterparty, remark, balance }: Content): string =>
  canonicalJson({
    ...{ direction, amount: { amount: amount.amount, currency: amount.currency }, bookedOn, bookedAt },
    ...{ name: counterparty.name, account: counterparty.account, remark, balance },
  });

const hash = (content: string): string => bytesToHex(sha256(utf8ToBytes(content)));

/** SHA-256 of what a line says, hex: the same line of another statement says the same. */
export const lineHash = (line: Content): string => hash(text(line));

/**
 * Ids for lines whose bank gives none: a hash of what they say, and for those that say the same which of them it is. A
 * statement holds whole days, so that another one that holds the day counts alike.
 */
export function withIds(lines: readonly (Content & { readonly entryId: string | null })[]): BankLine[] {
  const seen = new Map<string, number>();
  return lines.map(({ entryId, ...line }) => {
    if (entryId !== null) return { ...line, entryId };
    const content = text(line);
    const nth = (seen.get(content) ?? 0) + 1;
    seen.set(content, nth);
    return { ...line, entryId: `#${hash(`${content}${nth === 1 ? '' : String(nth)}`).slice(0, 32)}` };
  });
}

/** Two lines of one statement under one id: which of them did the bank mean? */
export function repeatedId(lines: readonly BankLine[]): string | null {
  const ids = new Set<string>();
  for (const { entryId } of lines) {
    if (ids.has(entryId)) return entryId;
    ids.add(entryId);
  }
  return null;
}
