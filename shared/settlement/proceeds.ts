import type { LotId } from '../kernel/ids.ts';
import { add, type Money } from '../kernel/money.ts';
import type { CaseClaim } from '../listings/case-claim.ts';
import type { Charge } from '../listings/fees.ts';
import { nothing } from './waterfall/amounts.ts';
import { type Deficiency, distributeCase } from './waterfall/case.ts';
import type { Distribution, SaleCost, SecuredClaim } from './waterfall/types.ts';

/** The id of the selling bank's claim, and of the costs it advanced. */
export const BANK = 'bank';
export const ADVANCED = 'advanced';

/** One price of the case, with what is kept from it. */
export interface PaidPrice {
  readonly lot: LotId;
  readonly hammer: Money;
  readonly kept: readonly Charge[];
  /** What forfeited deposits added to it. */
  readonly joined?: Money;
}

export type ProceedsObstacle = 'wrong-currency' | 'several-caps' | 'no-case';

export interface Proceeds {
  readonly distribution: Distribution;
  readonly deficiencies: readonly Deficiency[];
}

/** A charge that is kept, under the id that its cost has. One that is still to be agreed is not kept yet. */
export const keptCharges = (kept: readonly Charge[]): { id: string; charge: Charge }[] =>
  kept.flatMap((charge) =>
    charge.isAtMost || charge.amount.amount === 0 ? [] : [{ id: charge.kind, charge }],
  );

/**
 * The waterfall of the last of these prices, after those that were paid before (民诉法解释 508; 民法典 561, 438). The bank's
 * pledge comes first: a case that knows of no other has none before it.
 */
export function proceedsOf(
  prices: readonly PaidPrice[],
  claim: CaseClaim | null,
): Proceeds | ProceedsObstacle {
  const last = prices.at(-1);
  if (claim === null || !last) return 'no-case';
  const { principal, interest, costs, cap, hasSeveralCaps } = claim;
  if (hasSeveralCaps) return 'several-caps';
  const zero = nothing(principal);
  const owed = [
    interest,
    ...(costs ? [costs] : []),
    ...(cap ? [cap] : []),
    ...prices.map(({ hammer }) => hammer),
  ];
  if (owed.some(({ currency }) => currency !== principal.currency)) return 'wrong-currency';
  const secured: SecuredClaim = {
    ...{ id: BANK, rank: 1, parts: { costs: zero, interest, penalty: zero, principal } },
    ...(cap && { maximum: { cap, covers: 'everything' } }),
  };
  // The case foresees its costs as a whole: they come off the first price.
  const advanced: SaleCost[] =
    costs && costs.amount > 0 ? [{ id: ADVANCED, kind: 'other', amount: costs, advancedBy: BANK }] : [];
  const pots = prices.map(({ lot, hammer, kept, joined = zero }, nth) => ({
    ...{ id: lot, proceeds: add(hammer, joined), secures: [BANK] },
    costs: [...(nth === 0 ? advanced : []), ...keptCharges(kept).map(costOf)],
  }));
  const { pots: done, deficiencies } = distributeCase(pots, [secured], zero);
  const distribution = done.at(-1)?.distribution;
  return distribution ? { distribution, deficiencies } : 'no-case';
}

const costOf = ({ id, charge }: { readonly id: string; readonly charge: Charge }): SaleCost => ({
  id,
  kind: charge.kind === 'stamp-duty' ? 'tax' : 'commission',
  amount: charge.amount,
});
