import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber, LotId } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import type { Bid } from '../types.ts';
import type { OpenedBid } from './sealed-events.ts';
import type { BidFault, ReadBid, SealedTerms } from './sealed-terms.ts';

/** What a keeper's share is committed to by; it hides itself, being random. */
export const shareCommitment = (share: string): string => bytesToHex(sha256(hexToBytes(share)));

/** What a bid comes to once it can be read. */
export function judge(
  { seq, content, exceedsAuthority }: ReadBid,
  bidderNumber: BidderNumber,
  { lotId, start }: { readonly lotId: LotId; readonly start: Money },
): OpenedBid {
  const bid = { seq, bidderNumber };
  if (content === null) return { ...bid, amount: null, fault: 'unreadable' };
  if (content.lot !== lotId || content.bidderNumber !== bidderNumber)
    return { ...bid, amount: null, fault: 'foreign' };
  const { amount } = content;
  return { ...bid, amount, fault: exceedsAuthority ? 'authority-exceeded' : faultOfAmount(amount, start) };
}

/** What anybody can say of an amount. */
export function faultOfAmount(amount: OpenedBid['amount'], start: Money): BidFault | null {
  if (amount?.currency !== start.currency) return 'wrong-currency';
  return amount.amount < start.amount ? 'below-start' : null;
}

/** Which bid wins and what its bidder pays: its own, or the second one that counts, the start when it is alone. */
export function resolve(
  bids: readonly OpenedBid[],
  { pricing }: Pick<SealedTerms, 'pricing'>,
  start: Money,
): Pick<Bid, 'bidderNumber' | 'amount' | 'seq'> | null {
  const counting = bids.flatMap(({ seq, bidderNumber, amount, fault }) =>
    fault === null && amount !== null ? [{ seq, bidderNumber, amount: toMoney(amount) }] : [],
  );
  const [first, second] = counting.sort((a, b) => b.amount.amount - a.amount.amount || a.seq - b.seq);
  if (first === undefined) return null;
  const amount = pricing === 'first' ? first.amount : (second?.amount ?? start);
  return { seq: first.seq, bidderNumber: first.bidderNumber as BidderNumber, amount };
}
