import type { Reading } from '@reassign/shared/kernel/decision.ts';
import type { IdentifierFault } from '@reassign/shared/kernel/identifier.ts';
import { readIpc, readLocarno } from '@reassign/shared/listings/identifiers/classification.ts';
import {
  type CnApplication,
  cnPatentKind,
  readCnApplication,
} from '@reassign/shared/listings/identifiers/cn-application.ts';
import {
  readEpApplication,
  readPctApplication,
  readUsApplication,
} from '@reassign/shared/listings/identifiers/foreign-application.ts';
import {
  type PublicationNumber,
  readPublicationNumber,
} from '@reassign/shared/listings/identifiers/publication.ts';
import { cnPatentExpiry, type Patent, type PatentKind } from '@reassign/shared/listings/right.ts';
import { checkSeries } from './cnipa.ts';
import { type Cells, type CommonCells, type Jurisdiction, listed, takeIdentifier } from './csv-cells.ts';
import type { Findings } from './findings.ts';

const MAX_SYMBOLS = 100;

/** The patent of one row; `null` when its kind or its number cannot be read. */
export function readPatentRow(
  stated: PatentKind | null,
  jurisdiction: Jurisdiction,
  cells: Cells,
  common: CommonCells,
  findings: Findings,
): Patent | null {
  const publication = takeIdentifier(cells, 'publication_no', readPublicationNumber, findings);
  if (publication !== undefined && publication.office !== jurisdiction) {
    findings.fault('publication_no', cells.publication_no, 'office-mismatch');
  }
  const found =
    jurisdiction === 'CN'
      ? takeCn(stated, cells, publication, common, findings)
      : takeForeign(stated, jurisdiction, cells, publication, findings);
  if (found === null) return null;
  const { kind, applicationNumber } = found;
  const { title, owners, filedOn, grantedOn } = common;
  const expiresOn = expiryOf(kind, jurisdiction, common, findings);
  return {
    type: 'patent',
    kind,
    jurisdiction,
    ...(applicationNumber !== undefined && { applicationNumber }),
    ...(publication && { publicationNumber: publication.text }),
    title,
    owners,
    ...(filedOn && { filedOn }),
    ...(grantedOn && { grantedOn }),
    ...(expiresOn && { expiresOn }),
    ...takeClasses(kind, cells, findings),
  };
}

interface Found {
  readonly kind: PatentKind;
  readonly applicationNumber?: string | undefined;
}

/** In China the application number is the number of the patent, and says its kind. */
function takeCn(
  stated: PatentKind | null,
  cells: Cells,
  publication: PublicationNumber | undefined,
  { filedOn }: CommonCells,
  findings: Findings,
): Found | null {
  if (cells.application_no === '') findings.fault('application_no', '', 'missing');
  const application = takeIdentifier(cells, 'application_no', readCnApplication, findings);
  if (application === undefined) return null;
  const kind = cnPatentKind(application.type);
  if (stated !== null && stated !== kind)
    findings.fault('asset_type', cells.asset_type, 'type-mismatch', kind);
  if (publication?.office === 'CN') checkSeries(publication, kind, findings);
  if (filedOn !== undefined && !isOfYear(application, Number(filedOn.slice(0, 4)))) {
    findings.warn('filing_date', filedOn, 'year-differs');
  }
  return { kind, applicationNumber: application.number };
}

/** The year in the number is the one of filing; a PCT application enters China up to three years later. */
const isOfYear = ({ type, year }: CnApplication, filedIn: number): boolean =>
  type.startsWith('pct-') ? filedIn <= year : filedIn === year;

const FOREIGN_READERS: Readonly<
  Record<Exclude<Jurisdiction, 'CN'>, (text: string) => Reading<string, IdentifierFault>>
> = { US: readUsApplication, EP: readEpNumber, WO: readPctApplication };

function readEpNumber(text: string): Reading<string, IdentifierFault> {
  const reading = readEpApplication(text);
  return reading.ok ? { ok: true, value: reading.value.number } : reading;
}

function takeForeign(
  stated: PatentKind | null,
  jurisdiction: Exclude<Jurisdiction, 'CN'>,
  cells: Cells,
  publication: PublicationNumber | undefined,
  findings: Findings,
): Found | null {
  const reader = FOREIGN_READERS[jurisdiction];
  const applicationNumber = takeIdentifier(cells, 'application_no', reader, findings);
  if (jurisdiction === 'EP' && applicationNumber !== undefined) warnOfCheck(applicationNumber, findings);
  if (applicationNumber === undefined && publication === undefined) {
    if (cells.publication_no === '') findings.fault('publication_no', '', 'missing');
    return null;
  }
  if (stated === null) findings.fault('asset_type', cells.asset_type, 'unknown-asset-type', 'invention');
  return stated === null ? null : { kind: stated, applicationNumber };
}

/** An EPO file itself breaks the check of European numbers, so a wrong one is told, not refused. */
function warnOfCheck(number: string, findings: Findings): void {
  const reading = readEpApplication(number);
  if (reading.ok && !reading.value.isChecked) findings.warn('application_no', number, 'check-not-passed');
}

/** The end that is given, else the statutory one where it can be told from the file. */
function expiryOf(
  kind: PatentKind,
  jurisdiction: Jurisdiction,
  { filedOn, expiresOn }: CommonCells,
  findings: Findings,
): Patent['expiresOn'] {
  const statutory = jurisdiction === 'CN' && filedOn ? cnPatentExpiry(kind, filedOn) : undefined;
  if (expiresOn !== undefined && statutory !== undefined && expiresOn.slice(0, 7) !== statutory.slice(0, 7)) {
    findings.warn('expiry_date', `${expiresOn} / ${statutory}`, 'expiry-differs');
  }
  const end = expiresOn ?? statutory;
  if (end === undefined) findings.warn('expiry_date', '', 'expiry-unknown');
  return end;
}

/** Designs have a class of the Locarno Classification in the column of the IPC. */
function takeClasses(kind: PatentKind, cells: Cells, findings: Findings): Pick<Patent, 'ipc' | 'locarno'> {
  if (kind === 'design') {
    const locarno = takeIdentifier(cells, 'ipc', readLocarno, findings);
    return { ipc: [], ...(locarno !== undefined && { locarno }) };
  }
  const texts = listed(cells.ipc.replaceAll(',', ';'));
  if (texts.length > MAX_SYMBOLS) findings.fault('ipc', String(texts.length), 'too-many');
  return { ipc: [...new Set(texts.flatMap((text) => findings.take('ipc', text, readIpc(text)) ?? []))] };
}
