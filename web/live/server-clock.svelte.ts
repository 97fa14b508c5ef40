import { createSubscriber } from 'svelte/reactivity';
import { type Instant, instant, SECOND } from '@reassign/shared/kernel/instant.ts';

/**
 * The server's time in the browser. Until `start` it stands at the moment of rendering, so that the first drawing equals
 * the HTML; then whatever reads `now` is drawn again at every full second.
 */
export class ServerClock {
  readonly #renderedAt: number;
  #running = $state(false);
  /** Server time minus this machine's, in ms. */
  offsetMs = $state(0);
  readonly #subscribe: () => void;

  constructor(renderedAt: number) {
    this.#renderedAt = renderedAt;
    this.#subscribe = createSubscriber((update) => {
      let timer: ReturnType<typeof setTimeout>;
      const tick = (): void => {
        update();
        timer = setTimeout(tick, SECOND - ((Date.now() + this.offsetMs) % SECOND));
      };
      timer = setTimeout(tick, SECOND - ((Date.now() + this.offsetMs) % SECOND));
      return () => {
        clearTimeout(timer);
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
    return instant(Math.round(Date.now() + this.offsetMs));
  }
}
