import { describe, expect, it } from 'vitest';
import { importView } from '@reassign/shared/listings/api.ts';
import { type TemplateColumn, templateColumns } from '@reassign/shared/listings/import.ts';
import { importRegistryFile } from '../../../../server/listings/import/registry-file.ts';
import { templateWith, utf8 } from '../../../support/registry-files.ts';

const reportOf = (text: string) => {
  const reading = importRegistryFile(utf8(text), 'rights.csv');
  if (!reading.ok) throw new Error(JSON.stringify(reading.fault));
  expect(importView.safeParse(reading.value).success).toBe(true);
  return reading.value;
};
const refusalOf = (text: string) => {
  const reading = importRegistryFile(utf8(text), 'rights.csv');
  return reading.ok ? null : reading.fault;
};
const rightOf = (row: Partial<Record<TemplateColumn, string>>) =>
  reportOf(templateWith(row)).rights[0]?.right;

const trademark = {
  asset_type: '商标',
  application_no: '',
  registration_no: '6020569',
  nice_class: '25',
  goods: '服装',
  expiry_date: '2034-01-13',
};
const software = { asset_type: 'software', application_no: '', registration_no: '2020SR0369466' };

describe('a cell with a fault says where, why and what would be right', () => {
  it.each([
    [{ application_no: '202110991218.7' }, 'application_no', 'wrong-check', '202110991218.8'],
    [{ application_no: '202110991218' }, 'application_no', 'missing-check', '202110991218.8'],
    [{ application_no: '102021000991218' }, 'application_no', 'standard-form', '202110991218.8'],
    [{ application_no: '2.02111E+12' }, 'application_no', 'spreadsheet-number', undefined],
    [{ application_no: '' }, 'application_no', 'missing', undefined],
    [{ asset_type: 'design' }, 'asset_type', 'type-mismatch', 'invention'],
    [{ asset_type: '' }, 'asset_type', 'missing', undefined],
    [{ asset_type: '域名' }, 'asset_type', 'unknown-asset-type', undefined],
    [{ jurisdiction: '' }, 'jurisdiction', 'missing', undefined],
    [{ jurisdiction: 'XX' }, 'jurisdiction', 'unknown-jurisdiction', undefined],
    [{ publication_no: 'CN212330675U' }, 'publication_no', 'type-mismatch', undefined],
    [{ publication_no: 'EP2400812A1' }, 'publication_no', 'office-mismatch', undefined],
    [{ publication_no: '202110991218.8' }, 'publication_no', 'application-number', undefined],
    [{ title: '' }, 'title', 'missing', undefined],
    [{ title: '长'.repeat(501) }, 'title', 'too-long', undefined],
    [{ owner: ' ' }, 'owner', 'missing', undefined],
    [{ owner_code: '914403001922038217' }, 'owner_code', 'wrong-check', '914403001922038216'],
    [{ co_owners: '王某（914403001922038217）' }, 'co_owners', 'wrong-check', '914403001922038216'],
    [{ co_owners: '王某;'.repeat(50) }, 'co_owners', 'too-many', undefined],
    [{ filing_date: '08/26/2021' }, 'filing_date', 'bad-date', undefined],
    [{ filing_date: '2021-02-30' }, 'filing_date', 'bad-date', undefined],
    [{ grant_date: '2021-08-25' }, 'grant_date', 'dates-out-of-order', undefined],
    [{ expiry_date: '2021-08-26' }, 'expiry_date', 'dates-out-of-order', undefined],
    [{ ipc: 'h04l 29/08' }, 'ipc', 'wrong-case', 'H04L 29/08'],
    [{ ipc: 'H04L 29/08;'.repeat(101) }, 'ipc', 'too-many', undefined],
    [{ pledge_date: '2023-13-01' }, 'pledge_date', 'bad-date', undefined],
    [{ pledge_no: '1'.repeat(21) }, 'pledge_no', 'too-long', undefined],
    [{ ...trademark, nice_class: '' }, 'nice_class', 'missing', undefined],
    [{ ...trademark, nice_class: '9,25' }, 'nice_class', 'wrong-shape', undefined],
    [{ ...trademark, goods: '' }, 'goods', 'missing', undefined],
    [{ ...trademark, registration_no: '' }, 'registration_no', 'missing', undefined],
    [{ ...trademark, registration_no: '第9类1590557' }, 'registration_no', 'class-in-number', '1590557'],
    [{ ...trademark, jurisdiction: 'US' }, 'jurisdiction', 'unsupported-jurisdiction', undefined],
    [{ ...software, registration_no: '2019R11L885247' }, 'registration_no', 'acceptance-number', undefined],
    [{ ...software, registration_no: '' }, 'registration_no', 'missing', undefined],
    [{ ...software, asset_type: '作品' }, 'asset_type', 'type-mismatch', 'software'],
    [
      { asset_type: 'patent', jurisdiction: 'US', application_no: '13/648029' },
      'asset_type',
      'unknown-asset-type',
      'invention',
    ],
    [{ jurisdiction: 'WO', application_no: '' }, 'publication_no', 'missing', undefined],
  ] as const)('%j: %s is %s', (row, column, reason, suggestion) => {
    const { rights, faults } = reportOf(templateWith(row));
    expect(rights).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ row: 2, column, reason });
    expect(faults[0]?.suggestion).toBe(suggestion);
  });

  it('a grant on the day of filing and fifty owners are in order', () => {
    expect(rightOf({ grant_date: '2021-08-26' })).toMatchObject({ grantedOn: '2021-08-26' });
    expect(rightOf({ co_owners: '王某;'.repeat(49) })?.owners).toHaveLength(50);
  });

  it('one row with faults leaves the others alone', () => {
    const report = reportOf(templateWith({ title: '' }, { application_no: '202010310978.3' }, { owner: '' }));
    expect(report.rights.map(({ row }) => row)).toEqual([3]);
    expect(report.faults.map(({ row, column }) => [row, column])).toEqual([
      [2, 'title'],
      [4, 'owner'],
    ]);
  });

  it('the same right twice: the later row is a fault', () => {
    const report = reportOf(templateWith({}, { application_no: 'ZL202110991218.8' }));
    expect(report.rights.map(({ row }) => row)).toEqual([2]);
    expect(report.faults).toEqual([
      { row: 3, column: 'application_no', value: '202110991218.8', reason: 'duplicate' },
    ]);
  });

  it('a row with more cells than the header', () => {
    const report = reportOf(`${templateWith({})},more`);
    expect(report.faults).toEqual([{ row: 2, column: 'row', value: '23', reason: 'too-many-cells' }]);
    expect(report.rights).toEqual([]);
  });

  it('shows at most 200 characters of a value', () => {
    expect(reportOf(templateWith({ title: '长'.repeat(501) })).faults[0]?.value).toHaveLength(200);
  });

  it('a quote that never ends makes the file malformed', () => {
    expect(refusalOf(`${templateColumns.join(',')}\n"open`)).toMatchObject({ reason: 'malformed', line: 2 });
  });

  it('a cell beyond all measure makes the file too large', () => {
    expect(refusalOf(templateWith({ notes: 'x'.repeat(300_000) }))).toEqual({ reason: 'too-large' });
  });

  it('10,000 rows are read, 10,001 are too many', () => {
    const rows = (count: number) => `${templateColumns.join(',')}\n${'x\n'.repeat(count)}`;
    expect(refusalOf(rows(10_001))).toEqual({ reason: 'too-large' });
    expect(refusalOf(rows(10_000))).toBeNull();
  });
});

