import { performance } from 'node:perf_hooks';
import type { Scheduled } from './clock.ts';

/**
 * Real time for what concerns the network only: heartbeats of sockets, coalescing of frames. Business time is the
 * clock's, and a test that stops the clock must not stop these.
 */
export interface Pacing {
  /** Milliseconds, monotonic. */
  now(): number;
  after(ms: number, run: () => void): Scheduled;
  every(ms: number, run: () => void): Scheduled;
}

export const realPacing: Pacing = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return {
      cancel: () => {
        clearTimeout(timer);
      },
    };
  },
  every(ms, run) {
    const timer = setInterval(run, ms).unref();
    return {
      cancel: () => {
        clearInterval(timer);
      },
    };
  },
};
