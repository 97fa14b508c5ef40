import type { LogEntryView } from '@reassign/shared/auctions/api.ts';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import type { ChainCheck, ChainState } from '@reassign/shared/live/chain-check.ts';
import type { FeedEntry } from '@reassign/shared/live/follow.ts';
import type { Api } from '../api/client.ts';
import { browserPacing } from './pacing.ts';
import { fetchKeyList, readPlatformKeys } from './platform-keys.ts';
import { ReceiptBook } from './receipt-book.ts';

/** A moving log has a new checkpoint with every append: this often one is compared. */
const CHECKPOINT_EVERY_MS = 10 * SECOND;

/** Checks the chain of one lot in this browser while it is shown; the code for it is loaded after the page stands. */
export class ChainSeal {
  state = $state.raw<ChainState>({ kind: 'unchecked' });
  readonly #api: Api;
  readonly #lotId: string;
  #check: ChainCheck | null = null;
  #held: readonly FeedEntry[] = [];
  #working = false;
  #comparedAt: number | null = null;

  constructor(api: Api, lotId: string) {
    this.#api = api;
    this.#lotId = lotId;
  }

  /** Takes what is held of the log now. What cannot be read for lack of a line is tried with the next entries. */
  look(held: readonly FeedEntry[]): void {
    this.#held = held;
    if (this.#working) return;
    this.#working = true;
    this.#work()
      .catch(() => undefined)
      .finally(() => {
        this.#working = false;
      });
  }

  /** A checkpoint that came with a receipt. */
  compare(note: string): void {
    this.#check?.readCheckpoint(note);
    this.#tell();
  }

  async #work(): Promise<void> {
    const check = (this.#check ??= await this.#begin());
    while (check.size < (this.#held.at(-1)?.seq ?? 0) && check.state.kind !== 'broken') {
      const before = check.size;
      if ((this.#held[0]?.seq ?? 1) > check.size + 1) await this.#readEarlier(check);
      check.read(this.#held);
      this.#tell();
      // A hole in the middle: it is filled by whoever follows the lot.
      if (check.size === before) return;
    }
    await this.#compareNewest(check);
  }

  async #begin(): Promise<ChainCheck> {
    await idle();
    const { ChainCheck: Check } = await import('@reassign/shared/live/chain-check.ts');
    const check = new Check(this.#lotId);
    const platform = await readPlatformKeys(await fetchKeyList(), new ReceiptBook(localStorage));
    if (platform.ok) check.trust(platform.keys);
    else check.distrust();
    return check;
  }

  async #readEarlier(check: ChainCheck): Promise<void> {
    const path = `/api/v1/lots/${this.#lotId}/events`;
    const { items } = await this.#api.get<{ items: LogEntryView[] }>(path, { after: check.size });
    check.read(items);
  }

  async #compareNewest(check: ChainCheck): Promise<void> {
    const now = browserPacing.now();
    if (this.#comparedAt !== null && now - this.#comparedAt < CHECKPOINT_EVERY_MS) return;
    this.#comparedAt = now;
    const response = await fetch(`/api/v1/lots/${this.#lotId}/checkpoint`);
    if (response.ok) check.readCheckpoint(await response.text());
    this.#tell();
  }

  #tell(): void {
    if (this.#check) this.state = this.#check.state;
  }
}

/** When the browser has nothing better to do. */
const idle = (): Promise<void> =>
  new Promise((done) => {
    if ('requestIdleCallback' in globalThis)
      requestIdleCallback(
        () => {
          done();
        },
        { timeout: 2_000 },
      );
    else setTimeout(done, 300);
  });
