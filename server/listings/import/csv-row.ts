import { readCopyrightNumber } from '@reassign/shared/listings/identifiers/copyright.ts';
import {
  currentNiceEdition,
  niceEditionOn,
  readNiceClass,
} from '@reassign/shared/listings/identifiers/nice.ts';
import { readPledgeRegistration } from '@reassign/shared/listings/identifiers/pledge-registration.ts';
import { readTrademarkNumber } from '@reassign/shared/listings/identifiers/trademark.ts';
import type { ImportedRight, TemplateColumn } from '@reassign/shared/listings/import.ts';
import type { Copyright, Right, Trademark } from '@reassign/shared/listings/right.ts';
import type { Pledge } from '@reassign/shared/listings/types.ts';
import {
  type AssetType,
  type Cells,
  type CommonCells,
  takeAssetType,
  takeIdentifier,
  takeJurisdiction,
  takeOwners,
} from './csv-cells.ts';
import { readPatentRow } from './csv-patent.ts';
import { checkOrder, takeDay } from './dates.ts';
import type { Findings } from './findings.ts';
import { MAX_NAME, MAX_TITLE } from './patent-document.ts';

const MAX_GOODS = 5_000;
const MAX_PLEDGE_NUMBER = 20;

/** Columns of the template that have no place in a right or a pledge; the bank enters them with the case. */
const NOT_STORED: readonly TemplateColumn[] = ['principal', 'licences', 'annual_fee_paid_to', 'notes'];

/** The right of one row, with its pledge; `null` when a finding stands against it. */
export function readRow(cells: Cells, findings: Findings): ImportedRight | null {
  const assetType = takeAssetType(cells, findings);
  const common = {
    title: findings.required('title', cells.title, MAX_TITLE) ?? '',
    owners: takeOwners(cells, findings),
    filedOn: takeDay(findings, 'filing_date', cells.filing_date),
    grantedOn: takeDay(findings, 'grant_date', cells.grant_date),
    expiresOn: takeDay(findings, 'expiry_date', cells.expiry_date),
  };
  checkOrder(findings, common.filedOn, common.grantedOn, common.expiresOn);
  const right = assetType === undefined ? null : readRight(assetType, cells, common, findings);
  const pledge = takePledge(cells, common.owners, findings);
  for (const column of NOT_STORED) {
    if (cells[column] !== '') findings.warn(column, cells[column], 'not-stored');
  }
  if (right === null || findings.faults.length > 0) return null;
  return { row: findings.row, right, ...(pledge && { pledge }) };
}

function readRight(
  assetType: AssetType,
  cells: Cells,
  common: CommonCells,
  findings: Findings,
): Right | null {
  const jurisdiction = takeJurisdiction(cells, findings);
  if (jurisdiction === undefined) return null;
  if (assetType.type === 'patent')
    return readPatentRow(assetType.kind, jurisdiction, cells, common, findings);
  if (jurisdiction !== 'CN') findings.fault('jurisdiction', cells.jurisdiction, 'unsupported-jurisdiction');
  if (assetType.type === 'trademark') return readTrademarkRow(cells, common, findings);
  return readCopyrightRow(assetType.work, cells, common, findings);
}

function readTrademarkRow(cells: Cells, common: CommonCells, findings: Findings): Trademark | null {
  // Registration and application share one number.
  const column = cells.registration_no === '' ? 'application_no' : 'registration_no';
  const registrationNumber = takeIdentifier(cells, column, readTrademarkNumber, findings);
  if (cells[column] === '') findings.fault('registration_no', '', 'missing');
  const niceClass = takeIdentifier(cells, 'nice_class', readNiceClass, findings);
  if (cells.nice_class === '') findings.fault('nice_class', '', 'missing');
  const goods = findings.required('goods', cells.goods, MAX_GOODS);
  const { title, owners, grantedOn, expiresOn } = common;
  // A renewed mark outlives its first ten years, so an end that is not given is not guessed.
  if (expiresOn === undefined) findings.warn('expiry_date', '', 'expiry-unknown');
  if (registrationNumber === undefined || niceClass === undefined || goods === undefined) return null;
  return {
    type: 'trademark',
    jurisdiction: 'CN',
    registrationNumber,
    title,
    owners,
    niceClass: niceClass.number,
    niceEdition: editionOf(common, findings),
    goods,
    ...(grantedOn && { registeredOn: grantedOn }),
    ...(expiresOn && { expiresOn }),
  };
}

/** A mark keeps the edition under which it was filed. */
function editionOf({ filedOn }: CommonCells, findings: Findings): string {
  const edition = filedOn === undefined ? null : niceEditionOn(filedOn);
  if (edition !== null) return edition;
  findings.warn('nice_class', currentNiceEdition, 'edition-assumed');
  return currentNiceEdition;
}

function readCopyrightRow(
  work: Copyright['work'] | null,
  cells: Cells,
  common: CommonCells,
  findings: Findings,
): Copyright | null {
  const number = takeIdentifier(cells, 'registration_no', readCopyrightNumber, findings);
  if (cells.registration_no === '') findings.fault('registration_no', '', 'missing');
  if (number === undefined) return null;
  if (work !== null && work !== number.work) {
    findings.fault('asset_type', cells.asset_type, 'type-mismatch', number.work);
  }
  const { title, owners, grantedOn, expiresOn } = common;
  return {
    type: 'copyright',
    jurisdiction: 'CN',
    work: number.work,
    registrationNumber: number.number,
    title,
    owners,
    ...(grantedOn && { registeredOn: grantedOn }),
    ...(expiresOn && { expiresOn }),
  };
}

/** The pledge as registered, when the row names number, day and pledgee; its number is checked softly. */
function takePledge(cells: Cells, owners: Right['owners'], findings: Findings): Pledge | null {
  const { pledge_no: number, pledge_date: date, pledgee } = cells;
  if (number === '' && date === '' && pledgee === '') return null;
  const registeredOn = takeDay(findings, 'pledge_date', date);
  const reading = readPledgeRegistration(number);
  if (number !== '' && !reading.ok) findings.warn('pledge_no', number, 'pledge-unread');
  if (number.length > MAX_PLEDGE_NUMBER) findings.fault('pledge_no', number, 'too-long');
  if (pledgee.length > MAX_NAME) findings.fault('pledgee', pledgee, 'too-long');
  if (number === '' || registeredOn === undefined || pledgee === '') {
    findings.warn('pledge_no', number, 'pledge-incomplete');
    return null;
  }
  const registrationNumber = reading.ok ? reading.value : number;
  const pledgor = owners.map(({ name }) => name).join('、');
  return { registrationNumber, registeredOn, pledgee, pledgor: pledgor.slice(0, MAX_NAME) };
}
