import { SvelteMap } from 'svelte/reactivity';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import { applyEvent } from '@reassign/shared/live/follow.ts';
import type { ServerFrame } from '@reassign/shared/live/protocol.ts';
import type { LiveConnection } from './connection.svelte.ts';

/** One socket follows at most 50: two pages of the list. */
const ROWS_FOLLOWED = 48;

/** The rows of a list as they happen: price, leader and clock of lots that are open or about to be. */
export class RowsLive {
  readonly #connection: LiveConnection;
  readonly #rows: SvelteMap<string, LotSummary>;

  constructor(connection: LiveConnection, lots: readonly LotSummary[]) {
    this.#connection = connection;
    this.#rows = new SvelteMap(
      lots
        .filter(isMoving)
        .slice(0, ROWS_FOLLOWED)
        .map((lot) => [lot.id, lot]),
    );
  }

  /** Nothing here can move. */
  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** The row as it stands now. */
  of(lot: LotSummary): LotSummary {
    return this.#rows.get(lot.id) ?? lot;
  }

  /** Whether its price has changed since the page came. */
  hasMoved(lot: LotSummary): boolean {
    return this.of(lot).asking.amount !== lot.asking.amount;
  }

  /** Rows that came later are followed too, as many as one socket may. */
  add(lots: readonly LotSummary[]): void {
    for (const lot of lots.filter(isMoving)) {
      if (this.#rows.size >= ROWS_FOLLOWED || this.#rows.has(lot.id)) continue;
      this.#rows.set(lot.id, lot);
      this.#follow(lot);
    }
  }

  /** Follows the rows until the answer is called. Only in the browser. */
  start(): () => void {
    return this.#connection.listen({
      opened: () => {
        for (const lot of this.#rows.values()) this.#follow(lot);
      },
      received: (frame) => {
        this.#receive(frame);
      },
    });
  }

  #follow({ id, seq }: LotSummary): void {
    this.#connection.send({ t: 'follow', lotId: id, after: seq });
  }

  #receive(frame: ServerFrame): void {
    if (frame.t !== 'snapshot' && frame.t !== 'event') return;
    const lot = this.#rows.get(frame.lotId);
    if (!lot || frame.seq <= lot.seq) return;
    if (frame.t === 'snapshot') this.#rows.set(lot.id, frame.lot);
    else if (frame.seq === lot.seq + 1) this.#rows.set(lot.id, applyEvent(lot, frame));
    else this.#follow(lot);
  }
}

const isMoving = ({ phase }: LotSummary): boolean =>
  phase === 'open' || phase === 'notice' || phase === 'paused' || phase === 'closed';
