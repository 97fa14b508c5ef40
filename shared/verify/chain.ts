import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
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

/** A SHA-256 function: the browser and the verifier use the portable one, the server hands in its native one. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

/** The bytes that the entry's hash covers after `prev`. */
export const entryText = ({ lot, seq, at, type, body }: LogEntry): string =>
  canonicalJson({ lot, seq, at: toRfc3339(at), type, body });

/** `SHA-256(prev ‖ JCS{lot, seq, at, type, body})`. */
export const entryHash = (prev: Uint8Array, entry: LogEntry, digest: Digest = sha256): Uint8Array =>
  digest(concatBytes(prev, utf8ToBytes(entryText(entry))));
