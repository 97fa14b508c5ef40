import type { Pacing } from '../../web/live/pacing.ts';

/** Time of a page that stands still until the test moves it. */
export class FakePacing implements Pacing {
  /** What the machine's own clock says beside it. */
  wallAhead = 1_000_000;
  #now = 0;
  #order = 0;
  #waiting: { readonly at: number; readonly order: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  wall(): number {
    return this.#now + this.wallAhead;
  }

  after(ms: number, run: () => void): { cancel(): void } {
    const entry = { at: this.#now + ms, order: this.#order++, run };
    this.#waiting.push(entry);
    return {
      cancel: () => {
        this.#waiting = this.#waiting.filter((other) => other !== entry);
      },
    };
  }

  /** Runs what is due on the way, in order. */
  advance(ms: number): void {
    const until = this.#now + ms;
    for (let due = this.#due(until); due; due = this.#due(until)) {
      const next = due;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    this.#now = until;
  }

  /** The machine sleeps: time goes on, and what was due runs late, once. */
  sleep(ms: number): void {
    this.#now += ms;
    this.advance(0);
  }

  get pending(): number {
    return this.#waiting.length;
  }

  #due(until: number) {
    return this.#waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}
