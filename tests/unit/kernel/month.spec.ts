import { describe, expect, it } from 'vitest';
import { parseInstant, type Instant } from '@reassign/shared/kernel/instant.ts';
import {
  addMonths,
  boundsOf,
  daysOf,
  type Month,
  monthOf,
  parseMonth,
  weekdayOf,
} from '@reassign/shared/kernel/month.ts';

const month = (text: string) => parseMonth(text) as Month;
const at = (text: string) => parseInstant(text) as Instant;

describe('a month', () => {
  it.each([
    '2026-13',
    '2026-00',
    '2026-1',
    '1999-12',
    '2100-01',
    '2026-01-01',
    '',
    ' 2026-01',
    '２０２６-01',
  ])('%j is none', (text) => {
    expect(parseMonth(text)).toBeNull();
  });

  it('begins at midnight in Shanghai', () => {
    expect(monthOf(at('2026-02-28T15:59:59.999Z'))).toBe('2026-02');
    expect(monthOf(at('2026-02-28T16:00:00.000Z'))).toBe('2026-03');
    expect(boundsOf(month('2026-12'))).toEqual({
      from: at('2026-12-01T00:00:00+08:00'),
      until: at('2027-01-01T00:00:00+08:00'),
    });
  });

  it.each([
    ['2026-01', -1, '2025-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-06', 12, '2027-06'],
    ['2099-12', 1, '2099-12'],
    ['2000-01', -1, '2000-01'],
  ])('%s and %i is %s', (text, count, expected) => {
    expect(addMonths(month(text), count)).toBe(expected);
  });

  it('has the days that exist', () => {
    expect(daysOf(month('2024-02'))).toHaveLength(29);
    expect(daysOf(month('2026-02')).at(-1)).toBe('2026-02-28');
    expect(daysOf(month('2026-12')).at(-1)).toBe('2026-12-31');
  });

  it('knows its weekdays from Monday on', () => {
    const [first, second] = daysOf(month('2026-11'));
    expect([first, second].map((day) => day && weekdayOf(day))).toEqual([6, 0]);
  });
});
