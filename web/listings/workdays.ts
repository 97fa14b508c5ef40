import { isWorkday } from 'chinese-days';
import type { CalendarDay } from '@reassign/shared/kernel/instant.ts';

/**
 * Whether people in China work on a day: weekdays and make-up days, not public holidays, as the State Council arranged
 * them. For days whose arrangement is not out yet only weekends are known.
 */
export const isChineseWorkday = (day: CalendarDay): boolean => isWorkday(day);
