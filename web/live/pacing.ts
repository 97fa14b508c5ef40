/** Time as the live part of a page takes it; a test hands in its own. */
export interface Pacing {
  /** Milliseconds that only ever go forward, whatever is done to the machine's clock. */
  now(): number;
  /** The machine's own clock, which may be wrong and may jump: only looked at to notice that. */
  wall(): number;
  after(ms: number, run: () => void): Scheduled;
}

export interface Scheduled {
  cancel(): void;
}

export const browserPacing: Pacing = {
  now: () => performance.now(),
  wall: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return {
      cancel: () => {
        clearTimeout(timer);
      },
    };
  },
};
