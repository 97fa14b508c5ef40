import { sha256 } from '@noble/hashes/sha2.js';
import { assert } from '../kernel/assert.ts';
import { type Instant, toRfc3339 } from '../kernel/instant.ts';
import { canonicalJson, type JsonObject } from './canonical-json.ts';

/** What one entry of a lot's log hashes over: exactly these five fields (3-trading-rules §3.8). */
export interface LogEntry {
  readonly lot: string;
  readonly seq: number;
  readonly at: Instant;
  readonly type: string;
  readonly body: JsonObject;
}

/** The `prev` of entry 1: 32 zero bytes. */
export const GENESIS = new Uint8Array(32);

/** A SHA-256 function that keeps nothing of its input: portable in the browser, native in the server and the command. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** The bytes that the entry's hash covers after `prev`. */
export const entryText = ({ lot, seq, at, type, body }: LogEntry): string =>
  canonicalJson({ lot, seq, at: toRfc3339(at), type, body });

const HASH_BYTES = 32;
const encoder = new TextEncoder();
let scratch = new Uint8Array(16_384);

/** `SHA-256(prev ‖ JCS{lot, seq, at, type, body})`. */
export function entryHash(prev: Uint8Array, entry: LogEntry, digest: Digest = sha256): Uint8Array {
  assert(prev.length === HASH_BYTES, 'a hash has 32 bytes');
  const text = entryText(entry);
  // UTF-8 needs at most three bytes for one UTF-16 unit.
  const room = HASH_BYTES + text.length * 3;
  if (scratch.length < room) scratch = new Uint8Array(room);
  scratch.set(prev);
  const { written } = encoder.encodeInto(text, scratch.subarray(HASH_BYTES));
  return digest(scratch.subarray(0, HASH_BYTES + written));
}
