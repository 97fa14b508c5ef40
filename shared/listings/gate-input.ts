import { toDay, toMoney } from '../kernel/codecs.ts';
import type { RightId } from '../kernel/ids.ts';
import type { CaseRightView, CaseView } from './api.ts';
import type { GateInput } from './gates.ts';
import type { Party, Right } from './right.ts';

/** What the gates ask of a right, from its wire form: the desk previews with it, the server decides with it. */
export const gateRight = ({ id, right, pledge, appraisal }: CaseRightView): GateInput['rights'][number] => ({
  id: id as RightId,
  // The wire form differs by brands only: the schema accepted its days, the identifiers gave it its normal form.
  right: right as unknown as Right,
  pledge: pledge && { ...pledge, registeredOn: toDay(pledge.registeredOn) },
  appraisal: appraisal && {
    valuer: appraisal.valuer as Party,
    value: toMoney(appraisal.value),
    appraisedOn: toDay(appraisal.appraisedOn),
    validUntil: toDay(appraisal.validUntil),
  },
});

export const gateCase = ({ defaultedOn, saleAgreedOn }: CaseView): GateInput['case'] => ({
  defaultedOn: toDay(defaultedOn),
  saleAgreedOn: saleAgreedOn === null ? null : toDay(saleAgreedOn),
});
