import { describe, expect, it } from 'vitest';
import { type CalendarDay, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { addMonths, earliestOpening } from '@reassign/shared/listings/notice-period.ts';
import { march } from '../../support/lot.ts';

describe('the notice', () => {
  it.each([
    [7, '2026-03-08T16:00:00.000Z'],
    [15, '2026-03-16T16:00:00.000Z'],
    [30, '2026-03-31T16:00:00.000Z'],
  ])('a notice of 1 March for %i days opens not before %s (§3.9 case 13)', (days, earliest) => {
    expect(toRfc3339(earliestOpening(march('01T00:00:00.000'), days))).toBe(earliest);
    expect(toRfc3339(earliestOpening(march('01T23:59:59.999'), days))).toBe(earliest);
  });
});

describe('months', () => {
  it.each([
    ['2026-03-01', 6, '2026-09-01'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', 1, '2026-04-30'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addMonths(from as CalendarDay, months)).toBe(to);
  });
});
