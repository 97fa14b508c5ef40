import {
  type CnApplication,
  cnPatentKind,
  readCnApplication,
  readCnStandardForm,
} from '@reassign/shared/listings/identifiers/cn-application.ts';
import type { PublicationNumber } from '@reassign/shared/listings/identifiers/publication.ts';
import { cnPatentExpiry, type PatentKind, type Right } from '@reassign/shared/listings/right.ts';
import { all, first, textAt, textOf, type XmlElement } from '@reassign/shared/kernel/xml-tree.ts';
import { checkOrder } from './dates.ts';
import type { Findings } from './findings.ts';
import { type PatentDocument, readCommonFields } from './patent-document.ts';

/** A document of the Chinese office; both of its shapes come to this. */
interface CnDocument extends PatentDocument {
  /** The same number in the `standard` form, when the file has it. */
  readonly standardNumber: string | undefined;
}

/** The shape since 2013: `business:PatentDocumentAndRelated`, V2.2.1. */
export function fromCnipa2(root: XmlElement): CnDocument {
  const design = first(root, 'DesignBibliographicData');
  const data = design ?? first(root, 'BibliographicData') ?? root;
  const parties = first(data, 'Parties') ?? data;
  const reference = (name: string, format: string) => {
    const references = all(data, name);
    return first(
      references.find(({ attributes }) => attributes['dataFormat'] === format) ?? references[0] ?? data,
      'DocumentID',
    );
  };
  const application = reference('ApplicationReference', 'original');
  const standard = all(data, 'ApplicationReference').find(
    ({ attributes }) => attributes['dataFormat'] === 'standard',
  );
  const publication = reference('PublicationReference', 'original');
  return {
    applicationNumber: application && textAt(application, 'DocNumber'),
    standardNumber: standard && textAt(standard, 'DocumentID', 'DocNumber'),
    filedOn: application && textAt(application, 'Date'),
    publicationNumber: publication && textAt(publication, 'DocNumber'),
    publicationKind: publication && textAt(publication, 'Kind'),
    publishedOn: publication && textAt(publication, 'Date'),
    title: textAt(data, 'InventionTitle') ?? textAt(data, 'DesignTitle'),
    owners: owners2(parties),
    inventors:
      all(parties, 'InventorDetails', 'Inventor').length + all(parties, 'DesignerDetails', 'Designer').length,
    ipc: all(data, 'ClassificationIPCRDetails', 'ClassificationIPCR').flatMap(
      (symbol) => textAt(symbol, 'Text') ?? [],
    ),
    locarno: textAt(data, 'ClassificationLocarno', 'MainClassification'),
    claims: all(root, 'Claims', 'Claim').length,
    abstract: textAt(root, 'Abstract') ?? textAt(root, 'DesignBriefExplanation'),
  };
}

/** The patentees of a granted patent, the applicants of an application. */
function owners2(parties: XmlElement): CnDocument['owners'] {
  const patentees = all(parties, 'PatenteeDetails', 'Patentee');
  const people = patentees.length > 0 ? patentees : all(parties, 'ApplicantDetails', 'Applicant');
  return people.flatMap((person) => {
    const name =
      textAt(person, 'AddressBook', 'Name') ?? textAt(person, 'AddressBook', 'OrganizationName') ?? [];
    const code = textAt(person, 'OrganizationCode');
    return typeof name === 'string' ? [{ name, code }] : [];
  });
}

