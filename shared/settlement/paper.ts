import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../verify/canonical-json.ts';
import type { SettlementStage } from './sale.ts';

interface Amount {
  readonly amount: number;
  readonly currency: string;
}

/** What the paper of a sale confirmation (成交确认书) says: everything that is signed, in the words of the API. */
export interface ConfirmationPaper {
  readonly number: string;
  readonly lotNumber: string;
  readonly title: string;
  readonly route: string;
  readonly seller: string;
  readonly buyer: { readonly name: string; readonly creditCode: string | null };
  readonly bidderNumber: string;
  readonly hammer: Amount;
  readonly premium: Amount;
  readonly deposit: Amount;
  readonly balanceDue: Amount;
  /** By when so much of it is due, RFC 3339; papers from before it was written down have none. */
  readonly payments?: readonly { readonly amount: Amount; readonly dueAt: string }[];
  readonly priceGoesTo: 'escrow' | 'house-or-escrow' | 'court';
  /** RFC 3339. */
  readonly closedAt: string;
  readonly confirmedAt: string;
  readonly log: { readonly size: number; readonly hash: string };
  /** Hex, 16 random bytes: without the paper nobody finds a name by trying. */
  readonly salt: string;
}

/** SHA-256 of RFC 8785 of the paper, hex: what is printed on it, and what anybody asks the platform about. */
export function paperHash(paper: ConfirmationPaper): string {
  const { payments, ...rest } = paper;
  const dates = payments?.map(({ amount, dueAt }) => ({ amount: { ...amount }, dueAt }));
  const whole = {
    ...{ ...rest, buyer: { ...rest.buyer }, log: { ...rest.log } },
    ...{ ...amountsOf(rest), ...(dates && { payments: dates }) },
  };
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(whole))));
}

const amountsOf = ({ hammer, premium, deposit, balanceDue }: Omit<ConfirmationPaper, 'payments'>) => ({
  hammer: { ...hammer },
  premium: { ...premium },
  deposit: { ...deposit },
  balanceDue: { ...balanceDue },
});

/** What the platform signs (a C2SP note): origin and number, then the hash. `host` as in checkpoints. */
export const paperText = (host: string, number: string, hash: string): string =>
  `${host}/confirmations/${number}\nsha256 ${hash}\n`;

/** The page behind the paper's QR code. */
export const paperUrl = (origin: string, number: string, hash: string): string =>
  `${origin}/confirmations/${encodeURIComponent(number)}?hash=${hash}`;

/** Only what is confirmed and stands is put on paper. */
export const isOnPaper = (stage: SettlementStage): boolean => stage === 'confirmed';
