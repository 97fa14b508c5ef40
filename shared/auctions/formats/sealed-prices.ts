import { toMoney } from '../../kernel/codecs.ts';
import type { BidderNumber } from '../../kernel/ids.ts';
import type { Money } from '../../kernel/money.ts';
import type { Bid } from '../bid.ts';
import type { OpenedBid } from './sealed-events.ts';
import type { BidFault, SealedTerms } from './sealed-terms.ts';

/** What is wrong with an amount; without the reserve, what anybody can say of it. */
export function faultOfAmount(
  amount: OpenedBid['amount'],
  start: Money,
  reserve: Money | null = null,
): BidFault | null {
  if (amount?.currency !== start.currency) return 'wrong-currency';
  if (amount.amount < start.amount) return 'below-start';
  return reserve !== null && amount.amount < reserve.amount ? 'below-reserve' : null;
}

/** What the judgements say of a hidden reserve: the highest amount below it, and the lowest that reaches it. */
export function boundsOfReserve(bids: readonly OpenedBid[]): Record<'below' | 'reached', Money | null> {
  const of = (fault: BidFault | null): Money[] =>
    bids.flatMap((bid) => (bid.fault === fault && bid.amount !== null ? [toMoney(bid.amount)] : []));
  const ordered = (amounts: Money[]): Money[] => amounts.sort((a, b) => a.amount - b.amount);
  return { below: ordered(of('below-reserve')).at(-1) ?? null, reached: ordered(of(null))[0] ?? null };
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
