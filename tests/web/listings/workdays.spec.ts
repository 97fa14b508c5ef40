import { expect, it } from 'vitest';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';
import { isChineseWorkday } from '../../../web/listings/workdays.ts';

it.each([
  ['2026-10-01', false, 'National Day'],
  ['2026-10-10', true, 'a Saturday that is made up for it'],
  ['2026-11-23', true, 'a Monday'],
  ['2026-11-28', false, 'a Saturday'],
])('%s: %s, %s', (day, isWorkday) => {
  expect(isChineseWorkday(day as CalendarDay)).toBe(isWorkday);
});
