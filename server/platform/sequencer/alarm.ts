import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { Clock, Scheduled } from '../clock.ts';

/** Wakes each lot at its time: one timer, armed to the earliest. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: (lotId: LotId) => void;
  readonly #due = new Map<LotId, Instant>();
  #armed: { readonly at: Instant; readonly timer: Scheduled } | null = null;

  constructor(clock: Clock, ring: (lotId: LotId) => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** `null`: never. A lot that was woken is forgotten until it is set again. */
  set(lotId: LotId, at: Instant | null): void {
    if (at === null) {
      this.#due.delete(lotId);
      return;
    }
    this.#due.set(lotId, at);
    if (this.#armed === null || at < this.#armed.at) this.#arm(at);
  }

  stop(): void {
    this.#armed?.timer.cancel();
    this.#armed = null;
    this.#due.clear();
  }

  #arm(at: Instant): void {
    this.#armed?.timer.cancel();
    const timer = this.#clock.schedule(at, () => {
      this.#wake();
    });
    this.#armed = { at, timer };
  }

  /** A lot whose end was moved meanwhile only makes the timer look once for nothing. */
  #wake(): void {
    this.#armed = null;
    const now = this.#clock.now();
    const due = [...this.#due].filter(([, at]) => at <= now);
    for (const [lotId] of due) this.#due.delete(lotId);
    let next: Instant | null = null;
    for (const at of this.#due.values()) if (next === null || at < next) next = at;
    if (next !== null) this.#arm(next);
    for (const [lotId] of due.sort(([, a], [, b]) => a - b)) this.#ring(lotId);
  }
}
