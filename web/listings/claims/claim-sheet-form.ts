import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { toMoney } from '@reassign/shared/kernel/codecs.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { CaseView } from '@reassign/shared/listings/api.ts';
import { type ClaimSheetInput, MOST_YEARLY_BPS } from '@reassign/shared/listings/claim-sheet-api.ts';
import { type SheetFault, sheetFaultsOf } from '@reassign/shared/listings/claim-sheet.ts';
import { type FieldFaults, FormReader } from '../form-reader.ts';

type Claim = ClaimSheetInput['claims'][number];
type Registration = Claim['registrations'][number];
type Cost = ClaimSheetInput['costs'][number];

export interface RegistrationFields {
  number: string;
  registeredOn: string;
  rightIds: string[];
  cap: Money | null;
  covers: NonNullable<Registration['maximum']>['covers'];
}

export interface ClaimFields {
  holderName: string;
  holderCode: string;
  isOwn: boolean;
  principal: Money | null;
  interest: Money | null;
  penalty: Money | null;
  costs: Money | null;
  accrues: boolean;
  daysOfYear: '360' | '365';
  interestRate: string;
  penaltyRate: string;
  penaltyPlace: Claim['penaltyPlace'];
  registrations: RegistrationFields[];
}

export interface CostFields {
  kind: Cost['kind'];
  amount: Money | null;
  payee: string;
  voucher: string;
  /** Place of a claim; empty: nobody. */
  advancedBy: string;
}

export interface SheetFields {
  asOf: string;
  claims: ClaimFields[];
  costs: CostFields[];
}

export const emptyRegistration = (): RegistrationFields => ({
  ...{ number: '', registeredOn: '', rightIds: [], cap: null, covers: 'everything' },
});

export const emptyClaim = (): ClaimFields => ({
  ...{ holderName: '', holderCode: '', isOwn: false },
  ...{ principal: null, interest: null, penalty: null, costs: null },
  ...{ accrues: false, daysOfYear: '360', interestRate: '', penaltyRate: '' },
  ...{ penaltyPlace: 'with-interest', registrations: [emptyRegistration()] },
});

export const emptyCost = (): CostFields => ({
  ...{ kind: 'other', amount: null, payee: '', voucher: '', advancedBy: '' },
});

const rateText = (bps: number): string => String(bps / 100);

/** Basis points of what was typed as a per cent; `null` for what is none. */
export function readRate(typed: string): number | null {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(typed.trim() || '0') ?? [];
  if (whole === undefined) return null;
  const bps = Number(whole) * 100 + Number(part.padEnd(2, '0'));
  return bps > MOST_YEARLY_BPS ? null : bps;
}

export const sheetFields = ({ asOf, claims, costs }: ClaimSheetInput): SheetFields => ({
  asOf,
  claims: claims.map(claimFields),
  costs: costs.map(({ kind, amount, payee, voucher, advancedBy }) => ({
    ...{ kind, amount: toMoney(amount), payee, voucher },
    advancedBy: advancedBy === undefined ? '' : String(advancedBy),
  })),
});

const claimFields = ({ holder, accrual, registrations, ...claim }: Claim): ClaimFields => ({
  ...{ holderName: holder.name, holderCode: holder.creditCode ?? '', isOwn: claim.isOwn },
  ...{ principal: toMoney(claim.principal), interest: toMoney(claim.interest) },
  ...{ penalty: toMoney(claim.penalty), costs: toMoney(claim.costs) },
  accrues: accrual !== undefined,
  daysOfYear: accrual?.daysOfYear === 365 ? '365' : '360',
  interestRate: accrual ? rateText(accrual.interestBps) : '',
  penaltyRate: accrual ? rateText(accrual.penaltyBps) : '',
  penaltyPlace: claim.penaltyPlace,
  registrations: registrations.map(({ number, registeredOn, rightIds, maximum }) => ({
    ...{ number, registeredOn, rightIds: [...rightIds] },
    ...{ cap: maximum ? toMoney(maximum.cap) : null, covers: maximum?.covers ?? 'everything' },
  })),
});

