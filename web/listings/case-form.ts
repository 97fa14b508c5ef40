import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { CaseInput } from '@reassign/shared/listings/api.ts';
import type { tellingRoles, tellingWays } from '@reassign/shared/listings/told.ts';
import { type FieldFaults, FormReader } from './form-reader.ts';

export interface CaseFields {
  reference: string;
  debtorName: string;
  debtorCode: string;
  pledgorIsDebtor: boolean;
  pledgorName: string;
  pledgorCode: string;
  principal: Money | null;
  interest: Money | null;
  defaultedOn: string;
  saleAgreedOn: string;
  acknowledgedOn: string;
  forfeiture: 'none' | NonNullable<CaseInput['forfeiture']>;
  costs: Money | null;
  allAgreedOn: string;
  told: TellingFields[];
  noPriorityHolders: boolean;
}

export interface TellingFields {
  name: string;
  role: (typeof tellingRoles)[number];
  way: (typeof tellingWays)[number];
  on: string;
  how: string;
}

export const namesPriorityHolder = (told: readonly TellingFields[]): boolean =>
  told.some(({ role }) => role === 'priority-holder');

export const emptyCase: CaseFields = {
  reference: '',
  debtorName: '',
  debtorCode: '',
  pledgorIsDebtor: true,
  pledgorName: '',
  pledgorCode: '',
  principal: null,
  interest: null,
  defaultedOn: '',
  saleAgreedOn: '',
  acknowledgedOn: '',
  forfeiture: 'none',
  costs: null,
  allAgreedOn: '',
  told: [],
  noPriorityHolders: false,
};

export function caseFields({ debtor, pledgor, ...held }: CaseInput): CaseFields {
  return {
    reference: held.reference,
    debtorName: debtor.name,
    debtorCode: debtor.creditCode ?? '',
    pledgorIsDebtor: pledgor.name === debtor.name && pledgor.creditCode === debtor.creditCode,
    pledgorName: pledgor.name,
    pledgorCode: pledgor.creditCode ?? '',
    principal: toMoney(held.principal),
    interest: toMoney(held.interest),
    defaultedOn: held.defaultedOn,
    saleAgreedOn: held.saleAgreedOn ?? '',
    acknowledgedOn: held.acknowledgedOn ?? '',
    forfeiture: held.forfeiture ?? 'none',
    costs: held.costs ? toMoney(held.costs) : null,
    allAgreedOn: held.allAgreedOn ?? '',
    told: held.told ?? [],
    noPriorityHolders: held.noPriorityHolders ?? false,
  };
}

export function readCase(fields: CaseFields): Reading<CaseInput, FieldFaults<keyof CaseFields>> {
  const reader = new FormReader<keyof CaseFields>();
  const debtor = reader.party(
    { name: 'debtorName', code: 'debtorCode' },
    fields.debtorName,
    fields.debtorCode,
  );
  const pledgor = fields.pledgorIsDebtor
    ? debtor
    : reader.party({ name: 'pledgorName', code: 'pledgorCode' }, fields.pledgorName, fields.pledgorCode);
  const acknowledgedOn = reader.optionalDay('acknowledgedOn', fields.acknowledgedOn);
  const allAgreedOn = reader.optionalDay('allAgreedOn', fields.allAgreedOn);
  const { forfeiture, costs, told, noPriorityHolders } = fields;
  for (const { name, on, how } of told) {
    reader.text('told', name);
    reader.day('told', on);
    reader.text('told', how);
  }
  return reader.result({
    reference: reader.text('reference', fields.reference),
    debtor,
    pledgor,
    principal: reader.money('principal', fields.principal),
    interest: reader.money('interest', fields.interest),
    defaultedOn: reader.day('defaultedOn', fields.defaultedOn),
    saleAgreedOn: reader.optionalDay('saleAgreedOn', fields.saleAgreedOn),
    ...(acknowledgedOn !== null && { acknowledgedOn }),
    ...(forfeiture !== 'none' && { forfeiture }),
    ...(costs !== null && { costs }),
    ...(allAgreedOn !== null && { allAgreedOn }),
    ...(told.length > 0 && { told }),
    // Of a tick from before a holder was named the page shows nothing.
    ...(noPriorityHolders && !namesPriorityHolder(told) && { noPriorityHolders }),
  });
}
