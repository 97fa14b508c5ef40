import type { LotView } from '@reassign/shared/auctions/api.ts';
import { toInstant } from '@reassign/shared/kernel/codecs.ts';
import { SECOND } from '@reassign/shared/kernel/instant.ts';
import type { BidLine } from '@reassign/shared/live/follow.ts';

/** A bid that was made here and has no answer yet. */
export interface KeptBid {
  readonly commandId: string;
  readonly lotId: string;
  readonly amount: LotView['asking'];
  /** How far the platform may go on bidding by itself. */
  readonly maximum?: LotView['asking'];
  readonly confirmed: boolean;
  /** Server time in ms when it was made. */
  readonly madeAt: number;
}

const KEY = 'reassign.outbox';
/** An older bid is not sent again by itself: its maker may have changed their mind; the log tells whether it counted. */
export const SENT_AGAIN_WITHIN_MS = 60_000;

/** Bids are kept before they are sent, so that a reload or a lost line asks again with the same id instead of anew. */
export class Outbox {
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>;

  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#storage = storage;
  }

  keep(bid: KeptBid): void {
    this.#write([...this.#read(), bid]);
  }

  forget(commandId: string): void {
    this.#write(this.#read().filter((bid) => bid.commandId !== commandId));
  }

  /** What waits for an answer on this lot; what is too old to be sent again is dropped and told apart. */
  take(
    lotId: string,
    now: number,
  ): { readonly again: readonly KeptBid[]; readonly stale: readonly KeptBid[] } {
    const own = this.#read().filter((bid) => bid.lotId === lotId);
    const isFresh = ({ madeAt }: KeptBid): boolean => now - madeAt <= SENT_AGAIN_WITHIN_MS;
    const stale = own.filter((bid) => !isFresh(bid));
    for (const { commandId } of stale) this.forget(commandId);
    return { again: own.filter(isFresh), stale };
  }

  #read(): KeptBid[] {
    return JSON.parse(this.#storage.getItem(KEY) ?? '[]') as KeptBid[];
  }

  #write(bids: readonly KeptBid[]): void {
    this.#storage.setItem(KEY, JSON.stringify(bids));
  }
}

/** Server time was only estimated when the bid was made. */
const CLOCK_TOLERANCE_MS = 5 * SECOND;

/** The entry that a bid without an answer became, if it counted: under this number an amount is bid only once. */
export const entryOf = (
  { amount, madeAt }: KeptBid,
  bidderNumber: string | null,
  bids: readonly BidLine[],
): BidLine | null =>
  bids.find(
    (bid) =>
      bid.bidderNumber === bidderNumber &&
      bid.amount.amount === amount.amount &&
      bid.amount.currency === amount.currency &&
      toInstant(bid.at) >= madeAt - CLOCK_TOLERANCE_MS,
  ) ?? null;
