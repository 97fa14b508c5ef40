import { SHANGHAI, type Zone } from '@reassign/shared/i18n/format.ts';
import { DAY, type Instant, later, MINUTE } from '@reassign/shared/kernel/instant.ts';

const aheadMs = (at: number): number => -new Date(at).getTimezoneOffset() * MINUTE;

/** The zone this machine's clock is set to; `null` where it shows what Shanghai's shows all year round. */
export function readersZone(now: Instant): Zone | null {
  const halfAYear = later(now, 182 * DAY);
  if ([now, halfAYear].every((at) => aheadMs(at) === SHANGHAI.aheadMs(at))) return null;
  return { name: Intl.DateTimeFormat().resolvedOptions().timeZone, aheadMs };
}
