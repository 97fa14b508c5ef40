import type { LotView } from '@reassign/shared/auctions/api.ts';

export type ReserveWord = 'none' | 'set' | 'unmet' | 'met' | 'opened';

/**
 * What is said of a lot's reserve; `null`: nothing. An auction without one says so (拍卖法 art. 28), and a round at published
 * prices does not ask for it.
 */
export function reserveWord({ reserve, route, offer, phase, price }: LotView): ReserveWord | null {
  if (reserve === null) return route === 'auction' ? 'none' : null;
  if (reserve.opened !== null) return 'opened';
  if (offer.format !== 'english' && offer.format !== 'sealed') return null;
  if (phase !== 'open' && phase !== 'paused' && phase !== 'closed') return 'set';
  const isMet = reserve.reached !== null && price !== null && price.amount >= reserve.reached.amount;
  if (isMet) return 'met';
  // Of sealed bids nothing is known before the opening.
  return offer.format === 'sealed' ? 'set' : 'unmet';
}
