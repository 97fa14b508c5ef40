import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { combine, split } from 'shamir-secret-sharing';
import * as z from 'zod/mini';
import type { SealedContent } from '../auctions/formats/sealed-terms.ts';
import { toMoney } from '../kernel/codecs.ts';
import { moneySchema } from '../kernel/schemas.ts';
import { sealedBounds } from '../listings/limits.ts';
import { base64 } from './base64.ts';
import { canonicalJson } from './canonical-json.ts';

/*
 * The key of a lot under sealed bids: an age identity (https://age-encryption.org/v1) that no one holds, split 2 of 3.
 * Loaded only where bids are sealed or opened.
 */

export interface LotKey {
  /** `age1…`: what bids are encrypted to. */
  readonly recipient: string;
  /** Hex, one for each keeper; any two come to the identity. */
  readonly shares: readonly string[];
}

/** A new key; the whole identity is nowhere once this returns. */
export async function makeLotKey(): Promise<LotKey> {
  const identity = await generateX25519Identity();
  const shares = await split(utf8ToBytes(identity), sealedBounds.keepers, sealedBounds.needed);
  return { recipient: await identityToRecipient(identity), shares: shares.map(bytesToHex) };
}

/** The identity that two shares come to; `null` when it is not that of the recipient. */
export async function joinShares(shares: readonly string[], recipient: string): Promise<string | null> {
  try {
    const identity = new TextDecoder().decode(await combine(shares.map(hexToBytes)));
    return (await isKeyOf(identity, recipient)) ? identity : null;
  } catch {
    return null;
  }
}

export async function isKeyOf(identity: string, recipient: string): Promise<boolean> {
  try {
    return (await identityToRecipient(identity)) === recipient;
  } catch {
    return false;
  }
}

/** Longer than any bid, so that the length of a ciphertext says nothing. */
const PADDED_LENGTH = 256;

/** Base64 of the age file that hides a bid. */
export async function sealBid(
  { lot, bidderNumber, amount }: SealedContent,
  recipient: string,
): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const { amount: minor, currency } = amount;
  const text = canonicalJson({ amount: { amount: minor, currency }, bidderNumber, lot });
  return base64.encode(await encrypter.encrypt(text.padEnd(PADDED_LENGTH, ' ')));
}

const contentSchema = z.strictObject({ lot: z.string(), bidderNumber: z.string(), amount: moneySchema });

/** What a bid says; `null` when it is none that this key opens. */
export async function openBid(ciphertext: string, identity: string): Promise<SealedContent | null> {
  const bytes = base64.decode(ciphertext);
  if (bytes === null) return null;
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const reading = contentSchema.safeParse(JSON.parse(await decrypter.decrypt(bytes, 'text')));
    return reading.success ? { ...reading.data, amount: toMoney(reading.data.amount) } : null;
  } catch {
    return null;
  }
}
