import { assert } from '../../kernel/assert.ts';
import { add, allocate, isLess, type Money, subtract } from '../../kernel/money.ts';
import { beyond, least, nothing, partsBy, sumOf, total } from './amounts.ts';
import { type ClaimPart, claimParts, ORDER_OF_LAW, type Parts, type SecuredClaim } from './types.ts';

/**
 * How much of a claim the pledge secures. `usedByCosts`: sale costs that its holder advanced and was paid back; under a
 * cap over everything they count (担保制度解释 15).
 */
export function securedParts(claim: SecuredClaim): Parts {
  const { maximum, parts } = claim;
  if (maximum?.covers !== 'principal') return parts;
  return { ...parts, principal: least(parts.principal, maximum.cap) };
}

export function securedAmount(claim: SecuredClaim, usedByCosts: Money): Money {
  const amount = sumOf(securedParts(claim));
  if (claim.maximum?.covers !== 'everything') return amount;
  return least(amount, beyond(claim.maximum.cap, usedByCosts));
}

/** Pays a claim from a budget that is at most what is secured, bucket by bucket; in a bucket by largest remainder. */
export function payClaim(claim: SecuredClaim, budget: Money): Parts {
  const order = claim.order ?? ORDER_OF_LAW;
  assert(order.flat().toSorted().join() === claimParts.join(), 'each part has one place in the order');
  const due = securedParts(claim);
  const paid = new Map<ClaimPart, Money>();
  let left = budget;
  for (const bucket of order) {
    const dues = bucket.map((part) => due[part]);
    const whole = total(dues, left);
    const shares = isLess(left, whole)
      ? allocate(
          left,
          dues.map(({ amount }) => amount),
        )
      : dues;
    for (const [index, part] of bucket.entries()) paid.set(part, shares[index] ?? nothing(left));
    left = subtract(left, total(shares, left));
  }
  return partsBy((part) => paid.get(part) ?? nothing(budget));
}

/** The claim after a payment: its cap is used up by what was paid under it (民法典 439). */
export function afterPayment(claim: SecuredClaim, paid: Parts, usedByCosts: Money): SecuredClaim {
  const parts = partsBy((part) => subtract(claim.parts[part], paid[part]));
  if (claim.maximum === undefined) return { ...claim, parts };
  const { cap, covers } = claim.maximum;
  const used = covers === 'everything' ? add(sumOf(paid), usedByCosts) : paid.principal;
  return { ...claim, parts, maximum: { covers, cap: beyond(cap, used) } };
}
