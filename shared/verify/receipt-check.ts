import { hexToBytes } from '@noble/hashes/utils.js';
import type { ReceiptView } from '../auctions/api.ts';
import type { ConsistencyView, InclusionView } from './api.ts';
import { type Opened, openFor } from './claims.ts';
import type { LogFault } from './faults.ts';
import type { TrustedKey } from './key-list.ts';
import { isConsistent, isIncluded } from './proof.ts';
import { hexHash } from './receipt.ts';

/*
 * A receipt checked the moment it comes, without the log: by its signature, a proof that the entry is in the tree that was
 * signed, and a proof that this tree goes on where the last one seen ended.
 */

export type ReceiptFault = Extract<
  LogFault,
  'forged-receipt' | 'revoked-key' | 'receipt-not-in-log' | 'forked-checkpoint'
>;

/** `null`: the receipt holds. The proof is about `receipt.seq` and the size of the receipt's checkpoint. */
export function receiptFault(
  receipt: ReceiptView,
  { proof }: Pick<InclusionView, 'proof'>,
  keys: readonly TrustedKey[],
): ReceiptFault | null {
  const opened = openFor(receipt.checkpoint, keys, receipt.lot);
  if ('fault' in opened) return opened.fault === 'revoked-key' ? 'revoked-key' : 'forged-receipt';
  if (![receipt.hash, ...proof].every((text) => hexHash.test(text))) return 'receipt-not-in-log';
  const holds = isIncluded({
    index: receipt.seq - 1,
    size: opened.size,
    leaf: hexToBytes(receipt.hash),
    root: opened.root,
    proof: proof.map(hexToBytes),
  });
  return holds ? null : 'receipt-not-in-log';
}

/** The two signed notes of one lot by size, smaller first: between which the proof of consistency is asked for. */
export function inOrder(
  notes: readonly [string, string],
  keys: readonly TrustedKey[],
  lot: string,
): readonly [Opened, Opened] | null {
  const [one, other] = notes.map((note) => openFor(note, keys, lot));
  if (!one || !other || 'fault' in one || 'fault' in other) return null;
  return one.size <= other.size ? [one, other] : [other, one];
}

/** Whether the larger tree begins with the smaller one. */
export function areConsistent(
  [smaller, larger]: readonly [Opened, Opened],
  { proof }: Pick<ConsistencyView, 'proof'>,
): boolean {
  return (
    proof.every((text) => hexHash.test(text)) &&
    isConsistent({
      from: smaller.size,
      to: larger.size,
      fromRoot: smaller.root,
      toRoot: larger.root,
      proof: proof.map(hexToBytes),
    })
  );
}
