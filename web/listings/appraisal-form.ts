import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { addDays, parseDay } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { AppraisalView } from '@reassign/shared/listings/api.ts';
import { addYears } from '@reassign/shared/listings/right.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';

export interface AppraisalFields {
  valuerName: string;
  valuerCode: string;
  value: Money | null;
  appraisedOn: string;
  validUntil: string;
}

export const appraisalFields = (appraisal: AppraisalView | null): AppraisalFields => ({
  valuerName: appraisal?.valuer.name ?? '',
  valuerCode: appraisal?.valuer.creditCode ?? '',
  value: appraisal && toMoney(appraisal.value),
  appraisedOn: appraisal?.appraisedOn ?? '',
  validUntil: appraisal?.validUntil ?? '',
});

/** The last day of an appraisal that lasts a year: what is offered when nothing is said. */
export function usualValidity(appraisedOn: string): string | null {
  const day = parseDay(appraisedOn);
  return day && addDays(addYears(day, 1), -1);
}

export function readAppraisal(
  fields: AppraisalFields,
): Reading<AppraisalView, FieldFaults<keyof AppraisalFields>> {
  const reader = new FormReader<keyof AppraisalFields>();
  const appraisedOn = reader.day('appraisedOn', fields.appraisedOn);
  const validUntil = reader.day('validUntil', fields.validUntil);
  if (validUntil < appraisedOn) reader.fault('validUntil', { reason: 'dates-out-of-order' });
  return reader.result({
    valuer: reader.party({ name: 'valuerName', code: 'valuerCode' }, fields.valuerName, fields.valuerCode),
    value: reader.money('value', fields.value),
    appraisedOn,
    validUntil,
  });
}
