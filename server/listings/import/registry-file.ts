import { read, type Reading, unreadable } from '@reassign/shared/kernel/decision.ts';
import type {
  ImportedRight,
  ImportFault,
  ImportFormat,
  ImportRefusal,
  ImportReport,
  ImportWarning,
} from '@reassign/shared/listings/import.ts';
import type { Right } from '@reassign/shared/listings/right.ts';
import type { XmlElement } from '@reassign/shared/kernel/xml-tree.ts';
import { decodeCsv, decodeXml, provenEncoding } from '../../platform/files/encoding.ts';
import { parseXml } from '../../platform/files/xml.ts';
import { fromCnipa2, fromCnipaSt36, toCnRight } from './cnipa.ts';
import { readCsvFile } from './csv-file.ts';
import { Findings } from './findings.ts';
import { fromUspto25, fromUspto4, toUsRight } from './uspto.ts';

/** 20 MiB. A weekly bulk file is larger: it has to be split. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_DOCUMENTS = 10_000;

interface XmlFormat {
  readonly format: ImportFormat;
  readonly read: (root: XmlElement, findings: Findings) => Right | null;
}

/** By the local name of the root. */
const XML_FORMATS: ReadonlyMap<string, XmlFormat> = new Map<string, XmlFormat>([
  [
    'PatentDocumentAndRelated',
    { format: 'cnipa-2.2.1', read: (root, findings) => toCnRight(fromCnipa2(root), findings) },
  ],
  [
    'cn-patent-document',
    { format: 'cnipa-st36', read: (root, findings) => toCnRight(fromCnipaSt36(root), findings) },
  ],
  [
    'us-patent-grant',
    { format: 'uspto-grant-4', read: (root, findings) => toUsRight(fromUspto4(root), findings) },
  ],
  ['PATDOC', { format: 'uspto-grant-2.5', read: (root, findings) => toUsRight(fromUspto25(root), findings) }],
]);

/** Long parts that no field is read from. */
const FORGOTTEN: ReadonlySet<string> = new Set([
  'Description',
  'Drawings',
  'description',
  'drawings',
  'us-references-cited',
  'references-cited',
  'us-field-of-classification-search',
  'claim-text',
  'ClaimText',
  'SDODE',
  'SDODR',
  'B560',
  'B580',
]);

/**
 * What a registry file holds, or why the whole file is refused. Pure: nothing is loaded, nothing is stored.
 * The format is told by the content; the name only tells a file that was meant as CSV.
 */
export function importRegistryFile(
  bytes: Uint8Array,
  fileName?: string,
): Reading<ImportReport, ImportRefusal> {
  if (bytes.length > MAX_FILE_BYTES) return unreadable({ reason: 'too-large' });
  const report = readByContent(bytes, fileName);
  return report.ok ? read(withoutDuplicates(report.value)) : report;
}

function readByContent(bytes: Uint8Array, fileName = ''): Reading<ImportReport, ImportRefusal> {
  const start = beginning(bytes);
  if (start.startsWith('<')) {
    const text = decodeXml(bytes);
    return text.ok ? readXmlFile(text.value) : text;
  }
  const isCsvByName = /\.csv$/i.test(fileName);
  const isTable = /^[^\n]*[,;\t]/.test(start) || isCsvByName;
  // JSON, archives, PDF and every other binary file.
  if (/^[[{]|^%PDF|^PK/.test(start) || !isTable) return unreadable({ reason: 'unknown-format' });
  const isWide = provenEncoding(bytes)?.startsWith('utf-16') === true;
  if (bytes.includes(0) && !isWide) return unreadable({ reason: 'unknown-format' });
  const text = decodeCsv(bytes);
  return text.ok ? readCsvFile(text.value) : text;
}

/** The first characters without byte order mark and blanks; wrong bytes do not matter yet. */
function beginning(bytes: Uint8Array): string {
  const decoder = new TextDecoder(provenEncoding(bytes) ?? 'utf-8');
  return decoder.decode(bytes.subarray(0, 4_096)).trimStart();
}

/** A bulk file is one document after the other, each with its own declaration. */
function readXmlFile(text: string): Reading<ImportReport, ImportRefusal> {
  const documents = text.split(/(?=^<\?xml\s)/m).filter((document) => document.trim() !== '');
  if (documents.length > MAX_DOCUMENTS) return unreadable({ reason: 'too-large' });
  const rights: ImportedRight[] = [];
  const faults: ImportFault[] = [];
  const warnings: ImportWarning[] = [];
  let known: XmlFormat | undefined;
  for (const [index, document] of documents.entries()) {
    const root = parseXml(document, { isKnownRoot: (name) => XML_FORMATS.has(name), forgotten: FORGOTTEN });
    if (!root.ok) return root;
    const format = XML_FORMATS.get(root.value.name);
    if (format === undefined || (known !== undefined && known !== format)) {
      return unreadable({ reason: 'unknown-format' });
    }
    known = format;
    const findings = new Findings(index + 1);
    const right = format.read(root.value, findings);
    if (right !== null) rights.push({ row: findings.row, right });
    faults.push(...findings.faults);
    warnings.push(...findings.warnings);
  }
  if (known === undefined) return unreadable({ reason: 'unknown-format' });
  return read({ format: known.format, rights, faults, warnings });
}

/** The same right twice in one file: the later one is a fault, so that nobody sells it twice. */
function withoutDuplicates(report: ImportReport): ImportReport {
  const seen = new Set<string>();
  const faults: ImportFault[] = [];
  const rights = report.rights.filter(({ row, right }) => {
    const { column, number } = identityOf(right);
    const identity = `${right.type} ${right.jurisdiction} ${number}`;
    if (!seen.has(identity)) {
      seen.add(identity);
      return true;
    }
    faults.push({ row, column, value: number, reason: 'duplicate' });
    return false;
  });
  return { ...report, rights, faults: [...report.faults, ...faults] };
}

function identityOf(right: Right): Pick<ImportFault, 'column'> & { number: string } {
  if (right.type !== 'patent') return { column: 'registration_no', number: right.registrationNumber };
  if (right.applicationNumber !== undefined) {
    return { column: 'application_no', number: right.applicationNumber };
  }
  return { column: 'publication_no', number: right.publicationNumber ?? '' };
}
