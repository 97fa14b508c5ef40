import { addDays, type CalendarDay, dayOf, type Instant, startOfDay } from '../kernel/instant.ts';

/**
 * The first instant at which a sale may open after a notice of `days`: the day of publication does not count
 * (民法典 201), so it is the date + N + 1 at 00:00 in Asia/Shanghai. No holiday moves it.
 */
export const earliestOpening = (publishedAt: Instant, days: number): Instant =>
  startOfDay(addDays(dayOf(publishedAt), days + 1));

/** The same day of a later month, or that month's last day where there is none (31 August + 6 → 28 February). */
export function addMonths(day: CalendarDay, months: number): CalendarDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month + months, 0));
  lastOfMonth.setUTCDate(Math.min(date, lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10) as CalendarDay;
}
