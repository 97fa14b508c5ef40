import { hash as nativeHash } from 'node:crypto';

/** The server's SHA-256. By way of hex, because a native buffer of its own for 32 bytes costs three times as much. */
export const digest = (bytes: Uint8Array | string): Buffer =>
  Buffer.from(nativeHash('sha256', bytes, 'hex'), 'hex');

/** An entry's fields in the form they are hashed in: `at` as RFC 3339, `body` as canonical JSON. */
export interface EntryText {
  readonly lot: string;
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly body: string;
}

const HASH_BYTES = 32;
let scratch = Buffer.alloc(16_384);

/** The members of the canonical text are always the same five, and in order already. */
export const entryText = ({ at, body, lot, seq, type }: EntryText): string =>
  `{"at":"${at}","body":${body},"lot":"${lot}","seq":${seq},"type":"${type}"}`;

/**
 * What `entryHash` of `shared/verify` computes, without building the object and its bytes again.
 */
export function sealEntry(
  prev: Uint8Array,
  entry: EntryText,
): { readonly hash: Buffer; readonly hex: string; readonly text: string } {
  const text = entryText(entry);
  // UTF-8 needs at most three bytes for one UTF-16 unit.
  const room = HASH_BYTES + text.length * 3;
  if (scratch.length < room) scratch = Buffer.alloc(room);
  scratch.set(prev, 0);
  const length = HASH_BYTES + scratch.write(text, HASH_BYTES, 'utf8');
  const hex = nativeHash('sha256', scratch.subarray(0, length), 'hex');
  return { hash: Buffer.from(hex, 'hex'), hex, text };
}
