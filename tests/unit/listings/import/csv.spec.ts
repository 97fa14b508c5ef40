import { describe, expect, it } from 'vitest';
import { importView } from '@reassign/shared/listings/api.ts';
import { type TemplateColumn, templateColumns } from '@reassign/shared/listings/import.ts';
import { csvTemplate } from '../../../../server/listings/import/csv-template.ts';
import { importRegistryFile } from '../../../../server/listings/import/registry-file.ts';
import { registryFile, templateWith, utf8 } from '../../../support/registry-files.ts';

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

describe('a filled-in template', () => {
  const reading = importRegistryFile(registryFile('template.csv'));
  const report = reading.ok ? reading.value : null;

  it('gives a right a row, and counts blank rows as a spreadsheet does', () => {
    expect(report?.faults).toEqual([]);
    expect(report?.rights.map(({ row, right }) => [row, right.type])).toEqual([
      [2, 'patent'],
      [3, 'patent'],
      [4, 'trademark'],
      [5, 'copyright'],
      [6, 'copyright'],
      [7, 'patent'],
      [8, 'patent'],
    ]);
  });

  it('a patent, with co-owners and its pledge', () => {
    expect(report?.rights[0]).toEqual({
      row: 2,
      right: {
        type: 'patent',
        kind: 'invention',
        jurisdiction: 'CN',
        applicationNumber: '202110991218.8',
        publicationNumber: 'CN113783949B',
        title: '一种虚构的方法',
        owners: [
          { name: '晋城虚构科技有限公司', creditCode: '91440300708461136T' },
          { name: '王虚构' },
          { name: '太原虚构投资中心（有限合伙）' },
          { name: '李虚构', creditCode: '91330100799655058B' },
        ],
        filedOn: '2021-08-26',
        grantedOn: '2023-05-09',
        expiresOn: '2041-08-26',
        ipc: ['H04L 29/08', 'G06Q 40/04'],
      },
      pledge: {
        registrationNumber: 'Y2023980012345',
        registeredOn: '2023-06-01',
        pledgee: '晋城虚构银行',
        pledgor: '晋城虚构科技有限公司、王虚构、太原虚构投资中心（有限合伙）、李虚构',
      },
    });
  });

  it('a design, with its Locarno class', () => {
    expect(report?.rights[1]?.right).toMatchObject({ kind: 'design', locarno: '06-01', ipc: [] });
  });

  it('a mark, under the edition of its filing', () => {
    expect(report?.rights[2]?.right).toEqual({
      type: 'trademark',
      jurisdiction: 'CN',
      registrationNumber: '6020569',
      title: '虚构牌',
      owners: [{ name: '晋城虚构食品有限公司' }],
      niceClass: 30,
      niceEdition: 'NCL 12-2023',
      goods: '方便面; 面条, 米粉',
      registeredOn: '2024-01-14',
      expiresOn: '2034-01-13',
    });
  });

  it('software, with a title like a formula: a cell is data', () => {
    expect(report?.rights[3]?.right).toEqual({
      type: 'copyright',
      jurisdiction: 'CN',
      work: 'software',
      registrationNumber: '2020SR0369466',
      title: '=虚构平台软件V1.0',
      owners: [{ name: '晋城虚构软件有限公司' }],
      registeredOn: '2020-05-06',
    });
  });

  it('says which columns are not stored, and what else to look at', () => {
    expect(report?.warnings.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [6, 'principal', 'not-stored'],
      [6, 'licences', 'not-stored'],
      [6, 'annual_fee_paid_to', 'not-stored'],
      [6, 'notes', 'not-stored'],
      [7, 'application_no', 'check-not-passed'],
      [7, 'expiry_date', 'expiry-unknown'],
    ]);
  });
});

describe('a header', () => {
  const header = (change: (columns: string[]) => string[]) =>
    refusalOf(`${change([...templateColumns]).join(',')}\r\n`);
  const without = (column: string) => (columns: string[]) => columns.filter((name) => name !== column);
  const renamed = (from: string, to: string) => (columns: string[]) =>
    columns.map((name) => (name === from ? to : name));

  it('of the template itself is right, and the template holds no rights', () => {
    expect(reportOf(csvTemplate())).toEqual({ format: 'csv-template', rights: [], faults: [], warnings: [] });
  });

  it('may have its columns in any order, and in capitals', () => {
    expect(header((columns) => columns.toReversed().map((name) => name.toUpperCase()))).toBeNull();
  });

  it('names a column that is missing', () => {
    expect(header(without('ipc'))).toEqual({
      reason: 'bad-header',
      missing: ['ipc'],
      unknown: [],
      repeated: [],
    });
  });

  it('names a column that is there twice', () => {
    expect(header((columns) => [...columns, 'title'])).toMatchObject({ missing: [], repeated: ['title'] });
  });

  it('names a column once, however often it is there', () => {
    const more = Array.from({ length: 5 }, () => 'title');
    expect(header((columns) => [...columns, ...more])).toMatchObject({ repeated: ['title'] });
  });

  it('says of the first hundred columns that nobody knows what they may have been, and no more', () => {
    const unknown = Array.from({ length: 30_000 }, (_, index) => ({ column: `c${String(index)}` }));
    const refusal = header((columns) => [...columns, ...unknown.map(({ column }) => column)]);
    expect(refusal).toMatchObject({ missing: [], unknown: unknown.slice(0, 100) });
  });

  it.each([
    ['filing_date', 'filling_date'],
    ['application_no', 'Application No.'],
    ['licences', 'licenses'],
    ['nice_class', 'niceClass'],
  ])('says %s for %s', (column, typed) => {
    expect(header(renamed(column, typed))).toEqual({
      reason: 'bad-header',
      missing: [],
      unknown: [{ column: typed, suggestion: column }],
      repeated: [],
    });
  });

  it('names a column that nobody knows, without a guess', () => {
    expect(header((columns) => [...columns, 'colour'])).toMatchObject({
      missing: [],
      unknown: [{ column: 'colour' }],
    });
  });

  it('of another table is wrong in every column', () => {
    expect(refusalOf('number,price\r\n1,2')).toMatchObject({
      reason: 'bad-header',
      missing: templateColumns,
      unknown: [{ column: 'number' }, { column: 'price' }],
    });
  });
});

describe('dates of a spreadsheet', () => {
  it.each(['2021-08-26', '2021/8/26', '2021.8.26', '20210826', '2021年8月26日', '２０２１－０８－２６'])(
    '%s',
    (text) => {
      expect(rightOf({ filing_date: text })).toMatchObject({ filedOn: '2021-08-26' });
    },
  );
});
