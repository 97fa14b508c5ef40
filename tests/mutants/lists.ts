import { afterDefault, resales } from './after-default.ts';
import { bidders } from './bidders.ts';
import { bills } from './bills.ts';
import { increments, maxima } from './english.ts';
import { dutch, sealedAndSelloff } from './formats.ts';
import { bars, gates } from './gates.ts';
import { keeping } from './keepers.ts';
import { ledger } from './ledger.ts';
import { payments } from './payments.ts';
import { lifeOfLot, pausing, placing } from './life.ts';
import { listing } from './listing.ts';
import { lifeMoves, nextRounds } from './moves.ts';
import type { MutantList } from './mutant.ts';
import { portable } from './portable.ts';
import { precedence } from './precedence.ts';
import { proof } from './proof.ts';
import { reconciliation } from './reconciliation.ts';
import { reserves } from './reserve.ts';
import { numbers, rounds } from './rules.ts';
import { moneyOfASale, paymentOfAPrice } from './settlement.ts';
import { transfers } from './transfers.ts';

export const mutantLists: readonly MutantList[] = [
  ...[precedence, afterDefault, placing, lifeOfLot, pausing, lifeMoves, nextRounds],
  ...[increments, maxima, reserves, dutch, sealedAndSelloff, keeping],
  ...[listing, numbers, rounds, gates, bars, bidders],
  ...[proof, moneyOfASale, bills, paymentOfAPrice, resales],
  ...[ledger, payments, portable, reconciliation, transfers],
];
