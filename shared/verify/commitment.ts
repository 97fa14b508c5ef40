import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type JsonObject } from './canonical-json.ts';

/**
 * `SHA-256(salt ‖ JCS(content))` in hex: says nothing of the content, and fits no other once it is opened. `salt` are 32
 * random bytes in hex.
 */
export const commitTo = (content: JsonObject, salt: string): string =>
  bytesToHex(sha256(concatBytes(hexToBytes(salt), utf8ToBytes(canonicalJson(content)))));
