import type { ProblemFault } from '../kernel/problems.ts';
import type { CalendarDay } from '../kernel/instant.ts';
import type { Money } from '../kernel/money.ts';
import type { LotId } from '../kernel/ids.ts';
import type { ClaimSheetInput } from './claim-sheet-api.ts';

/** What a case knows that a sheet is held against. */
export interface CaseOfSheet {
  readonly currency: string;
  readonly rightIds: readonly string[];
  readonly today: CalendarDay;
}

/** Why a part of a claim sheet cannot stand, each with a sentence in both languages. */
export const sheetFaults = [
  'in-the-future',
  'own-claim-missing',
  'nothing-claimed',
  'other-currency',
  'unknown-right',
  'repeated-right',
  'repeated-registration',
  'after-as-of',
  'repeated-voucher',
  'unknown-claim',
] as const;
export type SheetFault = (typeof sheetFaults)[number];

/**
 * Everything that is wrong with the claims of a case as somebody states them, in the order of the form; none: it can
 * stand. A registration secures one claim, and a right is pledged once for a claim.
 */
export function sheetFaultsOf(sheet: ClaimSheetInput, of: CaseOfSheet): ProblemFault[] {
  const faults: ProblemFault[] = [];
  const fault = (pointer: string, reason: SheetFault): void => void faults.push({ pointer, reason });
  if (sheet.asOf > of.today) fault('/asOf', 'in-the-future');
  if (!sheet.claims.some(({ isOwn }) => isOwn)) fault('/claims', 'own-claim-missing');
  const registered = new Set<string>();
  for (const [nth, claim] of sheet.claims.entries()) {
    const at = `/claims/${String(nth)}`;
    for (const part of ['principal', 'interest', 'penalty', 'costs'] as const)
      if (claim[part].currency !== of.currency) fault(`${at}/${part}`, 'other-currency');
    if (claim.principal.amount + claim.interest.amount + claim.penalty.amount + claim.costs.amount === 0)
      fault(at, 'nothing-claimed');
    const pledged = new Set<string>();
    for (const [index, registration] of claim.registrations.entries()) {
      const here = `${at}/registrations/${String(index)}`;
      if (registered.has(registration.number)) fault(`${here}/number`, 'repeated-registration');
      registered.add(registration.number);
      if (registration.registeredOn > sheet.asOf) fault(`${here}/registeredOn`, 'after-as-of');
      if (registration.maximum && registration.maximum.cap.currency !== of.currency)
        fault(`${here}/maximum/cap`, 'other-currency');
      if (registration.rightIds.some((id) => !of.rightIds.includes(id)))
        fault(`${here}/rightIds`, 'unknown-right');
      if (registration.rightIds.some((id) => pledged.has(id))) fault(`${here}/rightIds`, 'repeated-right');
      for (const id of registration.rightIds) pledged.add(id);
    }
  }
  const vouchers = new Set<string>();
  for (const [nth, cost] of sheet.costs.entries()) {
    const at = `/costs/${String(nth)}`;
    if (cost.amount.currency !== of.currency) fault(`${at}/amount`, 'other-currency');
    const voucher = JSON.stringify([cost.payee, cost.voucher]);
    if (vouchers.has(voucher)) fault(`${at}/voucher`, 'repeated-voucher');
    vouchers.add(voucher);
    if (cost.advancedBy !== undefined && cost.advancedBy >= sheet.claims.length)
      fault(`${at}/advancedBy`, 'unknown-claim');
  }
  return faults;
}

/** A right of a lot as its notice valued it. */
export interface RightOfLot {
  readonly id: string;
  readonly appraised: Money;
  /** Who owns it: what is left of its price is theirs. */
  readonly pledgor: string;
}

/** The claims of a case in force, with the rights that its lots sold. */
export interface StatedClaims {
  readonly version: number;
  readonly sheet: ClaimSheetInput;
  readonly rightsOf: ReadonlyMap<LotId, readonly RightOfLot[]>;
}
