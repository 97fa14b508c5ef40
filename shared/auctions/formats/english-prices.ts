import { add, isLess, MAX_AMOUNT_MINOR, type Money, money, times } from '../../kernel/money.ts';
import type { Bid, Terms } from '../types.ts';
import type { EnglishTerms } from './english-terms.ts';

type Step = Pick<EnglishTerms, 'increment'>;

/** The lowest amount accepted now: the start, then always the public price plus the increment. */
export const askingAfter = (leader: Bid | null, terms: Pick<Terms, 'start'> & Step): Money =>
  leader === null ? terms.start : add(leader.amount, terms.increment);

/** The highest bid a lot can take: the asking price after it must be an amount too. */
export const highestBid = ({ increment }: Step): Money =>
  money(MAX_AMOUNT_MINOR - increment.amount, increment.currency);

/** The highest amount accepted now: without a confirmation, some times the asking price. */
export function limitOf(asking: Money, terms: Pick<Terms, 'rules'> & Step, isConfirmed: boolean): Money {
  const highest = highestBid(terms);
  const usual = times(asking, terms.rules.limitTimes);
  return isConfirmed || isLess(highest, usual) ? highest : usual;
}
