import { increments, maxima } from './english.ts';
import { lifeOfLot, pausing, placing } from './life.ts';
import { listing } from './listing.ts';
import type { MutantList } from './mutant.ts';
import { reserves } from './reserve.ts';

export const mutantLists: readonly MutantList[] = [
  placing,
  lifeOfLot,
  pausing,
  increments,
  maxima,
  reserves,
  listing,
];
