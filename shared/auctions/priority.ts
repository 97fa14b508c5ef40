import type { LotId } from '../kernel/ids.ts';
import type { Profile } from '../listings/profile.ts';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { Registered } from './events.ts';

const TICKET_BYTES = 5;

/**
 * A priority purchaser's place: its rank. Where equal ranks draw lots (拍卖变卖规定（2020）art. 16), the ticket stands after the
 * point; the smaller goes first. `null` for everybody else.
 */
export function placeOf(
  {
    lotId,
    terms: { rules },
  }: { readonly lotId: LotId; readonly terms: { readonly rules: Pick<Profile, 'equalRank'> } },
  { bidderNumber, commitment, rank }: Registered['body'],
): number | null {
  if (rank === undefined) return null;
  return rules.equalRank === 'by-lot' ? rank + ticket({ bidderNumber, commitment, lot: lotId }) : rank;
}

/** The rank of a place. */
export const rankOf = (place: number): number => Math.floor(place);

/**
 * What was drawn, 0 … 1: the first 40 bits of SHA-256(JCS{bidderNumber, commitment, lot}). Fixed by the salt of the
 * commitment, that is before anybody bids; anybody can draw it again, and no bid can move it.
 */
const ticket = (drawn: { bidderNumber: string; commitment: string; lot: LotId }): number =>
  sha256(utf8ToBytes(canonicalJson(drawn)))
    .subarray(0, TICKET_BYTES)
    .reduce((share, byte) => share * 256 + byte, 0) /
  256 ** TICKET_BYTES;
