import { readUsApplication } from '@reassign/shared/listings/identifiers/foreign-application.ts';
import { addYears, type PatentKind, type Right } from '@reassign/shared/listings/right.ts';
import { all, first, rawText, textAt, textOf, type XmlElement } from '@reassign/shared/kernel/xml-tree.ts';
import { checkOrder } from './dates.ts';
import type { Findings } from './findings.ts';
import { type PatentDocument, readCommonFields } from './patent-document.ts';

/** A grant of the US office; both of its shapes come to this. */
interface UsDocument extends PatentDocument {
  /** Years from the grant; only designs print it. */
  readonly termYears: string | undefined;
}

/** `us-patent-grant`, v4.0 to v4.7. */
export function fromUspto4(root: XmlElement): UsDocument {
  const data = first(root, 'us-bibliographic-data-grant') ?? root;
  const application = first(data, 'application-reference', 'document-id');
  const publication = first(data, 'publication-reference', 'document-id');
  const inventors = inventors4(data);
  return {
    applicationNumber: application && textAt(application, 'doc-number'),
    filedOn: application && textAt(application, 'date'),
    publicationNumber: publication && textAt(publication, 'doc-number'),
    publicationKind: publication && textAt(publication, 'kind'),
    publishedOn: publication && textAt(publication, 'date'),
    title: textAt(data, 'invention-title'),
    owners: owners4(data, inventors),
    inventors: inventors.length,
    ipc: all(data, 'classifications-ipcr', 'classification-ipcr').map(symbol4),
    locarno: textAt(data, 'classification-locarno', 'main-classification'),
    claims: Number(textAt(data, 'number-of-claims') ?? all(root, 'claims', 'claim').length),
    abstract: textAt(root, 'abstract'),
    termYears: textAt(data, 'us-term-of-grant', 'length-of-grant'),
  };
}

/** Until v4.2 inventors were applicants of a certain type. */
function inventors4(data: XmlElement): XmlElement[] {
  const now = all(data, 'us-parties', 'inventors', 'inventor');
  if (now.length > 0) return now;
  return all(data, 'parties', 'applicants', 'applicant').filter(({ attributes }) =>
    attributes['app-type']?.includes('inventor'),
  );
}

/** The assignee owns the patent; where none is named the applicant does, where there is none the inventor. */
function owners4(data: XmlElement, inventors: XmlElement[]): UsDocument['owners'] {
  const assignees = all(data, 'assignees', 'assignee');
  const applicants = all(data, 'us-parties', 'us-applicants', 'us-applicant');
  const people = [assignees, applicants, inventors].find((candidates) => candidates.length > 0) ?? [];
  return people.flatMap((person) => {
    const book = first(person, 'addressbook') ?? person;
    const natural = [textAt(book, 'first-name'), textAt(book, 'last-name')].filter(Boolean).join(' ');
    const name = textAt(book, 'orgname') ?? natural;
    return name === '' ? [] : [{ name }];
  });
}

/** The office prints the parts of a symbol apart. */
function symbol4(symbol: XmlElement): string {
  const part = (name: string) => textAt(symbol, name) ?? '';
  const subclass = part('section') + part('class') + part('subclass');
  return `${subclass} ${part('main-group')}/${part('subgroup')}`;
}

/** `PATDOC`, v2.5 (2001–2004): WIPO ST.32, where B110 is the number, B210 the application, B540 the title … */
export function fromUspto25(root: XmlElement): UsDocument {
  const data = first(root, 'SDOBI') ?? root;
  const isDesign = textAt(data, 'B100', 'B130')?.startsWith('S') === true;
  const main = first(data, 'B500', 'B510', 'B511', 'PDAT');
  const symbols = [main, ...all(data, 'B500', 'B510', 'B512', 'PDAT')].filter((one) => one !== undefined);
  const inventors = all(data, 'B700', 'B720', 'B721', 'PARTY-US');
  const assignees = all(data, 'B700', 'B730', 'B731', 'PARTY-US');
  return {
    applicationNumber: textAt(data, 'B200', 'B210', 'DNUM'),
    filedOn: textAt(data, 'B200', 'B220', 'DATE'),
    publicationNumber: textAt(data, 'B100', 'B110', 'DNUM'),
    publicationKind: textAt(data, 'B100', 'B130'),
    publishedOn: textAt(data, 'B100', 'B140', 'DATE'),
    title: textAt(data, 'B500', 'B540'),
    owners: (assignees.length > 0 ? assignees : inventors).flatMap(owner25),
    inventors: inventors.length,
    ipc: isDesign ? [] : symbols.map(symbol25),
    locarno: isDesign ? textOf(main) : undefined,
    claims: Number(textAt(data, 'B500', 'B570', 'B577') ?? all(root, 'SDOCL', 'CL', 'CLM').length),
    abstract: textAt(root, 'SDOAB'),
    termYears: textAt(data, 'B400', 'B472', 'B474'),
  };
}

function owner25(party: XmlElement): { name: string }[] {
  const name = first(party, 'NAM') ?? party;
  const natural = [textAt(name, 'FNM'), textAt(name, 'SNM')].filter(Boolean).join(' ');
  const owner = textAt(name, 'ONM') ?? natural;
  return owner === '' ? [] : [{ name: owner }];
}

/** Fixed width: four characters of the subclass, three of the group, the rest is the subgroup (`A47B 4700`). */
function symbol25(symbol: XmlElement): string {
  const text = rawText(symbol);
  const [, subclass, group, subgroup] = /^([A-H]\d\d[A-Z])([ \d]{3})(\d{2,})\s*$/.exec(text) ?? [];
  return subclass === undefined ? text : `${subclass} ${group?.trim() ?? ''}/${subgroup ?? ''}`;
}

/** The right in a US grant; `null` when a finding stands against it. */
export function toUsRight(document: UsDocument, findings: Findings): Right | null {
  const number = document.applicationNumber ?? '';
  const applicationNumber = findings.take('application_no', number, readUsApplication(number));
  const common = readCommonFields(document, 'US', findings);
  const { title, owners, publication, filedOn, publishedOn: grantedOn } = common;
  if (document.publicationNumber === undefined) findings.fault('publication_no', '', 'missing');
  const kind = publication && usPatentKind(publication.number);
  if (publication !== undefined && kind === null) {
    findings.fault('publication_no', publication.text, 'unsupported-kind');
  }
  checkOrder(findings, filedOn, grantedOn, undefined);
  if (applicationNumber === undefined || publication === undefined || title === undefined) return null;
  if (kind === undefined || kind === null || findings.faults.length > 0) return null;
  // The term of other patents counts from the first of a chain of applications, which the file does not settle.
  const years = kind === 'design' && /^1\d$/.test(document.termYears ?? '') ? Number(document.termYears) : 0;
  return {
    type: 'patent',
    kind,
    jurisdiction: 'US',
    applicationNumber,
    publicationNumber: publication.text,
    title,
    owners,
    ...(filedOn && { filedOn }),
    ...(grantedOn && { grantedOn }),
    ...(grantedOn && years > 0 && { expiresOn: addYears(grantedOn, years) }),
    ...common.optional,
  };
}

/** Plant patents and statutory inventions are none of the rights we know. */
function usPatentKind(number: string): PatentKind | null {
  if (number.startsWith('D')) return 'design';
  return /^(RE)?\d/.test(number) ? 'invention' : null;
}
