import type { BidderNumber } from '../../kernel/ids.ts';
import { isLess, isSame, type Money } from '../../kernel/money.ts';
import type { Increments } from '../../listings/increments.ts';
import type { AutomaticBid, MaximumOpened } from './english-events.ts';
import { overPrice } from './english-prices.ts';
import type { Maximum } from './english-terms.ts';

type Ranks = ReadonlyMap<BidderNumber, number>;

/** Whether one bidder goes before another at the same price: a higher rank, and any rank before none. */
export const outranks = (ranks: Ranks, one: BidderNumber, other: BidderNumber): boolean =>
  (ranks.get(one) ?? Infinity) < (ranks.get(other) ?? Infinity);

/** Between two limits the higher wins, of equal ones the higher rank, else the earlier: that of whoever led. */
export const holds = (defending: Money, challenging: Money, isOutranked: boolean): boolean =>
  isOutranked ? isLess(challenging, defending) : !isLess(defending, challenging);

/** The lowest price at which a limit wins over another: one step above that, never above itself. */
export function lowestWinning(limit: Money, beaten: Money, increments: Increments): Money {
  const over = overPrice(beaten, increments);
  return isLess(limit, over) ? limit : over;
}

interface Defender {
  readonly bidderNumber: BidderNumber;
  readonly maximum: Maximum;
}

interface Challenger {
  readonly bidderNumber: BidderNumber;
  readonly amount: Money;
  readonly maximum: Maximum | null;
}

/** What a hidden maximum makes of a bid over its owner's: what is reached or beaten is opened, then somebody leads. */
export function settle(
  { ranks, increments }: { readonly ranks: Ranks; readonly increments: Increments },
  defender: Defender,
  challenger: Challenger,
): readonly (MaximumOpened | AutomaticBid)[] {
  const defended = defender.maximum.amount;
  const isOutranked = outranks(ranks, challenger.bidderNumber, defender.bidderNumber);
  if (!holds(defended, challenger.amount, isOutranked))
    return [maximumOpened(defender.bidderNumber, defender.maximum)];
  const challenged = challenger.maximum?.amount ?? challenger.amount;
  const isHeld = holds(defended, challenged, isOutranked);
  const winner = isHeld ? defender : challenger;
  const amount = isHeld
    ? lowestWinning(defended, challenged, increments)
    : lowestWinning(challenged, defended, increments);
  const openings: MaximumOpened[] = [];
  for (const { bidderNumber, maximum } of [challenger, defender]) {
    if (maximum === null) continue;
    if (bidderNumber !== winner.bidderNumber || isSame(maximum.amount, amount))
      openings.push(maximumOpened(bidderNumber, maximum));
  }
  return [...openings, { type: 'AutomaticBid', body: { bidderNumber: winner.bidderNumber, amount } }];
}

export const maximumOpened = (bidderNumber: BidderNumber, { amount, salt }: Maximum): MaximumOpened => ({
  type: 'MaximumOpened',
  body: { bidderNumber, amount, salt },
});
