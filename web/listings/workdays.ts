import { isWorkday } from 'chinese-days';
import type { Translate } from '@reassign/shared/i18n/messages.ts';
import { type CalendarDay, parseDay } from '@reassign/shared/kernel/instant.ts';

/**
 * Whether people in China work on a day: weekdays and make-up days, not public holidays, as the State Council arranged
 * them. For days whose arrangement is not out yet only weekends are known.
 */
export const isChineseWorkday = (day: CalendarDay): boolean => isWorkday(day);

/** What is said beside a time that is typed, `2026-11-23T14:05`: a day off is lawful (3-trading-rules §3.2), but who bids then? */
export function dayOffHint(t: Translate, wallTime: string): string | undefined {
  const day = parseDay(wallTime.slice(0, 10));
  return day === null || isChineseWorkday(day) ? undefined : t('listings.day-off');
}
