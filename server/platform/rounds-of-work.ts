import type { Bell } from './bell.ts';
import type { Pacing } from './pacing.ts';

/** Work that is looked for when something calls, and by itself now and then. */
export interface RoundsOfWork {
  /** Looks now; while it is looking, once more afterwards. */
  wake(): void;
  /** Waits for the round that runs. */
  stop(): Promise<void>;
}

/** `round` answers whether there may be more. One that throws is reported and tried again at the next look. */
export function roundsOfWork(options: {
  readonly round: () => Promise<boolean>;
  readonly everyMs: number;
  /** Between two rounds of the same work: it leaves room for what is more urgent. */
  readonly restMs: number;
  /** After work that was done to its end, however often it is called meanwhile; `restMs` unless told. */
  readonly calmMs?: number;
  /** Calls it too, until it is stopped. */
  readonly bell?: Pick<Bell, 'onRing'>;
  readonly pacing: Pacing;
  readonly report: (error: unknown) => void;
}): RoundsOfWork {
  const { round, everyMs, restMs, calmMs = restMs, bell, pacing, report } = options;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isResting = false;
  let isStopped = false;

  async function run(): Promise<void> {
    isWanted = false;
    let isMore = false;
    try {
      isMore = await round();
    } catch (error) {
      report(error);
    }
    if (isMore) isWanted = true;
    running = null;
    isResting = true;
    pacing.after(isMore ? restMs : calmMs, () => {
      isResting = false;
      if (isWanted) wake();
    });
  }

  function wake(): void {
    isWanted = true;
    if (!isResting && !isStopped) running ??= run();
  }

  const timer = pacing.every(everyMs, wake);
  const silence = bell?.onRing(wake);
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      silence?.();
      timer.cancel();
      await running;
    },
  };
}
