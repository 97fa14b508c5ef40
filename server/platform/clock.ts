import { performance } from 'node:perf_hooks';
import { type Instant, instant } from '@reassign/shared/kernel/instant.ts';

/** Where all time comes from. The rules never read it: time reaches them inside the command. */
export interface Clock {
  /** The database's time as well as this server knows it. */
  now(): Instant;
  /** Runs once at or after `at`; an instant that has passed runs as soon as possible. Keeps no process alive. */
  schedule(at: Instant, run: () => void): Scheduled;
  /** Milliseconds that never go back, for leases and durations only. */
  monotonic(): number;
  /** False while the offset to the database is too uncertain to take bids (`clock-uncertain`). */
  certain(): boolean;
}

export interface Scheduled {
  cancel(): void;
}

/** One probe: the monotonic time around it and the database's time in between, all in milliseconds. */
export interface OffsetSample {
  readonly sentAt: number;
  readonly receivedAt: number;
  readonly databaseTime: number;
}

export interface SystemClock extends Clock {
  /** Takes over the best of several samples; says so by `certain()` when they are too wide or the offset jumped. */
  adjust(samples: readonly OffsetSample[]): void;
}

/** Half a round trip may hide this much error before bids are refused (6-quality §6.2). */
const UNCERTAINTY_LIMIT_MS = 50;
/** setTimeout overflows after 24.8 days, and a shorter sleep also follows a clock that was corrected meanwhile. */
const LONGEST_SLEEP_MS = 60_000;

/** The one clock of a running server: monotonic time plus an offset, first the host's, then the database's. */
export function systemClock(): SystemClock {
  let offset = Date.now() - performance.now();
  let measured = false;
  let isCertain = true;

  const monotonic = (): number => performance.now();
  const now = (): Instant => instant(Math.round(monotonic() + offset));

  function schedule(at: Instant, run: () => void): Scheduled {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const wait = Math.min(Math.max(at - now(), 0), LONGEST_SLEEP_MS);
      timer = setTimeout(wake, wait).unref();
    };
    // A timer may fire a millisecond early, and the offset may have moved: look again before running.
    const wake = (): void => {
      if (now() < at) arm();
      else run();
    };
    arm();
    return {
      cancel: () => {
        clearTimeout(timer);
      },
    };
  }

  function adjust(samples: readonly OffsetSample[]): void {
    const best = bestOffset(samples);
    if (best === null || best.uncertainty > UNCERTAINTY_LIMIT_MS) {
      isCertain = false;
      return;
    }
    // After a jump the new offset is believed, but only the next measurement that agrees makes it certain.
    const jumped = measured && Math.abs(best.offset - offset) > UNCERTAINTY_LIMIT_MS;
    isCertain = !jumped;
    measured = true;
    offset = best.offset;
  }

  return { now, schedule, monotonic, certain: () => isCertain, adjust };
}

/** The offset of the shortest round trip, halved; `uncertainty` is the half that was guessed. */
function bestOffset(samples: readonly OffsetSample[]): { offset: number; uncertainty: number } | null {
  const byRoundTrip = samples.toSorted((a, b) => a.receivedAt - a.sentAt - (b.receivedAt - b.sentAt));
  const best = byRoundTrip[0];
  if (best === undefined) return null;
  const uncertainty = (best.receivedAt - best.sentAt) / 2;
  return { offset: best.databaseTime - (best.sentAt + uncertainty), uncertainty };
}

const SAMPLES_PER_MEASUREMENT = 5;
const MEASURE_EVERY_MS = 10_000;

/**
 * Keeps a clock on the database's time. `readDatabaseTime` answers milliseconds since 1970. The first measurement is
 * awaited, so a server that could not measure never starts to serve.
 */
export async function followDatabaseTime(
  clock: SystemClock,
  readDatabaseTime: () => Promise<number>,
): Promise<{ stop(): void }> {
  const measure = async (): Promise<void> => {
    const samples: OffsetSample[] = [];
    for (let taken = 0; taken < SAMPLES_PER_MEASUREMENT; taken++) {
      const sentAt = clock.monotonic();
      const databaseTime = await readDatabaseTime();
      samples.push({ sentAt, receivedAt: clock.monotonic(), databaseTime });
    }
    clock.adjust(samples);
  };
  await measure();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // A database that cannot be asked is an uncertain clock, not a crash.
    void measure()
      .catch(() => {
        clock.adjust([]);
      })
      .finally(() => {
        busy = false;
      });
  }, MEASURE_EVERY_MS).unref();
  return {
    stop: () => {
      clearInterval(timer);
    },
  };
}
