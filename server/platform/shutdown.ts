const UNFINISHED_LIMIT_MS = 4_000;
const STOP_LIMIT_MS = 9_000;

export interface Shutdown {
  /** Remembers how to close something; what was opened last is closed first. */
  onStop(close: () => Promise<unknown>): void;
  /** Work better not left half done: stopping waits a little for it, so that what it opened is closed. */
  finishing<Result>(work: Promise<Result>): Promise<Result>;
  /** Closes everything and ends the process, after a few seconds in any case. */
  stop(exitCode: number): void;
  isStopping(): boolean;
}

/** Ends the process in order on Ctrl-C, SIGTERM and a closed terminal; a second signal does not wait. */
export function shutdownOnSignals(): Shutdown {
  const closers: (() => Promise<unknown>)[] = [];
  const unfinished = new Set<Promise<unknown>>();
  let stopping = false;

  async function closeAll(): Promise<void> {
    const tooLong = new Promise((resolve) => setTimeout(resolve, UNFINISHED_LIMIT_MS));
    await Promise.race([Promise.allSettled(unfinished), tooLong]);
    // One turn for whoever waited for that work, to say how it is closed.
    await new Promise((turn) => setImmediate(turn));
    for (const close of closers.splice(0).reverse()) {
      await close().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
    }
  }

  function stop(exitCode: number): void {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(exitCode || 1), STOP_LIMIT_MS).unref();
    void closeAll().finally(() => process.exit(exitCode));
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stop(0);
    });
  }
  return {
    stop,
    isStopping: () => stopping,
    onStop: (close) => {
      closers.push(close);
    },
    finishing: (work) => {
      unfinished.add(work);
      return work.finally(() => unfinished.delete(work));
    },
  };
}
