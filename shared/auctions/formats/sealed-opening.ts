import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import type { BidderNumber, LotId } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import type { OpenedBid } from './sealed-events.ts';
import { faultOfAmount } from './sealed-prices.ts';
import type { ReadBid } from './sealed-terms.ts';

/** What a keeper's share is committed to by; it hides itself, being random. */
export const shareCommitment = (share: string): string => bytesToHex(sha256(hexToBytes(share)));

/** What a bid comes to once it can be read. */
export function judge(
  { seq, content, exceedsAuthority }: ReadBid,
  bidderNumber: BidderNumber,
  { lotId, start, reserve }: { readonly lotId: LotId; readonly start: Money; readonly reserve: Money | null },
): OpenedBid {
  const bid = { seq, bidderNumber };
  if (content === null) return { ...bid, amount: null, fault: 'unreadable' };
  if (content.lot !== lotId || content.bidderNumber !== bidderNumber)
    return { ...bid, amount: null, fault: 'foreign' };
  const { amount } = content;
  return {
    ...bid,
    amount,
    fault: exceedsAuthority ? 'authority-exceeded' : faultOfAmount(amount, start, reserve),
  };
}
