import type { LotId } from '../kernel/ids.ts';
import type { CalendarDay } from '../kernel/instant.ts';
import { add, type Money } from '../kernel/money.ts';
import type { CaseClaim } from '../listings/case-claim.ts';
import type { StatedClaims } from '../listings/claim-sheet.ts';
import type { Charge } from '../listings/fees.ts';
import { claimIdAt, type StatedProceeds, statedProceeds } from './stated-proceeds.ts';
import { nothing } from './waterfall/amounts.ts';
import { distributeCase } from './waterfall/case.ts';
import type { SaleCost, SecuredClaim } from './waterfall/types.ts';

/** The id of the selling bank's claim, and of the costs it advanced, where nobody stated the claims. */
export const BANK = 'bank';
export const ADVANCED = 'advanced';

/** One price of the case, with what is kept from it. */
export interface PaidPrice {
  readonly lot: LotId;
  readonly hammer: Money;
  readonly kept: readonly Charge[];
  readonly paidOn: CalendarDay;
  /** What forfeited deposits added to it. */
  readonly joined?: Money;
}

export type ProceedsObstacle = 'wrong-currency' | 'several-caps' | 'no-case';

export interface Proceeds extends StatedProceeds {
  /** The claims of who sells: what they get goes to the seller. */
  readonly own: readonly string[];
  /** Version of the claim sheet it rests on; `null`: on the case alone. */
  readonly sheetVersion: number | null;
  /** Whose each claim is; those of the case alone are the seller's. */
  readonly holders: Readonly<Record<string, string>>;
}

/** A charge that is kept, under the id that its cost has. One that is still to be agreed is not kept yet. */
export const keptCharges = (kept: readonly Charge[]): { id: string; charge: Charge }[] =>
  kept.flatMap((charge) =>
    charge.isAtMost || charge.amount.amount === 0 ? [] : [{ id: charge.kind, charge }],
  );

/**
 * The waterfall of the last of these prices, after those that were paid before (民诉法解释 508; 民法典 561, 438): by the
 * claims that two people stated, else by the bank's own pledge, which then comes first.
 */
export function proceedsOf(
  prices: readonly PaidPrice[],
  claim: CaseClaim | null,
): Proceeds | ProceedsObstacle {
  if (claim === null || prices.length === 0) return 'no-case';
  if (claim.stated) return byStatement(prices, claim.stated);
  const { principal, interest, costs, cap, hasSeveralCaps } = claim;
  if (hasSeveralCaps) return 'several-caps';
  const owed = [interest, ...(costs ? [costs] : []), ...(cap ? [cap] : []), ...hammersOf(prices)];
  if (owed.some(({ currency }) => currency !== principal.currency)) return 'wrong-currency';
  return byCase(prices, claim);
}

const broughtBy = ({ hammer, joined }: PaidPrice): Money => (joined ? add(hammer, joined) : hammer);

const hammersOf = (prices: readonly PaidPrice[]): Money[] => prices.map(({ hammer }) => hammer);

function byStatement(prices: readonly PaidPrice[], stated: StatedClaims): Proceeds | ProceedsObstacle {
  const { claims } = stated.sheet;
  if (hammersOf(prices).some(({ currency }) => currency !== claims[0]?.principal.currency))
    return 'wrong-currency';
  const priced = prices.map((price) => ({
    ...{ ...price, hammer: broughtBy(price), costs: keptCharges(price.kept).map(costOf) },
  }));
  return {
    ...statedProceeds(priced, stated),
    own: claims.flatMap(({ isOwn }, nth) => (isOwn ? [claimIdAt(nth)] : [])),
    sheetVersion: stated.version,
    holders: Object.fromEntries(claims.map(({ holder }, nth) => [claimIdAt(nth), holder.name])),
  };
}

function byCase(
  prices: readonly PaidPrice[],
  { principal, interest, costs, cap }: CaseClaim,
): Proceeds | ProceedsObstacle {
  const zero = nothing(principal);
  const secured: SecuredClaim = {
    ...{ id: BANK, rank: 1, parts: { costs: zero, interest, penalty: zero, principal } },
    ...(cap && { maximum: { cap, covers: 'everything' } }),
  };
  // The case foresees its costs as a whole: they come off the first price.
  const advanced: SaleCost[] =
    costs && costs.amount > 0 ? [{ id: ADVANCED, kind: 'other', amount: costs, advancedBy: BANK }] : [];
  const pots = prices.map((price, nth) => ({
    ...{ id: price.lot, proceeds: broughtBy(price), secures: [BANK] },
    costs: [...(nth === 0 ? advanced : []), ...keptCharges(price.kept).map(costOf)],
  }));
  const { pots: done, deficiencies } = distributeCase(pots, [secured], zero);
  const distribution = done.at(-1)?.distribution;
  if (!distribution) return 'no-case';
  return {
    ...{ pots: [{ rightIds: [], pledgor: null, distribution }], deficiencies, reckonedIn: [] },
    ...{ own: [BANK], sheetVersion: null, holders: {} },
  };
}

const costOf = ({ id, charge }: { readonly id: string; readonly charge: Charge }): SaleCost => ({
  id,
  kind: charge.kind === 'stamp-duty' ? 'tax' : 'commission',
  amount: charge.amount,
});
