import { add, allocate, type Money, subtract } from '../../kernel/money.ts';
import { sharesOfPrice } from '../../listings/allocation.ts';
import { nothing, sumOf, total } from './amounts.ts';
import { afterPayment } from './claim.ts';
import { advancedBack, distribute } from './distribute.ts';
import type { CalendarDay } from '../../kernel/instant.ts';
import { accrueTo } from './accrual.ts';
import type { CostOutcome, Distribution, MaximumAmount, SaleCost, SecuredClaim, Step } from './types.ts';

/** One claim's pledge on what a pot comes from. */
export interface PotPledge {
  readonly claim: string;
  readonly rank: number;
  /** Whose maximum limits it here; `null`: none does. */
  readonly registration: string | null;
}

/** A lot of a case, or one right of a portfolio: its price, its costs, and the claims that it secures. */
export interface CasePot {
  readonly id: string;
  readonly proceeds: Money;
  readonly costs: readonly SaleCost[];
  /** Claims by id; of the others nothing is paid from this price. */
  readonly secures: readonly string[];
  /** Ranks and maxima where they differ from pot to pot; without it those of the claims. */
  readonly pledges?: readonly PotPledge[];
  /** When the price was paid: claims that grow are brought to that day. */
  readonly paidOn?: CalendarDay;
}

export interface CaseDistribution {
  readonly pots: readonly { readonly id: string; readonly distribution: Distribution }[];
  /** What is left of the claims after the last pot, as the fund is told (民法典 438). */
  readonly deficiencies: readonly Deficiency[];
  /** Sale costs that no price reached and no holder of a claim had advanced. */
  readonly unpaidCosts: Money;
  /** The pot after which nothing was owed any more: selling stops there (拍卖变卖规定（2020）14); `null`: never. */
  readonly coveredBy: string | null;
}

/** What the debtor still owes on a claim, and what the realisation brought it. Of one currency. */
export interface Deficiency {
  readonly claim: string;
  readonly principal: Money;
  readonly interest: Money;
  readonly penalty: Money;
  /** Of enforcement, and of the sale where its holder advanced them in vain. */
  readonly costs: Money;
  readonly total: Money;
  /** Paid on interest, penalty and principal over all pots: what a fund deducts from its base. */
  readonly netRecovery: Money;
}

/**
 * Several prices of one case, one after the other as given: what one leaves unpaid is claimed from the next. A cap counts
 * once over all of them, and sale costs advanced in vain become costs of the claim (民法典 389). `maxima`: by registration.
 */
export function distributeCase(
  pots: readonly CasePot[],
  claims: readonly SecuredClaim[],
  like: Money,
  maxima: ReadonlyMap<string, MaximumAmount> = new Map(),
): CaseDistribution {
  let open: readonly SecuredClaim[] = claims;
  const left = new Map(maxima);
  let unpaidCosts = nothing(like);
  let coveredBy: string | null = null;
  const done = pots.map((pot) => {
    const { id, proceeds, costs, paidOn } = pot;
    const grown = open.map((claim) => (paidOn ? accrueTo(claim, paidOn) : { claim, step: null }));
    const secured = grown
      .filter(({ claim }) => pot.secures.includes(claim.id))
      .map(({ claim }) => underPledge(claim, pot, left));
    const plain = distribute({ proceeds, costs, claims: secured });
    const distribution = { ...plain, steps: [...stepsOf(grown), ...plain.steps] };
    for (const { claim, registration } of pot.pledges ?? []) {
      const used = secured.find((one) => one.id === claim);
      const { maximum } = used ? reduced(used, distribution) : {};
      if (registration !== null && maximum) left.set(registration, maximum);
    }
    open = grown.map(({ claim }) => reduced(claim, distribution));
    unpaidCosts = add(unpaidCosts, vainCosts(distribution.costs, claims, like));
    const owed = add(
      unpaidCosts,
      total(
        open.map(({ parts }) => sumOf(parts)),
        like,
      ),
    );
    if (owed.amount === 0) coveredBy ??= id;
    return { id, distribution };
  });
  return {
    pots: done,
    deficiencies: open.map((claim) => deficiencyOf(claim, done, like)),
    unpaidCosts,
    coveredBy,
  };
}

const stepsOf = (grown: readonly { readonly step: Step | null }[]): Step[] =>
  grown.flatMap(({ step }) => (step ? [step] : []));

/** The claim as this pot secures it. */
function underPledge(
  claim: SecuredClaim,
  { pledges }: CasePot,
  left: ReadonlyMap<string, MaximumAmount>,
): SecuredClaim {
  const pledge = pledges?.find((one) => one.claim === claim.id);
  if (!pledge) return claim;
  const maximum = pledge.registration === null ? undefined : left.get(pledge.registration);
  return { ...claim, rank: pledge.rank, ...(maximum && { maximum }) };
}

/** The claim as it stands after a pot. */
function reduced(claim: SecuredClaim, { claims, costs, proceeds }: Distribution): SecuredClaim {
  const outcome = claims.find(({ id }) => id === claim.id);
  const after = outcome ? afterPayment(claim, outcome.paid, advancedBack(claim, costs, proceeds)) : claim;
  const inVain = total(
    costs.filter(({ cost }) => cost.advancedBy === claim.id).map(({ unpaid }) => unpaid),
    proceeds,
  );
  return { ...after, parts: { ...after.parts, costs: add(after.parts.costs, inVain) } };
}

const vainCosts = (costs: readonly CostOutcome[], claims: readonly SecuredClaim[], like: Money): Money =>
  total(
    costs.filter(({ cost }) => !claims.some(({ id }) => id === cost.advancedBy)).map(({ unpaid }) => unpaid),
    like,
  );

function deficiencyOf(claim: SecuredClaim, pots: CaseDistribution['pots'], like: Money): Deficiency {
  const recovered = pots
    .flatMap(({ distribution }) => distribution.claims.filter(({ id }) => id === claim.id))
    .map(({ paid }) => subtract(sumOf(paid), paid.costs));
  return {
    claim: claim.id,
    ...claim.parts,
    total: sumOf(claim.parts),
    netRecovery: total(recovered, like),
  };
}

/**
 * A portfolio is sold whole for one price. Each right has its share of it by appraised value, and bears the costs by its
 * share of the price (unsold: by appraised value): never more of them than that, as long as the price covers them.
 */
export function portfolioPots(
  price: Money,
  costs: readonly SaleCost[],
  rights: readonly { readonly id: string; readonly appraised: Money; readonly secures: readonly string[] }[],
): CasePot[] {
  const values = rights.map(({ appraised }) => appraised);
  const prices = sharesOfPrice(price, values);
  const allCosts = total(
    costs.map(({ amount }) => amount),
    price,
  );
  // Each cost goes by what the right has still to bear: summed up over all costs no fen is too many.
  let toBear: readonly Money[] = sharesOfPrice(allCosts, price.amount === 0 ? values : prices);
  const costsOf = rights.map((): SaleCost[] => []);
  for (const cost of costs) {
    if (cost.amount.amount === 0) continue;
    const shares = allocate(
      cost.amount,
      toBear.map(({ amount }) => amount),
    );
    toBear = toBear.map((left, index) => subtract(left, shares[index] ?? nothing(left)));
    for (const [index, amount] of shares.entries())
      if (amount.amount > 0) costsOf[index]?.push({ ...cost, amount });
  }
  return rights.map(({ id, secures }, index) => ({
    id,
    proceeds: prices[index] ?? nothing(price),
    costs: costsOf[index] ?? [],
    secures,
  }));
}
