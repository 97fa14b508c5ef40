import { DAY, HOUR, type Instant, later } from '../kernel/instant.ts';
import type { Profile } from '../listings/profile.ts';

/** Until when a loser's deposit has to be on its way back, counted from the effective end; to the millisecond, inclusive. */
export const refundDueAt = (endedAt: Instant, { losersRefundMs }: Pick<Profile, 'losersRefundMs'>): Instant =>
  later(endedAt, losersRefundMs);

/**
 * Until when what is a court's has to be on its way there: the winner's deposit counted from the effective end (法释〔2016〕18号
 * 25), the balance from when the whole of it is there (ours); to the millisecond, inclusive.
 */
export const courtDueAt = (from: Instant): Instant => later(from, DAY);

/** So long before a deadline somebody is called. */
export const ALARM_BEFORE_MS = 6 * HOUR;

/** What money that has to go and does not calls for: somebody, before it is too late. */
export function refundAlarm(dueAt: Instant, now: Instant): 'soon' | 'late' | null {
  if (now > dueAt) return 'late';
  return now >= later(dueAt, -ALARM_BEFORE_MS) ? 'soon' : null;
}
