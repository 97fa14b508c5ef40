import { HOUR, type Instant, later } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';

/** Until when a loser's deposit has to be on its way back, counted from the effective end; to the millisecond, inclusive. */
export const refundDueAt = (endedAt: Instant, { losersRefundMs }: Pick<Profile, 'losersRefundMs'>): Instant =>
  later(endedAt, losersRefundMs);

/** So long before a deadline somebody is called. */
export const ALARM_BEFORE_MS = 6 * HOUR;

/** What a deposit that is still held after the end of its round calls for: somebody, before it is too late. */
export function refundAlarm(dueAt: Instant, now: Instant): 'soon' | 'late' | null {
  if (now > dueAt) return 'late';
  return now >= later(dueAt, -ALARM_BEFORE_MS) ? 'soon' : null;
}
