import { hexToBytes } from '@noble/hashes/utils.js';
import type { ReceiptView } from '../auctions/api.ts';
import type { Instant } from '../kernel/instant.ts';
import { type Checkpoint, openCheckpoint, signerAmong } from './checkpoint.ts';
import type { LogFault } from './faults.ts';
import type { TrustedKey } from './key-list.ts';
import { readNote, type VerifierKey } from './note.ts';
import { hexHash, originOf } from './receipt.ts';

/** Something signed that the log must agree with once it has been read up to `seq`. */
export interface Claim {
  readonly seq: number;
  /** `entry`: the hash of that entry; `root`: that of the tree over the first `seq` entries. */
  readonly about: 'entry' | 'root';
  readonly hash: Uint8Array;
  /** What it means when the log disagrees, and when it ends before. */
  readonly fault: LogFault;
  /** The entry is not later than this: until then the key was in use. */
  readonly notAfter: Instant | null;
}

export interface Kept {
  readonly receipts: readonly ReceiptView[];
  /** A signed note that somebody kept. */
  readonly checkpoint: string | null;
}

export type ClaimsReading =
  | {
      readonly ok: true;
      readonly claims: readonly Claim[];
      /** Who signed each checkpoint. */
      readonly signers: readonly VerifierKey[];
    }
  | { readonly ok: false; readonly seq: number; readonly fault: LogFault };

/** What somebody kept, as claims on the log; refused when a signature does not hold or is about another lot. */
export function claimsOf(
  { receipts, checkpoint }: Kept,
  keys: readonly TrustedKey[],
  lot: string,
): ClaimsReading {
  const claims: Claim[] = [];
  const signers: VerifierKey[] = [];
  if (checkpoint !== null) {
    const note = openFor(checkpoint, keys, lot);
    if (!('root' in note)) return { ok: false, seq: 0, fault: checkpointFaults[note.fault] };
    claims.push(rootClaim(note, 'forked-checkpoint'));
    signers.push(note.by.key);
  }
  for (const receipt of receipts) {
    const { seq } = receipt;
    const note = openFor(receipt.checkpoint, keys, lot);
    if ('fault' in note && note.fault === 'revoked-key') return { ok: false, seq, fault: 'revoked-key' };
    if (!('root' in note) || receipt.lot !== lot || !hexHash.test(receipt.hash)) {
      return { ok: false, seq, fault: 'forged-receipt' };
    }
    if (seq < 1 || seq > note.size) return { ok: false, seq, fault: 'forged-receipt' };
    const hash = hexToBytes(receipt.hash);
    claims.push({ seq, about: 'entry', hash, fault: 'receipt-not-in-log', notAfter: null });
    claims.push(rootClaim(note, 'forked-checkpoint'));
    signers.push(note.by.key);
  }
  return { ok: true, claims, signers };
}

const rootClaim = ({ size, root, by }: Opened, fault: LogFault): Claim => ({
  seq: size,
  about: 'root',
  hash: root,
  fault,
  notAfter: by.until,
});

type NoteFault = 'malformed' | 'unknown-key' | 'bad-signature' | 'foreign-origin' | 'revoked-key';

const checkpointFaults = {
  malformed: 'malformed-checkpoint',
  'unknown-key': 'checkpoint-of-another-key',
  'bad-signature': 'bad-signature',
  'foreign-origin': 'checkpoint-of-another-lot',
  'revoked-key': 'revoked-key',
} as const satisfies Record<NoteFault, LogFault>;

/** A checkpoint of this lot, and the key that signed it. */
export interface Opened extends Checkpoint {
  readonly by: TrustedKey;
}

export function openFor(
  note: string,
  keys: readonly TrustedKey[],
  lot: string,
): Opened | { readonly fault: NoteFault } {
  const by = signerAmong(note, keys);
  if (!by) return { fault: readNote(note) ? 'unknown-key' : 'malformed' };
  if (by.isRevoked) return { fault: 'revoked-key' };
  const opened = openCheckpoint(note, by.key);
  if (!opened.ok) return { fault: opened.fault };
  const { checkpoint } = opened;
  return checkpoint.origin === originOf(by.key, lot) ? { ...checkpoint, by } : { fault: 'foreign-origin' };
}

/** The checkpoint of the log's own header, as the claim that ends it. */
export function ownClaim(
  note: string,
  key: TrustedKey,
  lot: string,
): { readonly ok: true; readonly claim: Claim } | { readonly ok: false; readonly fault: LogFault } {
  const opened = openFor(note, [key], lot);
  return 'root' in opened
    ? { ok: true, claim: rootClaim(opened, 'wrong-root') }
    : { ok: false, fault: checkpointFaults[opened.fault] };
}
