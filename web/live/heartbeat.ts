import { keepSample, type Offset, offsetOf, type Sample } from '@reassign/shared/live/server-time.ts';
import type { Pacing, Scheduled } from './pacing.ts';

export interface Heart {
  ping(n: number): void;
  /** Nothing was heard for too long: the line is dead, whatever the socket says. */
  silent(): void;
  /** Whether what is shown is known to be current: not between waking up and the first answer after that. */
  fresh(isFresh: boolean): void;
  measured(offset: Offset): void;
}

const BEAT_MS = 500;
/** After this much silence the server is asked for a sign of life. */
export const ASK_AFTER_MS = 1_000;
/** With one beat on top, a line that dropped is noticed within three seconds of the last word. */
export const SILENCE_MS = 2_500;
/** The clock is measured this often also while frames keep coming. */
const MEASURE_EVERY_MS = 5_000;
/** A beat that comes this late, or a clock that moves this much beside the other: the tab slept, or the clock was set. */
const SUSPENDED_MS = 1_500;

/** Keeps one open line honest: notices silence, tells a sleeping tab from a dead line, measures the server's clock. */
export class Heartbeat {
  readonly #pacing: Pacing;
  readonly #heart: Heart;
  #next: Scheduled | null = null;
  #beatAt: number;
  #heardAt: number;
  #askedAt: number | null = null;
  #clocksApart: number;
  #samples: readonly Sample[] = [];
  readonly #sent = new Map<number, number>();
  #n = 0;
  /** The first ping after waking up: its answer proves that the line is still there. */
  #proof: number | null = null;

  constructor(pacing: Pacing, heart: Heart) {
    this.#pacing = pacing;
    this.#heart = heart;
    this.#beatAt = pacing.now();
    this.#heardAt = this.#beatAt;
    this.#clocksApart = pacing.wall() - this.#beatAt;
  }

  start(): void {
    this.#ask();
    this.#schedule();
  }

  stop(): void {
    this.#next?.cancel();
    this.#next = null;
  }

  /** When the last word came, in ms of the pacing. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Any frame is a sign of life. */
  heard(): void {
    this.#heardAt = this.#pacing.now();
  }

  pong(n: number, serverTime: number): void {
    const sentAt = this.#sent.get(n);
    if (sentAt === undefined) return;
    this.#sent.delete(n);
    this.#samples = keepSample(this.#samples, { sentAt, receivedAt: this.#pacing.now(), serverTime });
    const offset = offsetOf(this.#samples);
    if (offset) this.#heart.measured(offset);
    if (this.#proof === null || n < this.#proof) return;
    this.#proof = null;
    this.#heart.fresh(true);
  }

  /** Looks after the line at once: the tab is seen again. */
  look(): void {
    this.#next?.cancel();
    this.#beat();
  }

  #schedule(): void {
    this.#next = this.#pacing.after(BEAT_MS, () => {
      this.#beat();
    });
  }

  #beat(): void {
    const now = this.#pacing.now();
    if (this.#wasSuspended(now)) this.#wake(now);
    else if (now - this.#heardAt >= SILENCE_MS) {
      this.stop();
      this.#heart.silent();
      return;
    } else if (this.#isDue(now)) this.#ask();
    this.#beatAt = now;
    this.#schedule();
  }

  #wasSuspended(now: number): boolean {
    const apart = this.#pacing.wall() - now;
    const moved = Math.abs(apart - this.#clocksApart) > SUSPENDED_MS;
    this.#clocksApart = apart;
    return moved || now - this.#beatAt > BEAT_MS + SUSPENDED_MS;
  }

  /** A tab that slept is no error: the line gets its full time to answer, and nothing counts as current before it has. */
  #wake(now: number): void {
    this.#heardAt = now;
    this.#proof ??= this.#n + 1;
    this.#heart.fresh(false);
    this.#ask();
  }

  #isDue(now: number): boolean {
    const askedAt = this.#askedAt ?? -Infinity;
    if (now - askedAt < ASK_AFTER_MS) return false;
    return now - this.#heardAt >= ASK_AFTER_MS || now - askedAt >= MEASURE_EVERY_MS;
  }

  #ask(): void {
    const n = ++this.#n;
    const now = this.#pacing.now();
    this.#askedAt = now;
    this.#sent.set(n, now);
    // Answers that never came are not waited for.
    this.#sent.delete(n - 10);
    this.#heart.ping(n);
  }
}
