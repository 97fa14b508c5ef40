import { beforeEach, describe, expect, it } from 'vitest';
import { importView } from '@reassign/shared/listings/api.ts';
import { importRegistryFile } from '../../../../server/listings/import/registry-file.ts';
import { registryFile, registryText, utf8 } from '../../../support/registry-files.ts';
import { haveSamples, noSamples, sample, sampleNames } from '../../../support/samples.ts';

const reportOf = (bytes: Uint8Array) => {
  const reading = importRegistryFile(bytes);
  if (!reading.ok) throw new Error(JSON.stringify(reading.fault));
  expect(importView.safeParse(reading.value).success).toBe(true);
  return reading.value;
};

describe('a document of the Chinese office', () => {
  it('V2.2.1 with a utility model', () => {
    expect(reportOf(registryFile('cnipa-2.2.1.xml'))).toEqual({
      format: 'cnipa-2.2.1',
      rights: [
        {
          row: 1,
          right: {
            type: 'patent',
            kind: 'utility-model',
            jurisdiction: 'CN',
            applicationNumber: '202022360603.6',
            publicationNumber: 'CN212345678U',
            title: '一种虚构的 烘干机',
            owners: [
              { name: '晋城虚构机械有限公司', creditCode: '91440300708461136T' },
              { name: '王虚构' },
              { name: '太原虚构大学' },
            ],
            inventors: 2,
            filedOn: '2020-10-22',
            grantedOn: '2021-01-05',
            expiresOn: '2030-10-22',
            ipc: ['F26B 11/04'],
            claims: 2,
            abstract: '本实用新型公开了一种虚构的烘干机。',
          },
        },
      ],
      faults: [],
      warnings: [
        { row: 1, column: 'owner_code', value: '7084611360', reason: 'code-unread' },
        { row: 1, column: 'ipc', value: 'unclassified', reason: 'symbol-unread' },
      ],
    });
  });

  it('V2.2.1 with a design, which has its own element names and fifteen years', () => {
    const [imported] = reportOf(registryFile('cnipa-2.2.1-design.xml')).rights;
    expect(imported?.right).toEqual({
      type: 'patent',
      kind: 'design',
      jurisdiction: 'CN',
      applicationNumber: '202130123456.8',
      publicationNumber: 'CN306912345S',
      title: '椅子',
      owners: [{ name: '晋城虚构家具有限公司' }],
      inventors: 1,
      filedOn: '2021-06-01',
      grantedOn: '2021-11-02',
      expiresOn: '2036-06-01',
      ipc: [],
      locarno: '06-01',
      abstract: '本外观设计产品用于坐。',
    });
  });

  it('in the older shape, with a DTD that is named and not there', () => {
    const report = reportOf(registryFile('cnipa-st36.xml'));
    expect(report).toMatchObject({ format: 'cnipa-st36', faults: [], warnings: [] });
    expect(report.rights[0]?.right).toEqual({
      type: 'patent',
      kind: 'invention',
      jurisdiction: 'CN',
      applicationNumber: '201210593328.X',
      publicationNumber: 'CN103323265B',
      title: '一种虚构的检测方法',
      owners: [{ name: '大同虚构铁路有限公司' }],
      inventors: 1,
      filedOn: '2012-12-31',
      grantedOn: '2015-07-08',
      expiresOn: '2032-12-31',
      ipc: ['G01M 17/08'],
      claims: 1,
      abstract: '本发明公开了一种虚构的检测方法。',
    });
  });
});

describe('a Chinese document with something wrong', () => {
  const changed = (from: string | RegExp, to: string) =>
    reportOf(utf8(registryText('cnipa-2.2.1.xml').replaceAll(from, to)));

  it('says the right number for a wrong check digit, and takes nothing over', () => {
    const report = changed('202022360603.6', '202022360603.7');
    expect(report.rights).toEqual([]);
    expect(report.faults).toEqual([
      {
        row: 1,
        column: 'application_no',
        value: '202022360603.7',
        reason: 'wrong-check',
        suggestion: '202022360603.6',
      },
    ]);
  });

  it('warns when the two application numbers disagree', () => {
    const report = changed('202020002360603', '202020002360604');
    expect(report.warnings).toContainEqual({
      row: 1,
      column: 'application_no',
      value: '202022360603.6 / 202020002360604',
      reason: 'numbers-disagree',
    });
  });

  it('takes the number from the standard form when only that is there', () => {
    const report = changed(
      /<business:ApplicationReference applType="20" dataFormat="original"[\s\S]*?<\/business:ApplicationReference>/g,
      '',
    );
    expect(report.rights[0]?.right).toMatchObject({ applicationNumber: '202022360603.6' });
  });

  it.each([
    [
      'no application number',
      /<business:ApplicationReference[\s\S]*?<\/business:ApplicationReference>/g,
      '',
      'application_no',
      'missing',
    ],
    ['no title', /一种虚构的\s+烘干机/g, '', 'title', 'missing'],
    ['no owner', /<business:ApplicantDetails>[\s\S]*?<\/business:ApplicantDetails>/g, '', 'owner', 'missing'],
    ['a title of 501 characters', /一种虚构的\s+烘干机/g, '机'.repeat(501), 'title', 'too-long'],
    ['a month that is none', /20201022/g, '20201300', 'filing_date', 'bad-date'],
    ['a grant before the filing', /20210105/g, '20200105', 'grant_date', 'dates-out-of-order'],
    ['a publication of an invention', /212345678/g, '112345678', 'publication_no', 'kind-of-other-series'],
    ['a publication number too short', /212345678/g, '21234567', 'publication_no', 'wrong-length'],
  ])('%s', (_what, from, to, column, reason) => {
    const report = changed(from, to);
    expect(report.rights).toEqual([]);
    expect(report.faults).toContainEqual(expect.objectContaining({ row: 1, column, reason }));
  });

  it('a published application is told to be no grant', () => {
    const report = reportOf(utf8(registryText('cnipa-st36.xml').replace('<kind>B</kind>', '<kind>A</kind>')));
    expect(report.rights[0]?.right).not.toHaveProperty('grantedOn');
    expect(report.warnings).toEqual([
      { row: 1, column: 'grant_date', value: 'CN103323265A', reason: 'not-granted' },
    ]);
  });

  it('cuts an abstract of more than 10,000 characters, with a warning', () => {
    const report = changed('本实用新型公开了一种虚构的烘干机。', '长'.repeat(10_001));
    expect(report.rights[0]?.right).toMatchObject({ abstract: '长'.repeat(10_000) });
    expect(report.warnings).toContainEqual({ row: 1, column: 'abstract', value: '10001', reason: 'cut' });
  });
});

