import { describe, expect, it } from 'vitest';
import { rightSchema } from '@reassign/shared/listings/api.ts';
import { importRegistryFile } from '../../../server/listings/import/registry-file.ts';
import {
  effectiveKind,
  emptyRight,
  expiryOf,
  readRight,
  type RightFields,
} from '../../../web/listings/right-form.ts';
import { templateHref } from '../../../web/listings/template.ts';

const empty = emptyRight({ name: '示例科技有限公司', creditCode: '91140100MAD900017H' });
const patent: RightFields = {
  ...empty,
  number: 'ZL 202110991218.8',
  title: '一种滚子链条',
  filedOn: '2021-08-26',
  classes: 'f16g 13/06',
};

describe('A right typed in', () => {
  it('is a patent with its number in normal form and the end that the law gives it', () => {
    const reading = readRight({ ...patent, classes: 'F16G 13/06，F16G 15/00' });
    expect(reading).toMatchObject({
      ok: true,
      value: {
        type: 'patent',
        kind: 'invention',
        applicationNumber: '202110991218.8',
        expiresOn: '2041-08-26',
        ipc: ['F16G 13/06', 'F16G 15/00'],
      },
    });
    expect(rightSchema.safeParse(reading.ok && reading.value).success).toBe(true);
  });

  it('is of the kind that the number says, whatever the list shows', () => {
    const fields: RightFields = { ...patent, kind: 'invention', number: '202129990166.5' };
    expect(effectiveKind(fields)).toBe('utility-model');
    expect(expiryOf(fields)).toBe('2031-08-26');
  });

  it('names the field of a wrong number and of a wrong symbol, with what would be right', () => {
    expect(readRight({ ...patent, number: '202110991218.1' })).toEqual({
      ok: false,
      fault: {
        number: { reason: 'wrong-check', suggestion: '202110991218.8' },
        classes: { reason: 'wrong-case', suggestion: 'F16G 13/06' },
      },
    });
  });

  it('is a trademark with one class', () => {
    const mark: RightFields = {
      ...empty,
      type: 'trademark',
      number: '第1682310号',
      title: '汾河',
      classes: '第30类',
      goods: '醋',
    };
    const reading = readRight(mark);
    expect(reading).toMatchObject({ ok: true, value: { registrationNumber: '1682310', niceClass: 30 } });
    expect(readRight({ ...mark, classes: '46' })).toMatchObject({
      fault: { classes: { reason: 'unknown-class' } },
    });
    expect(readRight({ ...mark, goods: '' })).toMatchObject({ fault: { goods: { reason: 'missing' } } });
  });

  it('is a copyright of the work that its number says', () => {
    const software: RightFields = { ...empty, type: 'copyright', number: '2014sr001852', title: '监控软件' };
    expect(readRight(software)).toMatchObject({ ok: true, value: { registrationNumber: '2014SR001852' } });
    expect(readRight({ ...software, work: 'work' })).toMatchObject({
      fault: { work: { reason: 'wrong-kind' } },
    });
  });

  it('has all its co-owners', () => {
    const reading = readRight({ ...patent, classes: '', coOwners: ' 甲公司 \n\n乙公司' });
    expect(reading.ok && reading.value.owners.map(({ name }) => name)).toEqual([
      '示例科技有限公司',
      '甲公司',
      '乙公司',
    ]);
  });

  it('is not granted before it is filed', () => {
    const fields = { ...patent, classes: '' };
    expect(readRight({ ...fields, grantedOn: '2021-08-25' }).ok).toBe(false);
    expect(readRight({ ...fields, grantedOn: '2021-08-26' }).ok).toBe(true);
  });
});

describe('The CSV template', () => {
  it('is read by the importer, every row of it', () => {
    const text = decodeURIComponent(templateHref().replace(/^[^,]*,/, ''));
    const report = importRegistryFile(new TextEncoder().encode(text), 'template.csv');
    expect(report).toMatchObject({ ok: true, value: { format: 'csv-template', faults: [] } });
    expect(report.ok && report.value.rights.map(({ right }) => right.type)).toEqual([
      'patent',
      'trademark',
      'copyright',
    ]);
  });
});
