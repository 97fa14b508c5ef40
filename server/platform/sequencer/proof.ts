import { hash as nativeHash } from 'node:crypto';
import type { Digest } from '@reassign/shared/verify/chain.ts';

/** The server's SHA-256. */
export const digest: Digest = (bytes) => nativeHash('sha256', bytes, 'buffer');

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
): { readonly hash: Buffer; readonly text: string } {
  const text = entryText(entry);
  // UTF-8 needs at most three bytes for one UTF-16 unit.
  const room = HASH_BYTES + text.length * 3;
  if (scratch.length < room) scratch = Buffer.alloc(room);
  scratch.set(prev, 0);
  const length = HASH_BYTES + scratch.write(text, HASH_BYTES, 'utf8');
  return { hash: nativeHash('sha256', scratch.subarray(0, length), 'buffer'), text };
}
