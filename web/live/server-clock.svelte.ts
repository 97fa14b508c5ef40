import { createSubscriber } from 'svelte/reactivity';
import { type Instant, instant, SECOND } from '@reassign/shared/kernel/instant.ts';
import { browserPacing, type Scheduled } from './pacing.ts';

/**
 * The server's time in the browser, counted on by the machine's monotonic time: setting or losing the machine's clock moves
 * nothing. Until `start` it stands at the moment of rendering, so that the first drawing equals the HTML; then whatever
 * reads `now` is drawn again at every full second.
 */
export class ServerClock {
  readonly #renderedAt: number;
  #running = $state(false);
  /** Server time minus this machine's monotonic time, in ms. */
  offsetMs = $state(0);
  readonly #subscribe: () => void;

  constructor(renderedAt: number) {
    this.#renderedAt = renderedAt;
    this.#subscribe = createSubscriber((update) => {
      let timer: Scheduled;
      const schedule = (): void => {
        timer = browserPacing.after(SECOND - (this.read() % SECOND), () => {
          update();
          schedule();
        });
      };
      schedule();
      return () => {
        timer.cancel();
      };
    });
  }

  start(offsetMs: number): void {
    this.offsetMs = offsetMs;
    this.#running = true;
  }

  /** Server time; followed to the second by what reads it while drawing. */
  get now(): Instant {
    if (!this.#running) return instant(this.#renderedAt);
    this.#subscribe();
    return this.read();
  }

  /** Server time right now, without following it. */
  read(): Instant {
    return this.at(browserPacing.now());
  }

  /** Server time at a moment of this machine's monotonic time. */
  at(monotonicMs: number): Instant {
    return instant(Math.round(monotonicMs + this.offsetMs));
  }

  /** How far this machine’s own clock is ahead of the server’s, in ms; followed to the second like `now`. */
  machineAhead(): number {
    return Math.round(browserPacing.wall() - this.now);
  }
}
