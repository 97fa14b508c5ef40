import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import type { Bid } from '../bid.ts';
import type { OpenedBid } from './sealed-events.ts';
import type { BidFault, SealedTerms } from './sealed-terms.ts';

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
