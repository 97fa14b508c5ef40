import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { CircumstancesView } from '@reassign/shared/listings/api.ts';
import type { Circumstances } from '@reassign/shared/listings/types.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';

export interface CircumstancesFields {
  checkedOn: string;
  status: Circumstances['status'];
  frozenBy: string;
  feesPaidUntil: string;
  coOwnersConsentedOn: string;
  similarMarks: NonNullable<Circumstances['similarMarks']>;
  isStateAsset: boolean;
  approvalFrom: string;
  approvalGrantedOn: string;
}

export const circumstancesFields = (
  given: CircumstancesView | null,
  usual: { readonly today: string },
): CircumstancesFields => ({
  checkedOn: given?.checkedOn ?? usual.today,
  status: given?.status ?? 'in-force',
  frozenBy: given?.frozenBy ?? '',
  feesPaidUntil: given?.feesPaidUntil ?? '',
  coOwnersConsentedOn: given?.coOwnersConsentedOn ?? '',
  similarMarks: given?.similarMarks ?? 'none',
  isStateAsset: given?.isStateAsset ?? false,
  approvalFrom: given?.approval?.from ?? '',
  approvalGrantedOn: given?.approval?.grantedOn ?? '',
});

/** `isMark`: only marks have others like them. */
export function readCircumstances(
  fields: CircumstancesFields,
  { isMark }: { readonly isMark: boolean },
): Reading<CircumstancesView, FieldFaults<keyof CircumstancesFields>> {
  const reader = new FormReader<keyof CircumstancesFields>();
  const frozenBy = fields.frozenBy.trim();
  const from = fields.approvalFrom.trim();
  const feesPaidUntil = reader.optionalDay('feesPaidUntil', fields.feesPaidUntil);
  const coOwnersConsentedOn = reader.optionalDay('coOwnersConsentedOn', fields.coOwnersConsentedOn);
  const grantedOn = reader.optionalDay('approvalGrantedOn', fields.approvalGrantedOn);
  return reader.result({
    checkedOn: reader.day('checkedOn', fields.checkedOn),
    status: fields.status,
    ...(frozenBy !== '' && { frozenBy }),
    ...(feesPaidUntil !== null && { feesPaidUntil }),
    ...(coOwnersConsentedOn !== null && { coOwnersConsentedOn }),
    ...(isMark && { similarMarks: fields.similarMarks }),
    isStateAsset: fields.isStateAsset,
    ...(from !== '' && { approval: { from, ...(grantedOn !== null && { grantedOn }) } }),
  });
}
