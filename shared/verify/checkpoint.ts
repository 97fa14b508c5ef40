import { base64 } from './base64.ts';
import { isSignedBy, readNote, signatureBy, type VerifierKey } from './note.ts';

/*
 * A checkpoint is a C2SP signed note (c2sp.org/tlog-checkpoint): origin, tree size and root on three lines.
 */

export interface Checkpoint {
  /** `<host>/lots/<id>`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** The signed text: three lines, each ended by a newline. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${String(size)}\n${base64.encode(root)}\n`;

export type CheckpointFault = 'malformed' | 'unknown-key' | 'bad-signature';

/** Reads a note and checks the signature of the given key; other signatures (witnesses) are ignored. */
export function openCheckpoint(
  text: string,
  key: VerifierKey,
): { ok: true; checkpoint: Checkpoint } | { ok: false; fault: CheckpointFault } {
  const note = readNote(text);
  const checkpoint = note && readCheckpoint(note.text);
  if (!note || !checkpoint) return { ok: false, fault: 'malformed' };
  if (!signatureBy(note, key)) return { ok: false, fault: 'unknown-key' };
  return isSignedBy(note, key) ? { ok: true, checkpoint } : { ok: false, fault: 'bad-signature' };
}

/** The three lines as they are, whoever signed them. */
export function readCheckpoint(text: string): Checkpoint | null {
  const [origin, size, root, rest, ...more] = text.split('\n');
  const bytes = root === undefined ? null : base64.decode(root);
  if (!origin || !size || !/^(0|[1-9]\d{0,15})$/.test(size) || bytes?.length !== 32) return null;
  return rest === '' && more.length === 0 ? { origin, size: Number(size), root: bytes } : null;
}

/** Which of these keys a note says it is signed by. */
export function signerAmong<Key extends { readonly key: VerifierKey }>(
  text: string,
  keys: readonly Key[],
): Key | undefined {
  const note = readNote(text);
  return note ? keys.find(({ key }) => signatureBy(note, key)) : undefined;
}