/** What the case knows already: its own claim under the pledges that its rights have. */
export function firstSheet(
  held: CaseView,
  own: { readonly name: string; readonly creditCode: string } | null,
  today: string,
): SheetFields {
  const zero = { ...toMoney(held.principal), amount: 0 };
  const pledges = held.rights.flatMap(({ id, pledge }) => (pledge ? [{ id, pledge }] : []));
  const byNumber = Map.groupBy(pledges, ({ pledge }) => pledge.registrationNumber);
  const registrations = [...byNumber].map(([number, group]): RegistrationFields => {
    const maximum = group.find(({ pledge }) => pledge.maximum)?.pledge.maximum;
    return {
      ...{ number, registeredOn: group[0]?.pledge.registeredOn ?? '', rightIds: group.map(({ id }) => id) },
      ...{ cap: maximum ? toMoney(maximum.cap) : null, covers: 'everything' },
    };
  });
  const claim: ClaimFields = {
    ...emptyClaim(),
    ...{ holderName: own?.name ?? '', holderCode: own?.creditCode ?? '', isOwn: true },
    ...{ principal: toMoney(held.principal), interest: toMoney(held.interest), penalty: zero, costs: zero },
    registrations: registrations.length > 0 ? registrations : [emptyRegistration()],
  };
  return { asOf: today, claims: [claim], costs: [] };
}

/** Fields are named by where they stand in the sheet, as faults are. */
export type SheetField = string;

export const readSheet =
  (held: Pick<CaseView, 'principal' | 'rights'>, today: CalendarDay) =>
  (fields: SheetFields): Reading<ClaimSheetInput, FieldFaults<SheetField>> => {
    const reader = new FormReader<SheetField>();
    const sheet: ClaimSheetInput = {
      asOf: reader.day('/asOf', fields.asOf),
      claims: fields.claims.map((claim, nth) => readClaim(reader, `/claims/${String(nth)}`, claim)),
      costs: fields.costs.map((cost, nth) => readCost(reader, `/costs/${String(nth)}`, cost)),
    };
    // What cannot be read yet is not held against the case.
    const read = reader.result(sheet);
    if (!read.ok) return read;
    const rightIds = held.rights.map(({ id }) => id);
    const of = { currency: held.principal.currency, rightIds, today };
    for (const { pointer, reason } of sheetFaultsOf(sheet, of))
      reader.fault(pointer, { reason: reason as SheetFault });
    return reader.result(sheet);
  };

function readClaim(reader: FormReader<SheetField>, at: string, fields: ClaimFields): Claim {
  const rate = (name: string, typed: string): number => {
    const bps = readRate(typed);
    if (bps === null) reader.fault(`${at}/accrual/${name}`, { reason: 'rate-wanted' });
    return bps ?? 0;
  };
  return {
    holder: reader.party(
      { name: `${at}/holder/name`, code: `${at}/holder/creditCode` },
      fields.holderName,
      fields.holderCode,
    ),
    isOwn: fields.isOwn,
    principal: reader.money(`${at}/principal`, fields.principal),
    interest: reader.money(`${at}/interest`, fields.interest),
    penalty: reader.money(`${at}/penalty`, fields.penalty),
    costs: reader.money(`${at}/costs`, fields.costs),
    ...(fields.accrues && {
      accrual: {
        daysOfYear: fields.daysOfYear === '365' ? 365 : 360,
        interestBps: rate('interestBps', fields.interestRate),
        penaltyBps: rate('penaltyBps', fields.penaltyRate),
      },
    }),
    penaltyPlace: fields.penaltyPlace,
    registrations: fields.registrations.map((registration, nth) =>
      readRegistration(reader, `${at}/registrations/${String(nth)}`, registration),
    ),
  };
}

function readRegistration(
  reader: FormReader<SheetField>,
  at: string,
  { number, registeredOn, rightIds, cap, covers }: RegistrationFields,
): Registration {
  if (rightIds.length === 0) reader.fault(`${at}/rightIds`, { reason: 'missing' });
  return {
    number: reader.text(`${at}/number`, number),
    registeredOn: reader.day(`${at}/registeredOn`, registeredOn),
    rightIds,
    ...(cap !== null && { maximum: { cap, covers } }),
  };
}

const readCost = (reader: FormReader<SheetField>, at: string, fields: CostFields): Cost => ({
  kind: fields.kind,
  amount: reader.money(`${at}/amount`, fields.amount),
  payee: reader.text(`${at}/payee`, fields.payee),
  voucher: reader.text(`${at}/voucher`, fields.voucher),
  ...(fields.advancedBy !== '' && { advancedBy: Number(fields.advancedBy) }),
});
