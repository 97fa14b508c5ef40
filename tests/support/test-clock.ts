import { type Instant, instant, later } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../server/platform/clock.ts';

export interface TestClock extends Clock {
  /** Moves time to `at`, running what was scheduled until then in order of its instant. Never goes back. */
  advanceTo(at: Instant): Promise<void>;
  advance(ms: number): Promise<void>;
  setCertain(isCertain: boolean): void;
  /** How many callbacks wait: zero when everything was cancelled. */
  pending(): number;
}

interface Waiting {
  readonly at: Instant;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until the test moves it. */
export function testClock(start: Instant = instant(Date.UTC(2026, 10, 23, 2))): TestClock {
  const waiting = new Set<Waiting>();
  let at = start;
  let order = 0;
  let isCertain = true;

  const nextDue = (until: Instant): Waiting | undefined =>
    [...waiting].filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];

  async function advanceTo(until: Instant): Promise<void> {
    for (let due = nextDue(until); due !== undefined; due = nextDue(until)) {
      waiting.delete(due);
      at = instant(Math.max(at, due.at));
      due.run();
      await settle();
    }
    at = instant(Math.max(at, until));
    await settle();
  }

  return {
    now: () => at,
    monotonic: () => at - start,
    certain: () => isCertain,
    schedule(due, run) {
      const entry = { at: due, order: order++, run };
      waiting.add(entry);
      return { cancel: () => void waiting.delete(entry) };
    },
    advanceTo,
    advance: (ms) => advanceTo(later(at, ms)),
    setCertain: (certain) => {
      isCertain = certain;
    },
    pending: () => waiting.size,
  };
}

/** Lets promises and one round of finished IO run; what needs the database awaits its own result. */
async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise((done) => setImmediate(done));
}
