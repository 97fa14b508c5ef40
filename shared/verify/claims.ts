import { hexToBytes } from '@noble/hashes/utils.js';
import type { ReceiptView } from '../auctions/api.ts';
import { type Checkpoint, openCheckpoint, type VerifierKey } from './checkpoint.ts';
import type { LogFault } from './faults.ts';
import { originOf } from './receipt.ts';

/** Something signed that the log must agree with once it has been read up to `seq`. */
export interface Claim {
  readonly seq: number;
  /** `entry`: the hash of that entry; `root`: that of the tree over the first `seq` entries. */
  readonly about: 'entry' | 'root';
  readonly hash: Uint8Array;
  /** What it means when the log disagrees, and when it ends before. */
  readonly fault: LogFault;
}

export interface Kept {
  readonly receipts: readonly ReceiptView[];
  /** A signed note that somebody kept. */
  readonly checkpoint: string | null;
}

export type ClaimsReading =
  | { readonly ok: true; readonly claims: readonly Claim[] }
  | { readonly ok: false; readonly seq: number; readonly fault: LogFault };

/** What somebody kept, as claims on the log; refused when a signature does not hold or is about another lot. */
export function claimsOf({ receipts, checkpoint }: Kept, key: VerifierKey, lot: string): ClaimsReading {
  const claims: Claim[] = [];
  if (checkpoint !== null) {
    const note = openFor(checkpoint, key, lot);
    if (!('root' in note)) return { ok: false, seq: 0, fault: checkpointFaults[note.fault] };
    claims.push({ seq: note.size, about: 'root', hash: note.root, fault: 'forked-checkpoint' });
  }
  for (const receipt of receipts) {
    const { seq } = receipt;
    const note = openFor(receipt.checkpoint, key, lot);
    if (!('root' in note) || receipt.lot !== lot || !/^[0-9a-f]{64}$/.test(receipt.hash)) {
      return { ok: false, seq, fault: 'forged-receipt' };
    }
    if (seq < 1 || seq > note.size) return { ok: false, seq, fault: 'forged-receipt' };
    claims.push({ seq, about: 'entry', hash: hexToBytes(receipt.hash), fault: 'receipt-not-in-log' });
    claims.push({ seq: note.size, about: 'root', hash: note.root, fault: 'forked-checkpoint' });
  }
  return { ok: true, claims };
}

type NoteFault = 'malformed' | 'unknown-key' | 'bad-signature' | 'foreign-origin';

const checkpointFaults = {
  malformed: 'malformed-checkpoint',
  'unknown-key': 'checkpoint-of-another-key',
  'bad-signature': 'bad-signature',
  'foreign-origin': 'checkpoint-of-another-lot',
} as const satisfies Record<NoteFault, LogFault>;

function openFor(note: string, key: VerifierKey, lot: string): Checkpoint | { readonly fault: NoteFault } {
  const opened = openCheckpoint(note, key);
  if (!opened.ok) return { fault: opened.fault };
  return opened.checkpoint.origin === originOf(key, lot) ? opened.checkpoint : { fault: 'foreign-origin' };
}

/** The checkpoint of the log's own header. */
export function ownCheckpoint(
  note: string,
  key: VerifierKey,
  lot: string,
): { readonly ok: true; readonly checkpoint: Checkpoint } | { readonly ok: false; readonly fault: LogFault } {
  const opened = openFor(note, key, lot);
  return 'root' in opened
    ? { ok: true, checkpoint: opened }
    : { ok: false, fault: checkpointFaults[opened.fault] };
}
