import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { readIpc, readLocarno } from '@reassign/shared/listings/identifiers/classification.ts';
import { type Office, readPublicationNumber } from '@reassign/shared/listings/identifiers/publication.ts';
import type { Party } from '@reassign/shared/listings/right.ts';
import { readCreditCode } from '@reassign/shared/accounts/credit-code.ts';
import { takeDay } from './dates.ts';
import type { Findings } from './findings.ts';

/** What every patent office's file says, still as text. */
export interface PatentDocument {
  readonly applicationNumber: string | undefined;
  readonly filedOn: string | undefined;
  readonly publicationNumber: string | undefined;
  readonly publicationKind: string | undefined;
  readonly publishedOn: string | undefined;
  readonly title: string | undefined;
  readonly owners: readonly { readonly name: string; readonly code?: string | undefined }[];
  readonly inventors: number;
  readonly ipc: readonly string[];
  readonly locarno: string | undefined;
  readonly claims: number;
  readonly abstract: string | undefined;
}

/** What is the same in all of them: text that has to fit, days, owners, classes. */
export interface CommonFields {
  readonly title: string | undefined;
  readonly owners: readonly Party[];
  readonly publication: ReturnType<typeof takePublication>;
  readonly filedOn: CalendarDay | undefined;
  readonly publishedOn: CalendarDay | undefined;
  readonly optional: {
    readonly inventors?: number;
    readonly ipc: readonly string[];
    readonly locarno?: string;
    readonly claims?: number;
    readonly abstract?: string;
  };
}

export const MAX_TITLE = 500;
export const MAX_NAME = 200;
export const MAX_OWNERS = 50;
const MAX_ABSTRACT = 10_000;
const MAX_SYMBOLS = 100;
const MAX_INVENTORS = 1_000;
const MAX_CLAIMS = 10_000;

const isCount = (count: number, max: number): boolean => count > 0 && count <= max;

export function readCommonFields(document: PatentDocument, office: Office, findings: Findings): CommonFields {
  const locarno = takeLocarno(document.locarno, findings);
  const abstract = takeAbstract(document.abstract, findings);
  return {
    title: findings.required('title', document.title, MAX_TITLE),
    owners: takeOwners(document.owners, findings),
    publication: takePublication(document, office, findings),
    filedOn: takeDay(findings, 'filing_date', document.filedOn),
    publishedOn: takeDay(findings, 'grant_date', document.publishedOn),
    optional: {
      ipc: takeIpc(document.ipc, findings),
      ...(isCount(document.inventors, MAX_INVENTORS) && { inventors: document.inventors }),
      ...(isCount(document.claims, MAX_CLAIMS) && { claims: document.claims }),
      ...(locarno !== undefined && { locarno }),
      ...(abstract !== undefined && { abstract }),
    },
  };
}

function takePublication(document: PatentDocument, office: Office, findings: Findings) {
  const { publicationNumber, publicationKind = '' } = document;
  if (publicationNumber === undefined) return undefined;
  const text = office + publicationNumber + publicationKind;
  return findings.take('publication_no', text, readPublicationNumber(text));
}

function takeOwners(owners: PatentDocument['owners'], findings: Findings): Party[] {
  if (owners.length === 0) findings.fault('owner', '', 'missing');
  if (owners.length > MAX_OWNERS) findings.fault('owner', String(owners.length), 'too-many');
  return owners.flatMap(({ name, code }) => {
    const taken = findings.required('owner', name, MAX_NAME);
    return taken === undefined ? [] : [{ name: taken, ...takeCode(code, findings) }];
  });
}

/** Registers fill an unknown code with zeros, and carry older kinds of codes: only a credit code is kept. */
function takeCode(code: string | undefined, findings: Findings): Pick<Party, 'creditCode'> {
  if (code === undefined || /^0*$/.test(code)) return {};
  const reading = readCreditCode(code);
  if (reading.ok) return { creditCode: reading.value };
  findings.warn('owner_code', code, 'code-unread');
  return {};
}

function takeIpc(texts: readonly string[], findings: Findings): string[] {
  const symbols = texts.flatMap((text) => {
    const reading = readIpc(text);
    if (reading.ok) return [reading.value];
    findings.warn('ipc', text, 'symbol-unread');
    return [];
  });
  const distinct = [...new Set(symbols)];
  if (distinct.length > MAX_SYMBOLS) findings.warn('ipc', String(distinct.length), 'cut');
  return distinct.slice(0, MAX_SYMBOLS);
}

function takeLocarno(text: string | undefined, findings: Findings): string | undefined {
  if (text === undefined) return undefined;
  const reading = readLocarno(text);
  if (reading.ok) return reading.value;
  findings.warn('ipc', text, 'symbol-unread');
  return undefined;
}

function takeAbstract(text: string | undefined, findings: Findings): string | undefined {
  if (text === undefined || text.length <= MAX_ABSTRACT) return text;
  findings.warn('abstract', String(text.length), 'cut');
  return text.slice(0, MAX_ABSTRACT);
}