/** The older shape, close to WIPO ST.36: `cn-patent-document`. */
export function fromCnipaSt36(root: XmlElement): CnDocument {
  const data = first(root, 'cn-bibliographic-data') ?? root;
  const parties = first(data, 'cn-parties') ?? data;
  const application = first(data, 'application-reference', 'document-id');
  const publication = first(data, 'cn-publication-reference', 'document-id');
  const body = first(root, 'application-body');
  const patentees = all(parties, 'cn-patentees', 'cn-patentee');
  const people = patentees.length > 0 ? patentees : all(parties, 'cn-applicants', 'cn-applicant');
  return {
    applicationNumber: application && textAt(application, 'doc-number'),
    standardNumber: undefined,
    filedOn: application && textAt(application, 'date'),
    publicationNumber: publication && textAt(publication, 'doc-number'),
    publicationKind: publication && textAt(publication, 'kind'),
    publishedOn: publication && textAt(publication, 'date'),
    title: textAt(data, 'invention-title'),
    owners: people.flatMap((person) => {
      const name = textAt(person, 'addressbook', 'name') ?? textAt(person, 'name');
      return name === undefined ? [] : [{ name }];
    }),
    inventors: all(parties, 'cn-inventors', 'cn-inventor').length,
    ipc: all(data, 'classifications-ipcr', 'classification-ipcr').flatMap(
      (symbol) => textAt(symbol, 'text') ?? [],
    ),
    locarno: textAt(data, 'classification-locarno', 'main-classification'),
    claims: body === undefined ? 0 : all(body, 'claims', 'claim').length,
    abstract: textOf(all(data, 'abstract', 'p')[0] ?? first(data, 'abstract')),
  };
}

/** The right in a Chinese document; `null` when a finding stands against it. */
export function toCnRight(document: CnDocument, findings: Findings): Right | null {
  const application = takeApplication(document, findings);
  const common = readCommonFields(document, 'CN', findings);
  const { title, owners, publication, filedOn, publishedOn } = common;
  const kind = application && cnPatentKind(application.type);
  if (kind !== undefined && publication !== undefined) checkSeries(publication, kind, findings);
  const grantedOn = publication !== undefined && isGrant(publication) ? publishedOn : undefined;
  if (grantedOn === undefined) findings.warn('grant_date', publication?.text ?? '', 'not-granted');
  checkOrder(findings, filedOn, grantedOn, undefined);
  if (kind === undefined || application === undefined || title === undefined) return null;
  if (findings.faults.length > 0) return null;
  return {
    type: 'patent',
    kind,
    jurisdiction: 'CN',
    applicationNumber: application.number,
    ...(publication && { publicationNumber: publication.text }),
    title,
    owners,
    ...(filedOn && { filedOn, expiresOn: cnPatentExpiry(kind, filedOn) }),
    ...(grantedOn && { grantedOn }),
    ...common.optional,
  };
}

/** The printed number is checked against itself and against the `standard` one; either may be missing. */
function takeApplication(document: CnDocument, findings: Findings): CnApplication | undefined {
  const { applicationNumber: printed, standardNumber } = document;
  const standard = standardNumber === undefined ? undefined : readCnStandardForm(standardNumber);
  if (printed === undefined || printed === standardNumber) {
    if (standard?.ok === true) return standard.value;
    findings.fault('application_no', standardNumber ?? '', 'missing');
    return undefined;
  }
  const application = findings.take('application_no', printed, readCnApplication(printed));
  if (application !== undefined && standard?.ok === true && standard.value.number !== application.number) {
    findings.warn('application_no', `${printed} / ${standardNumber ?? ''}`, 'numbers-disagree');
  }
  return application;
}

const SERIES: Readonly<Record<string, PatentKind>> = { 1: 'invention', 2: 'utility-model', 3: 'design' };

/** The first digit of a publication number says the kind of patent too. */
export function checkSeries(publication: PublicationNumber, kind: PatentKind, findings: Findings): void {
  if (publication.office !== 'CN') findings.fault('publication_no', publication.text, 'office-mismatch');
  else if (SERIES[publication.number.charAt(0)] !== kind) {
    findings.fault('publication_no', publication.text, 'type-mismatch');
  }
}

/** The first publication of the grant; `A` is the application, a figure behind the letter a correction. */
const isGrant = ({ kind }: PublicationNumber): boolean => /^[BCUYSD]$/.test(kind);
