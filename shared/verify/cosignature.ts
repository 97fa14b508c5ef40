import { concatBytes } from '@noble/hashes/utils.js';
import { isValid, readNote, signatureBy, signatureLine, type VerifierKey } from './note.ts';

/*
 * A witness signs that a checkpoint is consistent with all it has seen of the log (c2sp.org/tlog-cosignature, Ed25519):
 * eight bytes of time and a signature, one more line below the checkpoint.
 */

const TIME_BYTES = 8;

/** What a witness signs: the checkpoint's text under two lines of its own. `at` in seconds since 1970. */
export const cosignedText = (checkpointText: string, at: number): string =>
  `cosignature/v1\ntime ${String(at)}\n${checkpointText}`;

/** The line that a witness adds. */
export function cosignatureLine(witness: VerifierKey, at: number, signature: Uint8Array): string {
  const time = new Uint8Array(TIME_BYTES);
  new DataView(time.buffer).setBigUint64(0, BigInt(at));
  return signatureLine(witness, concatBytes(time, signature));
}

export type Cosignature =
  /** `at` in seconds since 1970, by the witness's clock; `line` is its line below the checkpoint. */
  | { readonly is: 'valid'; readonly at: number; readonly line: string }
  | { readonly is: 'missing' }
  | { readonly is: 'forged' };

/** What a note has of this witness. */
export function cosignatureOf(note: string, witness: VerifierKey): Cosignature {
  const read = readNote(note);
  const signature = read && signatureBy(read, witness);
  if (!read || !signature) return { is: 'missing' };
  const { bytes } = signature;
  if (bytes.length !== TIME_BYTES + 64) return { is: 'forged' };
  const at = new DataView(bytes.buffer, bytes.byteOffset, TIME_BYTES).getBigUint64(0);
  const isAuthentic =
    at <= BigInt(Number.MAX_SAFE_INTEGER) &&
    isValid(witness, bytes.subarray(TIME_BYTES), cosignedText(read.text, Number(at)));
  return isAuthentic
    ? { is: 'valid', at: Number(at), line: signatureLine(witness, bytes) }
    : { is: 'forged' };
}
