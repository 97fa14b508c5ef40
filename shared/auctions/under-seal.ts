import type { BidderNumber } from '../kernel/ids.ts';
import type { Maximum } from './formats/english-terms.ts';
import type { Sealed } from './types.ts';

/** What a bidder left with the platform: its maximum, or its bid of a sealed phase. */
export function underSeal(sealed: Sealed, bidderNumber: BidderNumber): Maximum | null {
  if (sealed === null) return null;
  const kept = 'maxima' in sealed ? sealed.maxima : 'hidden' in sealed ? sealed.hidden : null;
  return kept?.get(bidderNumber) ?? null;
}
