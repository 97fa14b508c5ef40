import { assert } from '../../kernel/assert.ts';
import { allocate, isLess, type Money, subtract } from '../../kernel/money.ts';
import { least, nothing, partsBy, sumOf, total } from './amounts.ts';
import { payClaim, securedAmount } from './claim.ts';
import {
  type ClaimOutcome,
  type CostOutcome,
  type Distribution,
  ORDER_OF_LAW,
  type Parts,
  type Pot,
  type SecuredClaim,
  type Step,
} from './types.ts';

/**
 * Who gets what of one price, to the fen, with every step: sale costs, then the claims by rank, each in its own order,
 * then the surplus to the pledgor (民诉法解释 508, 民法典 414, 561, 438). Of what does not suffice, equal ranks and the
 * parts of one bucket take their share by largest remainder, on a tie the first listed.
 */
export function distribute({ proceeds, costs, claims }: Pot): Distribution {
  const amounts = [
    proceeds,
    ...costs.map(({ amount }) => amount),
    ...claims.map(({ parts }) => sumOf(parts)),
  ];
  assert(
    amounts.every(({ amount }) => amount >= 0),
    'what is distributed and claimed is never below zero',
  );
  const steps: Step[] = [];
  let available = proceeds;
  /** Takes an amount out of the pot for one line. */
  const take = (paid: Money): { available: Money; paid: Money; left: Money } => {
    const before = available;
    available = subtract(available, paid);
    return { available: before, paid, left: available };
  };

  const paidCosts = costs.map((cost): CostOutcome => {
    const movement = take(least(cost.amount, available));
    steps.push({ kind: 'sale-cost', cost: cost.id, costKind: cost.kind, due: cost.amount, ...movement });
    return { cost, paid: movement.paid, unpaid: subtract(cost.amount, movement.paid) };
  });

  const paidClaims = new Map<SecuredClaim, Parts>();
  for (const rank of ranksOf(claims)) {
    const equals = claims.filter((claim) => claim.rank === rank);
    const secured = equals.map((claim) => {
      const usedByCosts = advancedBack(claim, paidCosts, proceeds);
      const amount = securedAmount(claim, usedByCosts);
      if (claim.maximum !== undefined) steps.push(capStep(claim, usedByCosts, amount));
      return amount;
    });
    const shares = sharesOf(available, secured);
    if (equals.length > 1) steps.push(...shareSteps(equals, secured, shares, available));
    for (const [index, claim] of equals.entries()) {
      const paid = payClaim(claim, shares[index] ?? nothing(proceeds));
      paidClaims.set(claim, paid);
      for (const part of (claim.order ?? ORDER_OF_LAW).flat()) {
        const due = claim.parts[part];
        if (due.amount === 0) continue;
        steps.push({ kind: 'claim-part', claim: claim.id, rank, part, due, ...take(paid[part]) });
      }
    }
  }

  const outcomes = claims.map((claim): ClaimOutcome => {
    const paid = paidClaims.get(claim);
    assert(paid, 'every claim has its rank');
    return {
      id: claim.id,
      rank: claim.rank,
      paid,
      unpaid: partsBy((part) => subtract(claim.parts[part], paid[part])),
    };
  });
  const surplus = available;
  steps.push({ kind: 'surplus', ...take(surplus) });
  const deficiency = total(
    [...paidCosts.map(({ unpaid }) => unpaid), ...outcomes.map(({ unpaid }) => sumOf(unpaid))],
    proceeds,
  );
  return { proceeds, steps, costs: paidCosts, claims: outcomes, surplus, deficiency };
}

const ranksOf = (claims: readonly SecuredClaim[]): number[] =>
  [...new Set(claims.map(({ rank }) => rank))].sort((a, b) => a - b);

/** Sale costs that the holder of a claim advanced and was paid back. */
export const advancedBack = ({ id }: SecuredClaim, costs: readonly CostOutcome[], like: Money): Money =>
  total(
    costs.filter(({ cost }) => cost.advancedBy === id).map(({ paid }) => paid),
    like,
  );

/** All of it where it suffices, else by amount. */
function sharesOf(available: Money, secured: readonly Money[]): readonly Money[] {
  if (!isLess(available, total(secured, available))) return secured;
  return allocate(
    available,
    secured.map(({ amount }) => amount),
  );
}

function capStep(claim: SecuredClaim, usedByCosts: Money, secured: Money): Step {
  assert(claim.maximum, 'only a maximum-amount pledge has a cap');
  const { cap, covers } = claim.maximum;
  const counted = covers === 'everything' ? usedByCosts : nothing(usedByCosts);
  const claimed = sumOf(claim.parts);
  return { kind: 'cap', claim: claim.id, covers, claimed, cap, usedByCosts: counted, secured };
}

const shareSteps = (
  equals: readonly SecuredClaim[],
  secured: readonly Money[],
  shares: readonly Money[],
  available: Money,
): Step[] =>
  equals.map(({ id, rank }, index) => ({
    kind: 'share',
    claim: id,
    rank,
    secured: secured[index] ?? nothing(available),
    ofAll: total(secured, available),
    available,
    share: shares[index] ?? nothing(available),
  }));
