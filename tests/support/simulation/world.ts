import { type Instant, instant, later } from '@reassign/shared/kernel/instant.ts';
import type { Clock } from '../../../server/platform/clock.ts';

/** mulberry32: small, and the same sequence on every machine. */
export interface Dice {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number below `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(among: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability) => next() < probability,
    pick: <T>(among: readonly T[]) => among[below(among.length)] as T,
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}

/** Simulated time: things happen in order of their instant, and between two of them all promises settle. */
export interface World {
  readonly dice: Dice;
  now(): Instant;
  after(ms: number, run: () => void): { cancel(): void };
  /** A promise for later; random when given a range. */
  pause(ms: number): Promise<void>;
  /** Runs until `isDone`; `false` when nothing is left to happen before that, or the simulated time passes `limit`. */
  run(isDone: () => boolean, limit: Instant): Promise<boolean>;
}

interface Happening {
  readonly at: Instant;
  readonly order: number;
  readonly run: () => void;
}

export function simulatedWorld(seed: number, start: Instant): World {
  const happenings: Happening[] = [];
  let at = start;
  let order = 0;

  const isBefore = (a: Happening, b: Happening): boolean =>
    a.at < b.at || (a.at === b.at && a.order < b.order);

  function add(happening: Happening): void {
    let place = happenings.length;
    // Latest first, so that the next one is popped from the end; most new ones are due soon.
    while (place > 0 && isBefore(happenings[place - 1] as Happening, happening)) place--;
    happenings.splice(place, 0, happening);
  }

  const world: World = {
    dice: dice(seed),
    now: () => at,
    after(ms, run) {
      const happening = { at: later(at, Math.max(0, Math.round(ms))), order: order++, run };
      add(happening);
      return {
        cancel: () => {
          const place = happenings.indexOf(happening);
          if (place >= 0) happenings.splice(place, 1);
        },
      };
    },
    pause: (ms) => new Promise((resolve) => world.after(ms, resolve)),
    async run(isDone, limit) {
      await settled();
      while (!isDone()) {
        const next = happenings.pop();
        if (next === undefined || next.at > limit) return false;
        at = next.at;
        next.run();
        await settled();
      }
      return true;
    },
  };
  return world;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** One server's clock: off by `skewMs`, and silent once the server is dead. */
export function skewedClock(world: World, skewMs: number, isAlive: () => boolean): Clock {
  const now = (): Instant => instant(world.now() + skewMs);
  return {
    now,
    monotonic: () => world.now(),
    certain: () => true,
    schedule: (due, run) =>
      world.after(due - now(), () => {
        if (isAlive()) run();
      }),
  };
}
