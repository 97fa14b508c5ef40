import { describe, expect, it } from 'vitest';
import { maskPerson, publicName } from '@reassign/shared/kernel/public-name.ts';

describe('a name in public', () => {
  it.each([
    ['王小明', '王某'],
    ['欧阳娜', '欧阳某'],
    ['阿依古丽·买买提', '阿某'],
    ['John Smith', 'J某'],
    ['Kim Se Jin', 'K某'],
    ['Maria Co', 'M某'],
    ['HAN SA', 'H某'],
    ['KIM HAN SA', 'K某'],
  ])('a natural person keeps the surname only: %s', (name, shown) => {
    expect(maskPerson(name)).toBe(shown);
    expect(publicName({ name })).toBe(shown);
  });

  it('a company is shown by name: its credit code says that it is one', () => {
    expect(publicName({ name: '晋创', creditCode: '91140100MA0K00001X' })).toBe('晋创');
  });

  it.each([
    '山西晋创电池有限公司',
    '清华大学',
    '太原市第一机床厂',
    'Acme Inc.',
    'Samsung Electronics Co., Ltd.',
    'International Business Machines Corporation',
    'Northern Lights, Co',
    'Northern Lights Co.',
    'Northern Lights Technologies Co',
    'Northern Lights S.A.',
    'Northern Lights SE',
    'The Regents of the University of California',
  ])('a company without a code is known by its name: %s', (name) => {
    expect(publicName({ name })).toBe(name);
  });

  it('whoever is not clearly a company is masked', () => {
    expect(publicName({ name: '红星厂' })).toBe('红某');
    expect(publicName({ name: 'BASF SE' })).toBe('B某');
  });
});
