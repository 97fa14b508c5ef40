import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { LogStore, LotAppend } from '../log-store.ts';

/** A lot that collects entries and takes part in appends, one at a time. */
export interface Appending {
  readonly lotId: LotId;
  /** Closes the collected batch; `null` when there is nothing, or one is on its way. */
  cut(): LotAppend | null;
  landed(): void;
  stale(): void;
  unknown(): void;
}

export interface GroupAppendOptions {
  readonly store: Pick<LogStore, 'append'>;
  /** Statements on their way at once. */
  readonly mostAppends: number;
  /** Runs a little later: what arrives together is then appended together. */
  readonly defer: (run: () => void) => void;
  readonly report: (error: unknown) => void;
}

/** One statement carries at most this many lots and entries: a round of it stays within milliseconds. */
const MOST_LOTS = 500;
const MOST_ENTRIES = 2_000;

/**
 * Gathers what many lots have to append into few statements. While they are on their way the lots go on collecting,
 * so the busier the server, the larger the groups.
 */
export class GroupAppend {
  readonly #options: GroupAppendOptions;
  readonly #waiting = new Set<Appending>();
  #appending = 0;
  #isDeferred = false;
  #idle: (() => void)[] = [];

  constructor(options: GroupAppendOptions) {
    this.#options = options;
  }

  get appending(): number {
    return this.#appending;
  }

  add(lot: Appending): void {
    this.#waiting.add(lot);
    this.#soon();
  }

  /** Resolves when nothing waits and nothing is on its way. */
  drained(): Promise<void> {
    if (this.#appending === 0 && this.#waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #soon(): void {
    if (this.#isDeferred || this.#appending >= this.#options.mostAppends) return;
    this.#isDeferred = true;
    this.#options.defer(() => {
      this.#isDeferred = false;
      while (this.#appending < this.#options.mostAppends && this.#waiting.size > 0) this.#send();
      this.#tellIdle();
    });
  }

  #send(): void {
    const lots = new Map<LotId, Appending>();
    const batch: LotAppend[] = [];
    let entries = 0;
    for (const lot of this.#waiting) {
      this.#waiting.delete(lot);
      const part = lot.cut();
      if (part === null) continue;
      lots.set(lot.lotId, lot);
      batch.push(part);
      entries += part.entries.length;
      if (batch.length >= MOST_LOTS || entries >= MOST_ENTRIES) break;
    }
    if (batch.length === 0) return;
    this.#appending++;
    void this.#append(batch, lots);
  }

  async #append(batch: readonly LotAppend[], lots: ReadonlyMap<LotId, Appending>): Promise<void> {
    const fenced = await this.#options.store.append(batch).catch((error: unknown) => {
      this.#options.report(error);
      return null;
    });
    this.#appending--;
    for (const [lotId, lot] of lots) {
      if (fenced === null) lot.unknown();
      else if (fenced.has(lotId)) lot.landed();
      else lot.stale();
    }
    this.#soon();
    this.#tellIdle();
  }

  #tellIdle(): void {
    if (this.#appending > 0 || this.#waiting.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
