import { addDays, type CalendarDay, dayOf, type Instant, parseDay, startOfDay } from './instant.ts';

/** A calendar month in Asia/Shanghai, `YYYY-MM`, of this century: the log knows no other. */
export type Month = string & { readonly __brand: 'Month' };

const MONTH = /^20\d\d-(?:0[1-9]|1[0-2])$/;

/** `null` for a month that does not exist (2026-13). */
export const parseMonth = (text: string): Month | null => (MONTH.test(text) ? (text as Month) : null);

export const monthOf = (at: Instant): Month => dayOf(at).slice(0, 7) as Month;

/** Counted from one to the next or the one before; beyond the century it stays where it is. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + count;
  const text = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
  return parseMonth(text) ?? month;
}

const firstDay = (month: Month): CalendarDay => `${month}-01` as CalendarDay;

/** Every day of the month, in order. */
export function daysOf(month: Month): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let nth = 1; nth <= 31; nth++) {
    const day = parseDay(`${month}-${String(nth).padStart(2, '0')}`);
    if (day !== null) days.push(day);
  }
  return days;
}

/** 00:00 of its first day in Asia/Shanghai, and of the first day after it. */
export const boundsOf = (month: Month): { readonly from: Instant; readonly until: Instant } => {
  const days = daysOf(month);
  return {
    from: startOfDay(firstDay(month)),
    until: startOfDay(addDays(firstDay(month), days.length)),
  };
};

/** 0 for Monday … 6 for Sunday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const weekdayOf = (day: CalendarDay): Weekday =>
  ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) as Weekday;
