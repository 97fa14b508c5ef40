import { toDay, toMoney } from '../kernel/codecs.ts';
import type { CalendarDay } from '../kernel/instant.ts';
import type { LotId } from '../kernel/ids.ts';
import { add, type Money } from '../kernel/money.ts';
import type { ClaimSheetInput } from '../listings/claim-sheet-api.ts';
import type { RightOfLot, StatedClaims } from '../listings/claim-sheet.ts';
import {
  type CasePot,
  type Deficiency,
  distributeCase,
  type PotPledge,
  portfolioPots,
} from './waterfall/case.ts';
import { ranksByRegistration } from './waterfall/ranks.ts';
import {
  type Distribution,
  type MaximumAmount,
  ORDER_OF_LAW,
  type PaymentOrder,
  type SaleCost,
  type SecuredClaim,
} from './waterfall/types.ts';

/** One price of the case with the costs that come off it. */
export interface PricedLot {
  readonly lot: LotId;
  readonly hammer: Money;
  readonly costs: readonly SaleCost[];
  readonly paidOn: CalendarDay;
}

/** What one group of rights brought: those under the same pledges of the same pledgor. */
export interface StatedPot {
  readonly rightIds: readonly string[];
  readonly pledgor: string | null;
  readonly distribution: Distribution;
}

export interface StatedProceeds {
  readonly pots: readonly StatedPot[];
  readonly deficiencies: readonly Deficiency[];
  /** Of these lots the sheet has taken the price into account already. */
  readonly reckonedIn: readonly LotId[];
}

type Claim = ClaimSheetInput['claims'][number];

export const claimIdAt = (nth: number): string => `claim-${String(nth + 1)}`;
export const sheetCostId = (nth: number): string => `cost-${String(nth + 1)}`;

const orders: Readonly<Record<Claim['penaltyPlace'], PaymentOrder>> = {
  'with-interest': ORDER_OF_LAW,
  'after-interest': [['costs'], ['interest'], ['penalty'], ['principal']],
  'after-principal': [['costs'], ['interest'], ['principal'], ['penalty']],
};

/**
 * Who gets what of the last of these prices, by the claims that two people stated. What was paid up to the day of the sheet
 * is in it already; what was paid later is taken off in the order of payment, each time with the interest up to that day.
 */
export function statedProceeds(
  prices: readonly PricedLot[],
  { sheet, rightsOf }: Omit<StatedClaims, 'version'>,
): StatedProceeds {
  const asOf = toDay(sheet.asOf);
  const counted = prices.filter(({ paidOn }, nth) => paidOn > asOf || nth === prices.length - 1);
  const claims = sheet.claims.map((claim, nth) => securedClaim(claim, nth, asOf));
  const costs = sheet.costs.map(costAt);
  const pots = counted.flatMap((price, nth) =>
    // What was unpaid on the day of the sheet comes off the next price.
    potsOf(price, nth === 0 ? [...costs, ...price.costs] : price.costs, groupsOf(price, sheet, rightsOf)),
  );
  const zero = { ...toMoney(sheet.claims[0]?.principal ?? { amount: 0, currency: 'CNY' }), amount: 0 };
  const { pots: done, deficiencies } = distributeCase(
    pots.map(({ pot }) => pot),
    claims,
    zero,
    maximaOf(sheet),
  );
  const last = prices.at(-1)?.lot;
  return {
    pots: done.flatMap(({ distribution }, nth) => {
      const of = pots[nth];
      return of?.lot === last && of ? [{ ...of.group, distribution }] : [];
    }),
    deficiencies,
    reckonedIn: prices.filter((price) => !counted.includes(price)).map(({ lot }) => lot),
  };
}

function securedClaim(claim: Claim, nth: number, since: CalendarDay): SecuredClaim {
  const { costs, interest, penalty, principal, accrual } = claim;
  return {
    id: claimIdAt(nth),
    // Each pot says its own.
    rank: 1,
    parts: {
      ...{ costs: toMoney(costs), interest: toMoney(interest) },
      ...{ penalty: toMoney(penalty), principal: toMoney(principal) },
    },
    order: orders[claim.penaltyPlace],
    ...(accrual && { accrual: { ...accrual, since } }),
  };
}

const costAt = (cost: ClaimSheetInput['costs'][number], nth: number): SaleCost => ({
  ...{ id: sheetCostId(nth), kind: cost.kind, amount: toMoney(cost.amount) },
  ...(cost.advancedBy !== undefined && { advancedBy: claimIdAt(cost.advancedBy) }),
});

const maximaOf = ({ claims }: ClaimSheetInput): Map<string, MaximumAmount> =>
  new Map(
    claims
      .flatMap(({ registrations }) => registrations)
      .flatMap(({ number, maximum }) =>
        maximum ? [[number, { ...maximum, cap: toMoney(maximum.cap) }] as const] : [],
      ),
  );

interface Group {
  readonly rightIds: string[];
  readonly pledgor: string | null;
  readonly pledges: readonly PotPledge[];
  appraised: Money;
}

/** Rights whose price goes the same way are one pot, so that nobody reads the same lines for each of a hundred patents. */
function groupsOf(
  { lot, hammer }: PricedLot,
  sheet: ClaimSheetInput,
  rightsOf: StatedClaims['rightsOf'],
): Group[] {
  const groups = new Map<string, Group>();
  for (const { id, appraised, pledgor } of rightsOf.get(lot) ?? []) {
    const pledges = pledgesOn(id, sheet);
    const key = JSON.stringify([pledgor, pledges]);
    const group = groups.get(key);
    if (group) {
      group.rightIds.push(id);
      group.appraised = add(group.appraised, appraised);
    } else groups.set(key, { rightIds: [id], pledgor, pledges, appraised });
  }
  const none: Group = { rightIds: [], pledgor: null, pledges: [], appraised: hammer };
  return groups.size === 0 ? [none] : [...groups.values()];
}

function pledgesOn(right: RightOfLot['id'], { claims }: ClaimSheetInput): PotPledge[] {
  const found = claims.flatMap(({ registrations }, nth) =>
    registrations
      .filter(({ rightIds }) => rightIds.includes(right))
      .map((registration) => ({ claim: claimIdAt(nth), registration })),
  );
  const ranks = ranksByRegistration(found.map(({ registration }) => toDay(registration.registeredOn)));
  return found.map(({ claim, registration }, nth) => ({
    ...{ claim, rank: ranks[nth] ?? 1 },
    registration: registration.maximum ? registration.number : null,
  }));
}

interface PotOfLot {
  readonly lot: LotId;
  readonly group: Pick<StatedPot, 'rightIds' | 'pledgor'>;
  readonly pot: CasePot;
}

function potsOf(price: PricedLot, costs: readonly SaleCost[], groups: readonly Group[]): PotOfLot[] {
  const { lot, hammer, paidOn } = price;
  const shares = portfolioPots(
    hammer,
    costs,
    groups.map(({ appraised, pledges }, nth) => ({
      ...{ id: `${lot}/${String(nth + 1)}`, appraised },
      secures: pledges.map(({ claim }) => claim),
    })),
  );
  return shares.flatMap((pot, nth) => {
    const group = groups[nth];
    if (!group) return [];
    const { rightIds, pledgor, pledges } = group;
    return [{ lot, group: { rightIds, pledgor }, pot: { ...pot, pledges, paidOn } }];
  });
}
