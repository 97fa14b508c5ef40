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
  /** Between two rounds: however often it is called, the work leaves room for what is more urgent. */
  readonly restMs: number;
  readonly pacing: Pacing;
  readonly report: (error: unknown) => void;
}): RoundsOfWork {
  const { round, everyMs, restMs, pacing, report } = options;
  let running: Promise<void> | null = null;
  let isWanted = false;
  let isResting = false;
  let isStopped = false;

  async function run(): Promise<void> {
    isWanted = false;
    try {
      if (await round()) isWanted = true;
    } catch (error) {
      report(error);
    }
    running = null;
    isResting = true;
    pacing.after(restMs, () => {
      isResting = false;
      if (isWanted) wake();
    });
  }

  function wake(): void {
    isWanted = true;
    if (!isResting && !isStopped) running ??= run();
  }

  const timer = pacing.every(everyMs, wake);
  wake();
  return {
    wake,
    async stop() {
      isStopped = true;
      timer.cancel();
      await running;
    },
  };
}
