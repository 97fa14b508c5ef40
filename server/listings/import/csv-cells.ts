import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import type { Reading } from '@reassign/shared/kernel/decision.ts';
import { type IdentifierFault, plainText } from '@reassign/shared/kernel/identifier.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import type { TemplateColumn } from '@reassign/shared/listings/import.ts';
import type { PatentKind, Party, Right } from '@reassign/shared/listings/right.ts';
import type { Findings } from './findings.ts';
import { MAX_NAME, MAX_OWNERS } from './patent-document.ts';

/** The cells of one row, trimmed; an empty one is `''`. */
export type Cells = Readonly<Record<TemplateColumn, string>>;

/** What is the same for every type of right. */
export interface CommonCells {
  readonly title: string;
  readonly owners: Right['owners'];
  readonly filedOn: CalendarDay | undefined;
  readonly grantedOn: CalendarDay | undefined;
  readonly expiresOn: CalendarDay | undefined;
}

export type AssetType =
  | { readonly type: 'patent'; readonly kind: PatentKind | null }
  | { readonly type: 'trademark' }
  | { readonly type: 'copyright'; readonly work: 'software' | 'work' | null };

const software: AssetType = { type: 'copyright', work: 'software' };
const work: AssetType = { type: 'copyright', work: 'work' };
const invention: AssetType = { type: 'patent', kind: 'invention' };
const utilityModel: AssetType = { type: 'patent', kind: 'utility-model' };
const design: AssetType = { type: 'patent', kind: 'design' };

const ASSET_TYPES: ReadonlyMap<string, AssetType> = new Map<string, AssetType>([
  ['patent', { type: 'patent', kind: null }],
  ['invention', invention],
  ['utility-model', utilityModel],
  ['design', design],
  ['trademark', { type: 'trademark' }],
  ['copyright', { type: 'copyright', work: null }],
  ['software', software],
  ['work', work],
  ['专利', { type: 'patent', kind: null }],
  ['发明', invention],
  ['发明专利', invention],
  ['实用新型', utilityModel],
  ['实用新型专利', utilityModel],
  ['外观设计', design],
  ['外观设计专利', design],
  ['商标', { type: 'trademark' }],
  ['著作权', { type: 'copyright', work: null }],
  ['软件著作权', software],
  ['计算机软件著作权', software],
  ['作品', work],
  ['作品著作权', work],
]);

export function takeAssetType({ asset_type: text }: Cells, findings: Findings): AssetType | undefined {
  if (text === '') {
    findings.fault('asset_type', '', 'missing');
    return undefined;
  }
  const found = ASSET_TYPES.get(plainText(text).toLowerCase().replace(/[ _]/g, '-'));
  if (found === undefined) findings.fault('asset_type', text, 'unknown-asset-type');
  return found;
}

export type Jurisdiction = 'CN' | 'US' | 'EP' | 'WO';
const JURISDICTIONS: ReadonlyMap<string, Jurisdiction> = new Map([
  ['CN', 'CN'],
  ['中国', 'CN'],
  ['US', 'US'],
  ['美国', 'US'],
  ['EP', 'EP'],
  ['欧洲', 'EP'],
  ['WO', 'WO'],
  ['PCT', 'WO'],
]);

export function takeJurisdiction(
  { jurisdiction: text }: Cells,
  findings: Findings,
): Jurisdiction | undefined {
  if (text === '') {
    findings.fault('jurisdiction', '', 'missing');
    return undefined;
  }
  const found = JURISDICTIONS.get(plainText(text).toUpperCase());
  if (found === undefined) findings.fault('jurisdiction', text, 'unknown-jurisdiction');
  return found;
}

/** A long number that a spreadsheet turned into an approximation: its last digits are gone. */
const APPROXIMATION = /^\d+(\.\d+)?e\+?\d+$/i;

/** An identifier of a cell, nothing when it is empty, nothing and a fault when it cannot be read. */
export function takeIdentifier<Value>(
  cells: Cells,
  column: TemplateColumn,
  reader: (text: string) => Reading<Value, IdentifierFault>,
  findings: Findings,
): Value | undefined {
  const text = cells[column];
  if (text === '') return undefined;
  if (APPROXIMATION.test(text)) {
    findings.fault(column, text, 'spreadsheet-number');
    return undefined;
  }
  return findings.take(column, text, reader(text));
}

/** Classes and names are listed with semicolons, also full-width ones, or line breaks. */
export const listed = (text: string): string[] =>
  text
    .split(/[;；、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The owner, then the co-owners; each may carry its credit code, a co-owner in parentheses. */
export function takeOwners(cells: Cells, findings: Findings): Party[] {
  const name = findings.required('owner', cells.owner, MAX_NAME);
  const creditCode = takeIdentifier(cells, 'owner_code', readCreditCode, findings);
  const others = listed(cells.co_owners);
  if (others.length >= MAX_OWNERS) findings.fault('co_owners', String(others.length), 'too-many');
  const owner = name === undefined ? [] : [{ name, ...(creditCode && { creditCode }) }];
  return [...owner, ...others.flatMap((text) => takeCoOwner(text, findings))];
}

function takeCoOwner(text: string, findings: Findings): Party[] {
  // A name may end in parentheses itself: （有限合伙）. Only what has the length of a code is one.
  const [, before, code] = /^(.+?)\s*[(（]([\dA-Za-z]{18})[)）]$/.exec(text) ?? [];
  const name = findings.required('co_owners', before ?? text, MAX_NAME);
  const creditCode = code === undefined ? undefined : findings.take('co_owners', code, readCreditCode(code));
  return name === undefined ? [] : [{ name, ...(creditCode && { creditCode }) }];
}
