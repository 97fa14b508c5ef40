import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';

/** A clock that the seed sets to each moment it tells about: notices are lawful and logs verify. Nothing runs by itself. */
export interface PastClock extends Clock {
  set(at: Instant): void;
}

export function pastClock(start: Instant): PastClock {
  let at = start;
  return {
    now: () => at,
    set: (moment) => {
      at = moment;
    },
    schedule: () => ({ cancel: () => undefined }),
    monotonic: () => at,
    certain: () => true,
  };
}
