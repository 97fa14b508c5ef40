import { CsvError, parse } from 'csv-parse/sync';
import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type { FileRefusal } from '@reassign/shared/kernel/file-refusal.ts';

const MAX_RECORD_LENGTH = 256 * 1024;
/** Excel writes what the country of its user asks for; some banks write bars. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The cells of a CSV file, rows of whatever length they have. The first line says what stands between them. */
export function parseCsv(text: string): Reading<string[][], FileRefusal> {
  const [firstLine = ''] = text.slice(0, 2_000).split(/\r?\n/, 1);
  const delimiter = DELIMITERS.find((candidate) => firstLine.includes(candidate)) ?? ',';
  try {
    const table = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      max_record_size: MAX_RECORD_LENGTH,
    });
    return read(table);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === 'CSV_MAX_RECORD_SIZE') return unreadable({ reason: 'too-large' });
    return unreadable({ reason: 'malformed', line: Number(error['lines'] ?? 0), column: 0 });
  }
}
