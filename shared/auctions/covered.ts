import type { LotId } from '../kernel/ids.ts';
import { add, isLess, type Money } from '../kernel/money.ts';
import type { Phase } from './types.ts';

/** The lots of one case, and what they are sold for; a hammer that waits for its confirmation is none yet. */
export interface SaleOfCase {
  /** Debt and costs. */
  readonly owed: Money;
  /** The debtor agrees that all lots are sold. */
  readonly agreesToAll: boolean;
  readonly lots: readonly { readonly lotId: LotId; readonly phase: Phase; readonly hammer: Money | null }[];
}

/** The lots that are no longer sold, because the others already cover debt and costs (2020 rules art. 14). */
export function lotsToStop({ owed, agreesToAll, lots }: SaleOfCase): LotId[] {
  const proceeds = lots
    .flatMap(({ phase, hammer }) => (phase === 'sold' && hammer !== null ? [hammer] : []))
    // What was paid in another currency covers nothing until somebody has changed it.
    .filter(({ currency }) => currency === owed.currency)
    .reduce(add, { ...owed, amount: 0 });
  if (agreesToAll || isLess(proceeds, owed)) return [];
  return lots.flatMap(({ lotId, phase }) =>
    phase === 'notice' || phase === 'open' || phase === 'paused' ? [lotId] : [],
  );
}
