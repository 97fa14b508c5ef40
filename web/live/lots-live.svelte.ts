import { SvelteMap } from 'svelte/reactivity';
import type { LotView } from '@reassign/shared/auctions/api.ts';
import { LotLive, type LotLiveParts } from './lot-live.svelte.ts';

type Parts = Pick<LotLiveParts, 'connection' | 'clock' | 'api'>;

/** Whole lots over one line: each is followed, and bid on, as in its own room. */
export class LotsLive {
  readonly #parts: Parts;
  readonly #lives = new SvelteMap<string, LotLive>();
  readonly #stops: (() => void)[] = [];
  #isStarted = false;

  constructor(parts: Parts, lots: readonly LotView[]) {
    this.#parts = parts;
    this.take(lots);
  }

  of(lotId: string): LotLive | undefined {
    return this.#lives.get(lotId);
  }

  /** Lots that came since the page stands; those already followed stay as they are. */
  take(lots: readonly LotView[]): void {
    for (const lot of lots) {
      if (this.#lives.has(lot.id)) continue;
      const live = new LotLive({ ...this.#parts, lot, entries: [] });
      this.#lives.set(lot.id, live);
      if (this.#isStarted) this.#stops.push(live.start());
    }
  }

  /** Follows them until the answer is called. Only in the browser. */
  start(): () => void {
    this.#isStarted = true;
    for (const live of this.#lives.values()) this.#stops.push(live.start());
    return () => {
      this.#isStarted = false;
      for (const stop of this.#stops.splice(0)) stop();
    };
  }
}
