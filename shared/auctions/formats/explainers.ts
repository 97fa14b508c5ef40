import type { FormatName } from '../types.ts';
import { explainDutch } from './dutch-explain.ts';
import { explainEnglish } from './english-explain.ts';
import type { Explainer } from './format.ts';
import { explainSealed } from './sealed-explain.ts';
import { explainSelloff } from './selloff-explain.ts';

/** How the log of every format is checked; apart from the rules, because a page that bids does not need it. */
const explainers: { readonly [Name in FormatName]: Explainer<Name> } = {
  english: explainEnglish,
  dutch: explainDutch,
  sealed: explainSealed,
  selloff: explainSelloff,
};

/** Takes any lot, but is meant for those of the named format only. */
export const explainerOf = (name: FormatName): Explainer<FormatName> => explainers[name];
