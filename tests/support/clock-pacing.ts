import { later } from '@reassign/shared/kernel/instant.ts';
import type { Clock, Scheduled } from '../../server/platform/clock.ts';
import type { Pacing } from '../../server/platform/pacing.ts';

/** Pacing that follows a simulated clock, for simulations in which real time plays no part. */
export function clockPacing(clock: Clock): Pacing {
  const after = (ms: number, run: () => void): Scheduled => clock.schedule(later(clock.now(), ms), run);
  return {
    now: () => clock.monotonic(),
    after,
    every(ms, run) {
      let next = after(ms, again);
      function again(): void {
        next = after(ms, again);
        run();
      }
      return {
        cancel: () => {
          next.cancel();
        },
      };
    },
  };
}
