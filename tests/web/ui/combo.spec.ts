import { expect, it } from 'vitest';
import { matching } from '../../../web/ui/combo.ts';

const choices = [
  { value: '14', label: '山西省', also: 'Shanxi 14' },
  { value: '31', label: '上海市', also: 'Shanghai 31' },
  { value: '37', label: '山东省', also: 'Shandong 37' },
  { value: '15', label: '内蒙古自治区', also: 'Inner Mongolia 15' },
];

it.each([
  ['', ['14', '31', '37', '15']],
  ['  ', ['14', '31', '37', '15']],
  ['山', ['14', '37']],
  ['shan', ['14', '31', '37']],
  ['SHANG', ['31']],
  ['ｓｈａｎｇ', ['31']],
  ['１５', ['15']],
  ['mongolia inner', ['15']],
  ['东', ['37']],
  ['省 xi', ['14']],
  ['北京', []],
])('"%s" finds %j', (typed, values) => {
  expect(matching(choices, typed).map(({ value }) => value)).toEqual(values);
});

it('puts first what begins with what was typed', () => {
  const mixed = [
    { value: 'a', label: '一种电池' },
    { value: 'b', label: '电池隔膜' },
  ];
  expect(matching(mixed, '电池').map(({ value }) => value)).toEqual(['b', 'a']);
});
