import type { BidderNumber } from '../../kernel/ids.ts';
import { isLess, isSame, type Money } from '../../kernel/money.ts';
import type { Increments } from '../../listings/increments.ts';
import type { AutomaticBid, MaximumOpened } from './english-events.ts';
import { overPrice } from './english-prices.ts';
import type { Maximum } from './english-terms.ts';

/** Between two limits the higher wins, of equal ones the earlier: that of whoever leads. */
export const holds = (defending: Money, challenging: Money): boolean => !isLess(defending, challenging);

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
  defender: Defender,
  challenger: Challenger,
  increments: Increments,
): readonly (MaximumOpened | AutomaticBid)[] {
  const defended = defender.maximum.amount;
  if (isLess(defended, challenger.amount)) return [opened(defender.bidderNumber, defender.maximum)];
  const challenged = challenger.maximum?.amount ?? challenger.amount;
  const isHeld = holds(defended, challenged);
  const winner = isHeld ? defender : challenger;
  const amount = isHeld
    ? lowestWinning(defended, challenged, increments)
    : lowestWinning(challenged, defended, increments);
  const openings: MaximumOpened[] = [];
  for (const { bidderNumber, maximum } of [challenger, defender]) {
    if (maximum === null) continue;
    if (bidderNumber !== winner.bidderNumber || isSame(maximum.amount, amount))
      openings.push(opened(bidderNumber, maximum));
  }
  return [...openings, { type: 'AutomaticBid', body: { bidderNumber: winner.bidderNumber, amount } }];
}

const opened = (bidderNumber: BidderNumber, { amount, salt }: Maximum): MaximumOpened => ({
  type: 'MaximumOpened',
  body: { bidderNumber, amount, salt },
});
