import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import {
  type ImportedRight,
  type ImportFault,
  type ImportRefusal,
  type ImportReport,
  type ImportWarning,
  type TemplateColumn,
  templateColumns,
} from '@reassign/shared/listings/import.ts';
import { parseCsv } from '../../platform/files/csv-table.ts';
import { readHeader } from './csv-template.ts';
import type { Cells } from './csv-cells.ts';
import { readRow } from './csv-row.ts';
import { Findings } from './findings.ts';

const MAX_ROWS = 10_000;

/** Reads a filled-in template. Cells are data, whatever they begin with; a row counts as a spreadsheet counts it. */
export function readCsvFile(text: string): Reading<ImportReport, ImportRefusal> {
  const table = parseCsv(text);
  if (!table.ok) return table;
  const [names = [], ...records] = table.value;
  const header = readHeader(names);
  if (!header.ok) return unreadable(header.refusal);
  if (records.length > MAX_ROWS) return unreadable({ reason: 'too-large' });
  const rights: ImportedRight[] = [];
  const faults: ImportFault[] = [];
  const warnings: ImportWarning[] = [];
  for (const [index, record] of records.entries()) {
    if (record.every((cell) => cell.trim() === '')) continue;
    const findings = new Findings(index + 2);
    if (record.length > names.length) findings.fault('row', String(record.length), 'too-many-cells');
    const right = readRow(toCells(record, header.positions), findings);
    if (right !== null) rights.push(right);
    faults.push(...findings.faults);
    warnings.push(...findings.warnings);
  }
  return read({ format: 'csv-template', rights, faults, warnings });
}

/** Blanks round a cell, also the full-width ones, are no part of it. */
function toCells(record: readonly string[], positions: Readonly<Record<TemplateColumn, number>>): Cells {
  const cells = templateColumns.map((column) => [column, record[positions[column]]?.trim() ?? ''] as const);
  return Object.fromEntries(cells) as Record<TemplateColumn, string>;
}
