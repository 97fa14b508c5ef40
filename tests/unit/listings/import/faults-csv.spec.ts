import { describe, expect, it } from 'vitest';
import { faultsCsv } from '../../../../server/listings/import/csv-template.ts';

describe('the faults as a file', () => {
  const csv = (value: string, suggestion?: string) =>
    faultsCsv(
      [
        {
          row: 2,
          column: 'title',
          value,
          reason: 'too-long',
          ...(suggestion !== undefined && { suggestion }),
        },
      ],
      (reason) => `because ${reason}`,
    ).split('\r\n')[1];

  it('has a header, one line a fault and the reason in words', () => {
    expect(faultsCsv([], () => '')).toBe(
      '\ufeff"row","column","value","reason","explanation","suggestion"\r\n',
    );
    expect(csv('x', 'y')).toBe('"2","title","x","too-long","because too-long","y"');
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\tx',
    '\rx',
    ' =1',
    '＝1',
    '\u200b=1',
    '=HYPERLINK("x")',
  ])('%j is no formula in it', (value) => {
    expect(csv(value)).toContain(`"'${value.replaceAll('"', '""')}"`);
  });

  it('a quote cannot leave its cell', () => {
    expect(csv('a","=1')).toContain('"a"",""=1"');
  });
});
