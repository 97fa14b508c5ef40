import { describe, expect, it } from 'vitest';
import { type Sort, sortedNext, sortRows } from '../../../web/ui/sort.ts';

type Column = 'name' | 'count';
interface Row {
  readonly name: string;
  readonly count: number | null;
}
const rows: Row[] = [
  { name: '批次10', count: 3 },
  { name: '批次2', count: null },
  { name: '阿尔法', count: 3 },
  { name: '云岭', count: 1 },
];
const names = (sort: Sort<Column>): string[] =>
  sortRows(rows, sort, (row, column) => row[column], 'zh-CN').map(({ name }) => name);

describe('a table is ordered', () => {
  it('from the smallest, then turned round, by the column that was chosen', () => {
    const first = sortedNext<Column>({ by: 'name', direction: 'descending' }, 'count');
    expect(first).toEqual({ by: 'count', direction: 'ascending' });
    expect(sortedNext(first, 'count')).toEqual({ by: 'count', direction: 'descending' });
    expect(sortedNext(sortedNext(first, 'count'), 'count')).toEqual(first);
  });

  it('by pinyin in Chinese, with numbers inside texts as numbers', () => {
    expect(names({ by: 'name', direction: 'ascending' })).toEqual(['阿尔法', '批次2', '批次10', '云岭']);
  });

  it('with equal rows as they came and what is missing last, in both directions', () => {
    expect(names({ by: 'count', direction: 'ascending' })).toEqual(['云岭', '批次10', '阿尔法', '批次2']);
    expect(names({ by: 'count', direction: 'descending' })).toEqual(['批次10', '阿尔法', '云岭', '批次2']);
  });

  it('without touching the rows it was given', () => {
    names({ by: 'count', direction: 'ascending' });
    expect(rows[0]?.name).toBe('批次10');
  });
});
