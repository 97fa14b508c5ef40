import { SHANGHAI, type Zone } from '@reassign/shared/i18n/format.ts';
import { DAY, type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';

const aheadMs = (at: number): number => -new Date(at).getTimezoneOffset() * MINUTE;

/** The zone this machine's clock is set to; `null` where it shows what Shanghai's shows all year round. */
export function readersZone(now: Instant): Zone | null {
  const halfAYear = later(now, 182 * DAY);
  if ([now, halfAYear].every((at) => aheadMs(at) === SHANGHAI.aheadMs(at))) return null;
  return {
    // Asked for only where a date is chosen: the first Intl object costs as much as a third of a page (decision 0011).
    get name() {
      return Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
    aheadMs,
  };
}

/** `UTC+08:00`, `UTC-03:30`. */
export const offsetName = (aheadMs: number): string =>
  `UTC${aheadMs < 0 ? '-' : '+'}${new Date(Math.abs(aheadMs)).toISOString().slice(11, 16)}`;
