import { plainText } from '@reassign/shared/kernel/identifier.ts';
import {
  type ImportFault,
  type ImportRefusal,
  type TemplateColumn,
  templateColumns,
} from '@reassign/shared/listings/import.ts';
import { csvFile } from '../../platform/csv.ts';

const LINE_END = '\r\n';
/** Excel opens a file as UTF-8 only when it begins so. */
const BYTE_ORDER_MARK = '\ufeff';

/** The empty template: the header alone. */
export const csvTemplate = (): string => `${BYTE_ORDER_MARK}${templateColumns.join(',')}${LINE_END}`;

/** Faults as a CSV file for a spreadsheet; `explain` says a reason in the reader's language. */
export function faultsCsv(
  faults: readonly ImportFault[],
  explain: (reason: ImportFault['reason']) => string,
): string {
  const header = ['row', 'column', 'value', 'reason', 'explanation', 'suggestion'];
  const rows = faults.map(({ row, column, value, reason, suggestion = '' }) => [
    String(row),
    column,
    value,
    reason,
    explain(reason),
    suggestion,
  ]);
  return csvFile([header, ...rows]);
}

export type Header =
  | { readonly ok: true; readonly positions: Readonly<Record<TemplateColumn, number>> }
  | { readonly ok: false; readonly refusal: ImportRefusal };

const normal = (name: string): string => plainText(name).toLowerCase();
/** `Application No.` and `applicationNo` are `application_no` to a person. */
const letters = (name: string): string => normal(name).replace(/[^\p{L}\d]/gu, '');

/** A table with more of them is not ours, and nobody reads on. */
const MOST_UNKNOWN = 100;

/** Every column of the template has to be there once, in any order, and no other. */
export function readHeader(cells: readonly string[]): Header {
  const named = cells.map(normal);
  const positions = Object.fromEntries(templateColumns.map((column) => [column, named.indexOf(column)]));
  const isKnown = (name: string): boolean => Object.hasOwn(positions, name);
  const absent = templateColumns.filter((column) => !named.includes(column));
  const unknown = cells
    .filter((cell, index) => !isKnown(named[index] ?? '') && cell !== '')
    .slice(0, MOST_UNKNOWN)
    .map((column) => ({ column: column.slice(0, 80), ...suggestColumn(column, absent) }));
  const suggested = unknown.map(({ suggestion }) => suggestion);
  const missing = absent.filter((column) => !suggested.includes(column));
  const twice = named.filter((name, index) => isKnown(name) && named.indexOf(name) !== index);
  const repeated = [...new Set(twice)];
  if (absent.length + unknown.length + repeated.length > 0) {
    return { ok: false, refusal: { reason: 'bad-header', missing, unknown, repeated } };
  }
  return { ok: true, positions: positions as Record<TemplateColumn, number> };
}

const LARGEST_SLIP = 2;

function suggestColumn(name: string, absent: readonly TemplateColumn[]): { suggestion?: TemplateColumn } {
  const typed = letters(name).slice(0, 40);
  const [nearest] = absent
    .map((column) => ({ column, slips: slipsBetween(typed, letters(column)) }))
    .sort((one, other) => one.slips - other.slips);
  return nearest === undefined || nearest.slips > LARGEST_SLIP ? {} : { suggestion: nearest.column };
}

/** How many characters to put in, leave out or change (Levenshtein). */
function slipsBetween(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, character] of [...one].entries()) {
    const current = [row + 1];
    for (const [column, counterpart] of [...other].entries()) {
      const changed = (previous[column] ?? 0) + (character === counterpart ? 0 : 1);
      current.push(Math.min(changed, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return previous.at(-1) ?? 0;
}
