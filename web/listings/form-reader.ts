import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import { type CalendarDay, type Instant, parseDay } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { SheetFault } from '@reassign/shared/listings/claim-sheet.ts';
import type { FaultReason } from '@reassign/shared/listings/import.ts';
import { readShanghai } from '../ui/shanghai-time.ts';

/** Why a field cannot be taken as it is, and what would be right. */
export interface FieldFault {
  readonly reason:
    | FaultReason
    | SheetFault
    | 'wrong-kind'
    | 'wrong-office'
    | 'tiers-out-of-order'
    | 'number-wanted'
    | 'rate-wanted';
  readonly suggestion?: string;
}
export type FieldFaults<Name extends string> = Readonly<Partial<Record<Name, FieldFault>>>;

/**
 * Reads what was typed into a form, field by field, and collects what is wrong: all of it is shown at once. What a
 * method answers counts only when `result` finds no fault.
 */
export class FormReader<Name extends string> {
  readonly #faults: Partial<Record<Name, FieldFault>> = {};

  fault(name: Name, fault: FieldFault): void {
    this.#faults[name] ??= fault;
  }

  text(name: Name, typed: string): string {
    const text = typed.trim();
    if (text === '') this.fault(name, { reason: 'missing' });
    return text;
  }

  day(name: Name, typed: string): CalendarDay {
    const day = parseDay(typed);
    if (day === null) this.fault(name, { reason: typed === '' ? 'missing' : 'bad-date' });
    return day ?? ('' as CalendarDay);
  }

  optionalDay(name: Name, typed: string): CalendarDay | null {
    return typed === '' ? null : this.day(name, typed);
  }

  instant(name: Name, typed: string): Instant {
    const at = readShanghai(typed);
    if (at === null) this.fault(name, { reason: typed === '' ? 'missing' : 'bad-date' });
    return at ?? (0 as Instant);
  }

  money(name: Name, value: Money | null): Money {
    if (value === null) this.fault(name, { reason: 'missing' });
    return value ?? ({ amount: 0, currency: 'CNY' } as Money);
  }

  /** Somebody by name, and by credit code where there is one: natural persons and foreign companies have none. */
  party(names: { readonly name: Name; readonly code: Name }, name: string, code: string) {
    const named = { name: this.text(names.name, name) };
    if (code.trim() === '') return named;
    return { ...named, creditCode: this.identifier(names.code, readCreditCode(code)) ?? code };
  }

  identifier<Value>(name: Name, reading: Reading<Value, IdentifierFault>): Value | null {
    if (reading.ok) return reading.value;
    const { reason, expected } = reading.fault;
    const suggestion = expected?.whole;
    this.fault(name, { reason, ...(suggestion !== undefined && { suggestion }) });
    return null;
  }

  result<Value>(value: Value): Reading<Value, FieldFaults<Name>> {
    if (Object.keys(this.#faults).length > 0) return { ok: false, fault: this.#faults };
    return { ok: true, value };
  }
}
