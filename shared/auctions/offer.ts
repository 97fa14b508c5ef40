import type { Offer, WireTier } from '../listings/events.ts';
import type { LotSummary } from './api.ts';
import type { Terms } from './types.ts';

/** What a lot offers by its format, as its notice says it. */
export function offerOf(terms: Terms): LotSummary['offer'] {
  switch (terms.format) {
    case 'english':
    case 'selloff':
      return { format: terms.format, increments: [...terms.increments] };
    case 'dutch': {
      const { format, levels, levelMs, sealedMs, bestMs } = terms;
      return { format, levels, levelMs, sealedMs, bestMs };
    }
    case 'sealed': {
      const { format, pricing, recipient, shares, openingMs } = terms;
      return { format, pricing, recipient, shares: [...shares], openingMs };
    }
  }
}

/** How a price rises that rises by increments; none where it does not. */
export const incrementsOf = (offer: Offer): readonly WireTier[] =>
  'increments' in offer ? offer.increments : [];
