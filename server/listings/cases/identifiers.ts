import type { ProblemFault } from '@reassign/shared/kernel/problems.ts';
import type { AppraisalView, CaseInput, PledgeView, RightView } from '@reassign/shared/listings/api.ts';
import { readPledgeRegistration } from '@reassign/shared/listings/identifiers/pledge-registration.ts';
import { normaliseParty, type NormalRight, normaliseRight } from '@reassign/shared/listings/normal-form.ts';
import { type Answer, done, no } from '../answer.ts';

/** The value in its normal form, or one `bad-identifier` with every fault of the input. */
function check<Value>(normalise: (faults: ProblemFault[]) => Value): Answer<Value> {
  const faults: ProblemFault[] = [];
  const value = normalise(faults);
  return faults.length === 0 ? done(value) : no('bad-identifier', { faults });
}

export const checkCase = (input: CaseInput): Answer<CaseInput> =>
  check((faults) => ({
    ...input,
    debtor: normaliseParty(input.debtor, '/debtor', faults),
    pledgor: normaliseParty(input.pledgor, '/pledgor', faults),
  }));

export const checkRights = (rights: readonly RightView[]): Answer<NormalRight[]> =>
  check((faults) =>
    rights.flatMap((right, index) => normaliseRight(right, `/rights/${index}`, faults) ?? []),
  );

/** A pledge number has no check character and its form differs by office: an unusual one is kept as it was typed. */
export function normalisePledge(input: PledgeView): PledgeView {
  const number = readPledgeRegistration(input.registrationNumber);
  return number.ok ? { ...input, registrationNumber: number.value } : input;
}

export const checkAppraisal = (input: AppraisalView): Answer<AppraisalView> =>
  check((faults) => ({ ...input, valuer: normaliseParty(input.valuer, '/valuer', faults) }));
