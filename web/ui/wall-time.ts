import { type CalendarDateTime, parseDateTime, toZoned } from '@internationalized/date';
import { type Instant, parseInstant } from '@reassign/shared/kernel/instant.ts';

/** A clock on the wall as `2026-11-23T14:05`, or `null` when it is none. */
export function readWallTime(typed: string): CalendarDateTime | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/.test(typed)) return null;
  try {
    return parseDateTime(typed);
  } catch {
    return null;
  }
}

/** To the minute, as a form keeps it. */
export const writeWallTime = (time: CalendarDateTime | undefined): string =>
  time === undefined ? '' : time.toString().slice(0, 16);

/** The instant at which a clock in that zone shows it; an hour that is skipped in spring counts as the one after. */
export function instantIn(typed: string, zone: string): Instant | null {
  const time = readWallTime(typed);
  return time === null ? null : parseInstant(toZoned(time, zone).toAbsoluteString());
}
