import type { LotSummary } from '../auctions/api.ts';
import { levelAt, priceOfLevel } from '../auctions/formats/dutch-prices.ts';
import { toInstant, toMoney } from '../kernel/codecs.ts';
import { type Instant, later } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';

/**
 * The prices that a lot came down by its clock until `now`, oldest first, each from the moment at which it began. None where
 * the entries do not reach back to the opening, or tell of a pause: the clock alone does not say then what was asked when.
 */
export function pricesOfFall(
  { offer, start, opensAt }: Pick<LotSummary, 'offer' | 'start' | 'opensAt'>,
  entries: readonly { readonly type: string; readonly at: string }[],
  now: Instant,
): readonly { readonly at: Instant; readonly amount: Money }[] {
  const began = entries.some(({ type }) => type === 'LotOpened');
  if (offer.format !== 'dutch' || !began || entries.some(({ type }) => type === 'LotPaused')) return [];
  const beganAt = toInstant(opensAt);
  const ended = entries.find(({ type }) => type === 'LevelAccepted' || type === 'LotClosed');
  const until = ended ? toInstant(ended.at) : now;
  return Array.from({ length: Math.max(0, levelAt({ beganAt }, offer, until) + 1) }, (_, level) => ({
    at: later(beganAt, level * offer.levelMs),
    amount: priceOfLevel(toMoney(start), level),
  }));
}
