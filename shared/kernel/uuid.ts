import { assert } from './assert.ts';
import type { Id } from './ids.ts';
import type { Instant } from './instant.ts';

/** UUIDv7 (RFC 9562 §5.7) from a given time and ten given random bytes: pure, so the caller owns clock and dice. */
export function uuidv7<Kind extends string>(at: Instant, random: Uint8Array): Id<Kind> {
  assert(random.length >= 10, 'uuidv7 takes ten random bytes');
  const bytes = new Uint8Array(16);
  let time = at as number;
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as Id<Kind>;
}
