import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { combine, split } from 'shamir-secret-sharing';
import * as z from 'zod/mini';
import { shareCommitment } from '../auctions/formats/sealed-opening.ts';
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
  /** What the notice says of each. */
  readonly commitments: readonly string[];
}

/** A keeper's own age identity, and the public half that the platform may know. */
export async function makeIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Whether something can be encrypted to it: its checksum is right. */
export function isRecipient(recipient: string): boolean {
  try {
    new Encrypter().addRecipient(recipient);
    return true;
  } catch {
    return false;
  }
}

/** A new key; nobody is given the whole identity, and nothing refers to it once this returns. */
export async function makeLotKey(): Promise<LotKey> {
  const identity = await generateX25519Identity();
  const parts = await split(utf8ToBytes(identity), sealedBounds.keepers, sealedBounds.needed);
  const shares = parts.map(bytesToHex);
  return {
    recipient: await identityToRecipient(identity),
    shares,
    commitments: shares.map(shareCommitment),
  };
}

/** Base64 of the age file in which a share goes to its keeper. */
export const sealShare = async (share: string, recipient: string): Promise<string> =>
  base64.encode(await encryptTo(recipient, share));

/** The share in it; `null` when this identity is not the keeper's. */
export async function openShare(ciphertext: string, identity: string): Promise<string | null> {
  const text = await decryptWith(identity, ciphertext);
  return text !== null && isShare(text) ? text : null;
}

const isShare = (text: string): boolean => /^(?:[0-9a-f]{2})+$/.test(text);

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
  const { amount: minor, currency } = amount;
  const text = canonicalJson({ amount: { amount: minor, currency }, bidderNumber, lot });
  return base64.encode(await encryptTo(recipient, text.padEnd(PADDED_LENGTH, ' ')));
}

function encryptTo(recipient: string, text: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(text);
}

async function decryptWith(identity: string, ciphertext: string): Promise<string | null> {
  const bytes = base64.decode(ciphertext);
  if (bytes === null) return null;
  const decrypter = new Decrypter();
  try {
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(bytes, 'text');
  } catch {
    return null;
  }
}

const contentSchema = z.strictObject({ lot: z.string(), bidderNumber: z.string(), amount: moneySchema });

/** What a bid says; `null` when it is none that this key opens. */
export async function openBid(ciphertext: string, identity: string): Promise<SealedContent | null> {
  const text = await decryptWith(identity, ciphertext);
  if (text === null) return null;
  try {
    const reading = contentSchema.safeParse(JSON.parse(text));
    return reading.success ? { ...reading.data, amount: toMoney(reading.data.amount) } : null;
  } catch {
    return null;
  }
}
