import { bytesToHex } from '@noble/hashes/utils.js';
import { assert } from './assert.ts';
import type { Instant } from './instant.ts';

type Id<Kind extends string> = string & { readonly __id: Kind };

export type UserId = Id<'user'>;
export type OrganisationId = Id<'organisation'>;
export type CaseId = Id<'case'>;
export type RightId = Id<'right'>;
export type ListingId = Id<'listing'>;
export type LotId = Id<'lot'>;
export type RegistrationId = Id<'registration'>;
export type DepositId = Id<'deposit'>;
/** Made by the client before it sends, kept until it knows the outcome, and reused on every retry. */
export type CommandId = Id<'command'>;
/** What the room sees instead of a name: random per lot, `100`–`999999`, as text. */
export type BidderNumber = string & { readonly __brand: 'BidderNumber' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** RFC 9562, lower case: one spelling per id, so that ids compare as text. */
export const isUuid = (text: string): boolean => UUID.test(text);

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
  const hex = bytesToHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as Id<Kind>;
}

/** What people see: `SX-2026-000123`. */
export const lotNumber = (province: string, year: number, serial: number): string =>
  `${province}-${String(year)}-${String(serial).padStart(6, '0')}`;
