import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from './base64.ts';

/*
 * A checkpoint is a C2SP signed note (c2sp.org/signed-note, c2sp.org/tlog-checkpoint): origin, tree size and root on three lines,
 * an empty line, and a signature line.
 */

export interface Checkpoint {
  /** `<host>/lots/<id>`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A named Ed25519 public key; `text` is the C2SP verifier key `name+hash+base64(0x01 ‖ key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly text: string;
}

const ED25519 = Uint8Array.of(1);

export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  const id = sha256(concatBytes(utf8ToBytes(`${name}\n`), ED25519, publicKey)).subarray(0, 4);
  const text = `${name}+${bytesToHex(id)}+${base64.encode(concatBytes(ED25519, publicKey))}`;
  return { name, id, publicKey, text };
}

export function readVerifierKey(text: string): VerifierKey | null {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = encoded === undefined ? null : base64.decode(encoded);
  if (name === undefined || hash === undefined || bytes?.length !== 33 || bytes[0] !== 1) return null;
  const key = verifierKey(name, bytes.subarray(1));
  return bytesToHex(key.id) === hash ? key : null;
}

/** SHA-256 of the public key in groups of four: what people compare by eye. */
export const fingerprint = ({ publicKey }: VerifierKey): string =>
  (bytesToHex(sha256(publicKey)).slice(0, 32).match(/.{4}/g) ?? []).join(' ');

/** The signed text: three lines, each ended by a newline. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${String(size)}\n${base64.encode(root)}\n`;

/** The note with its one signature; signing itself (the private key) is the server's. */
export function signedNote(text: string, key: VerifierKey, signature: Uint8Array): string {
  return `${text}\n— ${key.name} ${base64.encode(concatBytes(key.id, signature))}\n`;
}

export type CheckpointFault = 'malformed' | 'unknown-key' | 'bad-signature';

/** Reads a note and checks the signature of the given key; other signatures (witnesses) are ignored. */
export function openCheckpoint(
  note: string,
  key: VerifierKey,
): { ok: true; checkpoint: Checkpoint } | { ok: false; fault: CheckpointFault } {
  const split = note.indexOf('\n\n');
  const text = note.slice(0, split + 1);
  const [origin, size, root, rest] = text.split('\n');
  const bytes = root === undefined ? null : base64.decode(root);
  if (
    split < 0 ||
    !origin ||
    !size ||
    !/^(0|[1-9]\d{0,15})$/.test(size) ||
    bytes?.length !== 32 ||
    rest !== ''
  ) {
    return { ok: false, fault: 'malformed' };
  }
  const signature = signatureBy(key, note.slice(split + 2));
  if (!signature) return { ok: false, fault: 'unknown-key' };
  if (!ed25519.verify(signature, utf8ToBytes(text), key.publicKey))
    return { ok: false, fault: 'bad-signature' };
  return { ok: true, checkpoint: { origin, size: Number(size), root: bytes } };
}

function signatureBy(key: VerifierKey, lines: string): Uint8Array | null {
  for (const line of lines.split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = name === key.name && encoded !== undefined ? base64.decode(encoded) : null;
    if (bytes?.length === 68 && bytesToHex(bytes.subarray(0, 4)) === bytesToHex(key.id))
      return bytes.subarray(4);
  }
  return null;
}
