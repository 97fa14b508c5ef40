import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import type {
  FaultReason,
  ImportColumn,
  ImportFault,
  ImportWarning,
  WarningReason,
} from '@reassign/shared/listings/import.ts';

const SHOWN = 200;

/** What is wrong or odd in one row or document, collected while its right is read. */
export class Findings {
  readonly row: number;
  readonly faults: ImportFault[] = [];
  readonly warnings: ImportWarning[] = [];

  constructor(row: number) {
    this.row = row;
  }

  fault(column: ImportColumn, value: string, reason: FaultReason, suggestion?: string): void {
    this.faults.push({
      row: this.row,
      column,
      value: value.slice(0, SHOWN),
      reason,
      ...(suggestion !== undefined && { suggestion }),
    });
  }

  warn(column: ImportColumn, value: string, reason: WarningReason): void {
    this.warnings.push({ row: this.row, column, value: value.slice(0, SHOWN), reason });
  }

  /** The value, or nothing and a fault that says what would be right. */
  take<Value>(
    column: ImportColumn,
    value: string,
    reading: Reading<Value, IdentifierFault>,
  ): Value | undefined {
    if (reading.ok) return reading.value;
    const { reason, expected } = reading.fault;
    this.fault(column, value, reason, expected?.whole ?? expected?.character);
    return undefined;
  }

  /** Text that has to be there and to fit. */
  required(column: ImportColumn, value: string | undefined, maxLength: number): string | undefined {
    if (value === undefined || value === '') {
      this.fault(column, '', 'missing');
      return undefined;
    }
    if (value.length > maxLength) {
      this.fault(column, value, 'too-long');
      return undefined;
    }
    return value;
  }
}
