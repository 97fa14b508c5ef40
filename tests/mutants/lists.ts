import { increments, maxima } from './english.ts';
import { ledger } from './ledger.ts';
import { lifeOfLot, pausing, placing } from './life.ts';
import { listing } from './listing.ts';
import type { MutantList } from './mutant.ts';

export const mutantLists: readonly MutantList[] = [
  placing,
  lifeOfLot,
  pausing,
  increments,
  maxima,
  listing,
  ledger,
];