describe('a grant of the US office', () => {
  it('v4 with a utility patent: owned by the applicant when no assignee is named, its term not guessed', () => {
    expect(reportOf(registryFile('uspto-4.xml'))).toEqual({
      format: 'uspto-grant-4',
      rights: [
        {
          row: 1,
          right: {
            type: 'patent',
            kind: 'invention',
            jurisdiction: 'US',
            applicationNumber: '11/648029',
            publicationNumber: 'US7654321B2',
            title: 'Fictional battery with CO2 “sensor”',
            owners: [{ name: 'Fictional Applicant Ltd.' }],
            inventors: 2,
            filedOn: '2006-12-29',
            grantedOn: '2010-02-02',
            ipc: ['H01M 4/13'],
            claims: 12,
            abstract: 'A fictional battery.',
          },
        },
      ],
      faults: [],
      warnings: [],
    });
  });

  it('v4 with an old design: inventors are applicants, the term is printed', () => {
    expect(reportOf(registryFile('uspto-4-design.xml')).rights[0]?.right).toEqual({
      type: 'patent',
      kind: 'design',
      jurisdiction: 'US',
      applicationNumber: '29/200956',
      publicationNumber: 'USD531999S1',
      title: 'Fictional teabag',
      owners: [{ name: 'Jane Roe' }],
      inventors: 1,
      filedOn: '2004-03-08',
      grantedOn: '2006-11-14',
      expiresOn: '2020-11-14',
      ipc: [],
      locarno: '01-99',
      claims: 1,
    });
  });

  it('v2.5: declared images and named characters are no danger', () => {
    expect(reportOf(registryFile('uspto-2.5.xml'))).toEqual({
      format: 'uspto-grant-2.5',
      rights: [
        {
          row: 1,
          right: {
            type: 'patent',
            kind: 'invention',
            jurisdiction: 'US',
            applicationNumber: '09/129833',
            publicationNumber: 'US6334455B1',
            title: 'Fictional lock with café — 5° tilt',
            owners: [{ name: 'Fictional Locks Inc.' }],
            inventors: 1,
            filedOn: '1998-08-06',
            grantedOn: '2002-01-01',
            ipc: ['A47B 47/00', 'E05B 65/52'],
            claims: 7,
            abstract: 'A lock.',
          },
        },
      ],
      faults: [],
      warnings: [],
    });
  });

  it('a plant patent is no right that we know', () => {
    const plant = registryText('uspto-4.xml')
      .replace('07654321</doc', 'PP025432</doc')
      .replace('>B2<', '>P2<');
    expect(reportOf(utf8(plant)).faults).toEqual([
      { row: 1, column: 'publication_no', value: 'USPP25432P2', reason: 'unsupported-kind' },
    ]);
  });

  it('several documents in one file are several rows, and the same one twice is a fault', () => {
    const bulk = ['uspto-4.xml', 'uspto-4-design.xml', 'uspto-4.xml'].map(registryText).join('');
    const report = reportOf(utf8(bulk));
    expect(report.rights.map(({ row }) => row)).toEqual([1, 2]);
    expect(report.faults).toEqual([
      { row: 3, column: 'application_no', value: '11/648029', reason: 'duplicate' },
    ]);
  });
});

describe('real files', () => {
  beforeEach(({ skip }) => {
    skip(!haveSamples, noSamples);
  });

  it.each([
    ['cn', 'cn_new2.xml', 'cnipa-2.2.1', { applicationNumber: '202110991218.8', claims: 10, inventors: 3 }],
    ['cn', 'cn_old1.xml', 'cnipa-st36', { applicationNumber: '201410408762.5', claims: 3, inventors: 8 }],
    ['us-grant', 'US08930553.xml', 'uspto-grant-4', { publicationNumber: 'US8930553B2', claims: 8 }],
    ['us-grant', 'v2-5-S1.xml', 'uspto-grant-2.5', { publicationNumber: 'USD452599S1', locarno: '01-01' }],
  ])('%s/%s is read as %s', (family, name, format, fields) => {
    const report = reportOf(sample(family, name));
    expect(report).toMatchObject({ format, faults: [] });
    expect(report.rights.map(({ right }) => right)).toEqual([expect.objectContaining(fields)]);
  });

  const others = ['st96', 'ep-docdb', 'ep-ops', 'us-json'].flatMap((family) =>
    sampleNames(family).map((name) => [family, name] as const),
  );
  it.each(others)('%s/%s is of an unknown format', (family, name) => {
    expect(importRegistryFile(sample(family, name), name)).toEqual({
      ok: false,
      fault: { reason: 'unknown-format' },
    });
  });
});
