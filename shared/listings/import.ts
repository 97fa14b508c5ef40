import type { FileRefusal } from '../kernel/file-refusal.ts';
import type { IdentifierReason } from '../kernel/identifier.ts';
import type { Right } from './right.ts';
import type { Pledge } from './types.ts';

/** The registry files that can be read. */
export const importFormats = [
  'cnipa-2.2.1',
  'cnipa-st36',
  'uspto-grant-4',
  'uspto-grant-2.5',
  'csv-template',
] as const;
export type ImportFormat = (typeof importFormats)[number];

/** The columns of the CSV template, in its order (4-domain §2.3). Faults of XML files are told in the same words. */
export const templateColumns = [
  'asset_type',
  'jurisdiction',
  'application_no',
  'publication_no',
  'registration_no',
  'title',
  'owner',
  'owner_code',
  'co_owners',
  'filing_date',
  'grant_date',
  'expiry_date',
  'ipc',
  'nice_class',
  'goods',
  'pledge_no',
  'pledge_date',
  'pledgee',
  'principal',
  'licences',
  'annual_fee_paid_to',
  'notes',
] as const;
export type TemplateColumn = (typeof templateColumns)[number];
export type ImportColumn = TemplateColumn | 'abstract' | 'row';

/** Why a row or document cannot be taken over. */
export const faultReasons = [
  'missing',
  'too-long',
  'too-many',
  'too-many-cells',
  'bad-date',
  'dates-out-of-order',
  'unknown-asset-type',
  'unknown-jurisdiction',
  'unsupported-jurisdiction',
  'unsupported-kind',
  'type-mismatch',
  'office-mismatch',
  'spreadsheet-number',
  'duplicate',
] as const;
export type FaultReason = IdentifierReason | (typeof faultReasons)[number];

/** What a person should look at in a row that is taken over. */
export const warningReasons = [
  'check-not-passed',
  'not-granted',
  'numbers-disagree',
  'symbol-unread',
  'code-unread',
  'cut',
  'year-differs',
  'expiry-differs',
  'expiry-unknown',
  'edition-assumed',
  'pledge-unread',
  'pledge-incomplete',
  'not-stored',
] as const;
export type WarningReason = (typeof warningReasons)[number];

interface Finding<Reason> {
  /** The row of a CSV file as a spreadsheet counts (the header is 1), or the document of an XML file, from 1. */
  readonly row: number;
  readonly column: ImportColumn;
  readonly value: string;
  readonly reason: Reason;
}

export interface ImportFault extends Finding<FaultReason> {
  /** What could stand there instead. */
  readonly suggestion?: string;
}
export type ImportWarning = Finding<WarningReason>;

export interface ImportedRight {
  readonly row: number;
  readonly right: Right;
  /** Only when the file names number, date and pledgee. */
  readonly pledge?: Pledge;
}

/** What a file holds. A row with a fault is not among the rights; nothing is stored yet. */
export interface ImportReport {
  readonly format: ImportFormat;
  readonly rights: readonly ImportedRight[];
  readonly faults: readonly ImportFault[];
  readonly warnings: readonly ImportWarning[];
}

/** Why a whole file is refused; the reasons are problem codes. */
export type ImportRefusal =
  | FileRefusal
  | {
      readonly reason: 'bad-header';
      readonly missing: readonly string[];
      readonly unknown: readonly { readonly column: string; readonly suggestion?: string }[];
      readonly repeated: readonly string[];
    };
