import { type CalendarDay, daysBetween } from '../../kernel/instant.ts';
import { add, yearlyFor } from '../../kernel/money.ts';
import type { SecuredClaim, Step } from './types.ts';

export interface Accrued {
  readonly claim: SecuredClaim;
  /** `null`: nothing was added. */
  readonly step: Step | null;
}

/** The claim as it stands on a day: interest and penalty on what is open of the principal, never on each other. */
export function accrueTo(claim: SecuredClaim, until: CalendarDay): Accrued {
  const { accrual, parts } = claim;
  const days = accrual ? daysBetween(accrual.since, until) : 0;
  if (!accrual || days <= 0) return { claim, step: null };
  const grown = (rateBps: number) => yearlyFor(parts.principal, rateBps, days, accrual.daysOfYear);
  const [interest, penalty] = [grown(accrual.interestBps), grown(accrual.penaltyBps)];
  const after: SecuredClaim = {
    ...claim,
    parts: { ...parts, interest: add(parts.interest, interest), penalty: add(parts.penalty, penalty) },
    accrual: { ...accrual, since: until },
  };
  const added = { claim: claim.id, until, days, principal: parts.principal, interest, penalty };
  const isNothing = interest.amount === 0 && penalty.amount === 0;
  return { claim: after, step: isNothing ? null : { kind: 'accrual', ...accrual, ...added } };
}
