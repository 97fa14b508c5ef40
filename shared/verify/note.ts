import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from './base64.ts';

/*
 * Signed notes and their keys (c2sp.org/signed-note): a text whose last line is ended, an empty line, and one line for
 * each signature.
 */

/** What a key signs: notes themselves (0x01), or cosignatures of witnesses with their time (0x04, c2sp.org/tlog-cosignature). */
export type KeyUse = 'note' | 'cosignature';

const ALGORITHMS = { note: 1, cosignature: 4 } as const satisfies Record<KeyUse, number>;

/** A named Ed25519 public key; `text` is the C2SP verifier key `name+id+base64(algorithm ‖ key)`. */
export interface VerifierKey {
  readonly name: string;
  /** Four bytes. */
  readonly id: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly text: string;
}

export function verifierKey(name: string, publicKey: Uint8Array, use: KeyUse = 'note'): VerifierKey {
  const typed = concatBytes(Uint8Array.of(ALGORITHMS[use]), publicKey);
  const id = sha256(concatBytes(utf8ToBytes(`${name}\n`), typed)).subarray(0, 4);
  return { name, id, publicKey, text: `${name}+${bytesToHex(id)}+${base64.encode(typed)}` };
}

/** `null` for text that is no key for this use. */
export function readVerifierKey(text: string, use: KeyUse = 'note'): VerifierKey | null {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = encoded === undefined ? null : base64.decode(encoded);
  if (name === undefined || hash === undefined || bytes?.length !== 33 || bytes[0] !== ALGORITHMS[use])
    return null;
  const key = verifierKey(name, bytes.subarray(1), use);
  return bytesToHex(key.id) === hash ? key : null;
}

/** SHA-256 of the public key in groups of four: what people compare by eye. */
export const fingerprint = ({ publicKey }: Pick<VerifierKey, 'publicKey'>): string =>
  (bytesToHex(sha256(publicKey)).slice(0, 32).match(/.{4}/g) ?? []).join(' ');

/** One signature line; more of them may follow. */
export const signatureLine = (
  { name, id }: Pick<VerifierKey, 'name' | 'id'>,
  signature: Uint8Array,
): string => `— ${name} ${base64.encode(concatBytes(id, signature))}\n`;

/** The note with its one signature; signing itself (the private key) is the server's. `text` ends with a newline. */
export const signedNote = (text: string, key: VerifierKey, signature: Uint8Array): string =>
  `${text}\n${signatureLine(key, signature)}`;

export interface SignedNote {
  /** What is signed, its last newline included. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Hex. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

const MOST_SIGNATURES = 100;

/** `null` for text that is not a signed note. */
export function readNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n');
  if (split < 1 || !note.endsWith('\n')) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  const signatures = lines.length > MOST_SIGNATURES ? [null] : lines.map(readSignature);
  return signatures.every((signature) => signature !== null)
    ? { text: note.slice(0, split + 1), signatures }
    : null;
}

function readSignature(line: string): NoteSignature | null {
  const [, name, encoded] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
  const bytes = encoded === undefined ? null : base64.decode(encoded);
  if (name === undefined || bytes === null || bytes.length < 5) return null;
  return { name, id: bytesToHex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

/** The signature that claims to be by this key. Others, of keys that nobody here knows, mean nothing. */
export const signatureBy = (
  { signatures }: SignedNote,
  { name, id }: VerifierKey,
): NoteSignature | undefined =>
  signatures.find((signature) => signature.name === name && signature.id === bytesToHex(id));

export function isSignedBy(note: SignedNote, key: VerifierKey): boolean {
  const signature = signatureBy(note, key);
  return signature !== undefined && isValid(key, signature.bytes, note.text);
}

export const isValid = (key: VerifierKey, signature: Uint8Array, text: string): boolean =>
  signature.length === 64 && ed25519.verify(signature, utf8ToBytes(text), key.publicKey);
