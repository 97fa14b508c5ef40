import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { PledgeView } from '@reassign/shared/listings/api.ts';
import { readPledgeRegistration } from '@reassign/shared/listings/identifiers/pledge-registration.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';

export interface PledgeFields {
  registrationNumber: string;
  registeredOn: string;
  pledgee: string;
  pledgor: string;
  cap: Money | null;
  claimed: Money | null;
}

/** The names as in the register are usually those of the bank and of the case. */
export const pledgeFields = (
  pledge: PledgeView | null,
  usual: { readonly pledgee: string; readonly pledgor: string },
): PledgeFields => {
  const { maximum, ...registered } = pledge ?? { registrationNumber: '', registeredOn: '', ...usual };
  return {
    ...registered,
    cap: maximum ? toMoney(maximum.cap) : null,
    claimed: maximum ? toMoney(maximum.claimed) : null,
  };
};

export function readPledge(fields: PledgeFields): Reading<PledgeView, FieldFaults<keyof PledgeFields>> {
  const reader = new FormReader<keyof PledgeFields>();
  const number = reader.text('registrationNumber', fields.registrationNumber);
  // Its structure is known from published events only: what looks odd is said by the field, not refused here.
  const reading = readPledgeRegistration(number);
  const { cap, claimed } = fields;
  const isMaximum = cap !== null || claimed !== null;
  return reader.result({
    registrationNumber: reading.ok ? reading.value : number,
    registeredOn: reader.day('registeredOn', fields.registeredOn),
    pledgee: reader.text('pledgee', fields.pledgee),
    pledgor: reader.text('pledgor', fields.pledgor),
    ...(isMaximum && {
      maximum: { cap: reader.money('cap', cap), claimed: reader.money('claimed', claimed) },
    }),
  });
}
