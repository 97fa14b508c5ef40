import type { CalendarItem } from '@reassign/shared/auctions/market.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import { type CalendarDay, dayOf } from '@reassign/shared/kernel/instant.ts';
import { daysOf, type Month, type Weekday, weekdayOf } from '@reassign/shared/kernel/month.ts';

export interface Day {
  readonly day: CalendarDay;
  /** 1 … 31. */
  readonly number: number;
  readonly weekday: Weekday;
  readonly items: readonly CalendarItem[];
}

/** Every day of a month with what happens on it, by the days of Asia/Shanghai. */
export function calendarDays(month: Month, items: readonly CalendarItem[]): Day[] {
  const byDay = Map.groupBy(items, ({ at }) => dayOf(toInstant(at)));
  return daysOf(month).map((day, index) => ({
    day,
    number: index + 1,
    weekday: weekdayOf(day),
    items: byDay.get(day) ?? [],
  }));
}
