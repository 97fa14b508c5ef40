import type { Offer, WireTier } from '../listings/events.ts';
import type { LotSummary } from './api.ts';

/** What a lot offers by its format, of its notice or its terms, which say more. */
export function offerIn(notice: Offer): LotSummary['offer'] {
  switch (notice.format) {
    case 'english':
    case 'selloff':
      return { format: notice.format, increments: [...notice.increments] };
    case 'dutch': {
      const { format, levels, levelMs, sealedMs, bestMs } = notice;
      return { format, levels, levelMs, sealedMs, bestMs };
    }
    case 'sealed': {
      const { format, pricing, recipient, shares, openingMs } = notice;
      return { format, pricing, recipient, shares: [...shares], openingMs };
    }
  }
}

/** How a price rises that rises by increments; none where it does not. */
export const incrementsOf = (offer: Offer): readonly WireTier[] =>
  'increments' in offer ? offer.increments : [];
