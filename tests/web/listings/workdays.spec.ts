import { expect, it } from 'vitest';
import { translator } from '@reassign/shared/i18n/messages.ts';
import { zh } from '@reassign/shared/i18n/zh.ts';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { dayOffHint, isChineseWorkday } from '../../../web/listings/workdays.ts';

it.each([
  ['2026-10-01', false, 'National Day'],
  ['2026-10-10', true, 'a Saturday that is made up for it'],
  ['2026-11-23', true, 'a Monday'],
  ['2026-11-28', false, 'a Saturday'],
])('%s: %s, %s', (day, isWorkday) => {
  expect(isChineseWorkday(day as CalendarDay)).toBe(isWorkday);
});

it('says of a day off that it is one, and that it is lawful; of a workday, and of half a date, nothing', () => {
  const hint = (typed: string) => dayOffHint(translator(zh), typed);
  expect(hint('2026-10-01T10:00')).toContain('期间不因此顺延');
  expect(hint('2026-10-10T10:00')).toBeUndefined();
  expect(hint('')).toBeUndefined();
});
