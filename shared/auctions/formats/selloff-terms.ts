import type { EnglishCourse, EnglishTerms } from './english-terms.ts';

/**
 * Sell-off (3-trading-rules §3.3): the start is a fixed price, held open; the first bid starts the ascending bidding.
 * Both times are the profile's.
 */
export type SelloffTerms = Omit<EnglishTerms, 'format'> & { readonly format: 'selloff' };

export interface SelloffCourse {
  /** `starting`: the first bid came, and the new end is said in the same batch. */
  readonly stage: 'held-open' | 'starting' | 'bidding';
  readonly bidding: EnglishCourse;
}