describe('a cell to look at is a warning', () => {
  it.each([
    ['another year than in the number', { filing_date: '2020-08-26' }, 'filing_date', 'year-differs'],
    ['another end than the statutory one', { expiry_date: '2040-08-26' }, 'expiry_date', 'expiry-differs'],
    ['no filing date, so no end', { filing_date: '' }, 'expiry_date', 'expiry-unknown'],
    ['a mark without its end', { ...trademark, expiry_date: '' }, 'expiry_date', 'expiry-unknown'],
    ['a mark without filing date', { ...trademark, filing_date: '' }, 'nice_class', 'edition-assumed'],
    ['a pledge without its day', { pledge_no: 'Y2023980012345' }, 'pledge_no', 'pledge-incomplete'],
    [
      'a pledge number of no known form',
      { pledge_no: '晋质2023-1', pledge_date: '2023-06-01', pledgee: '银行' },
      'pledge_no',
      'pledge-unread',
    ],
  ] as const)('%s', (_what, row, column, reason) => {
    expect(reportOf(templateWith(row)).rights).toHaveLength(1);
    expect(reportOf(templateWith(row)).warnings).toEqual([
      expect.objectContaining({ row: 2, column, reason }),
    ]);
  });

  it('a pledge number of no known form is kept as it was typed', () => {
    const row = { pledge_no: '晋质2023-1', pledge_date: '2023-06-01', pledgee: '银行' };
    expect(reportOf(templateWith(row)).rights[0]?.pledge?.registrationNumber).toBe('晋质2023-1');
  });

  it('an application from abroad may carry the year of its entry into China', () => {
    expect(
      reportOf(templateWith({ application_no: '202180002433.9', filing_date: '2019-05-05' })).warnings,
    ).toEqual([]);
  });

  it('an end a day off the anniversary is the same end', () => {
    expect(reportOf(templateWith({ expiry_date: '2041-08-25' })).warnings).toEqual([]);
    expect(rightOf({ expiry_date: '2041-08-25' })?.expiresOn).toBe('2041-08-25');
  });
});
