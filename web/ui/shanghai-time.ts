import { HOUR, type Instant, later, parseInstant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';

const SHANGHAI_OFFSET = '+08:00';

/** What a `DateTimeField` holds, read as time in Asia/Shanghai; `null` when it is no time. */
export function readShanghai(typed: string): Instant | null {
  const withSeconds = /T\d\d:\d\d$/.test(typed) ? `${typed}:00` : typed;
  return parseInstant(withSeconds + SHANGHAI_OFFSET);
}

/** The instant as a `DateTimeField` holds it, to the minute. */
export const typedShanghai = (at: Instant): string => toRfc3339(later(at, 8 * HOUR)).slice(0, 16);
