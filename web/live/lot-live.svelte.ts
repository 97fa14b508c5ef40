import type { LogEntryView, LotView, ReceiptView } from '@reassign/shared/auctions/api.ts';
import { uuidv7 } from '@reassign/shared/kernel/uuid.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import type { Problem } from '@reassign/shared/kernel/problems.ts';
import {
  bidsOf,
  type FeedEntry,
  fillIn,
  follow,
  type Followed,
  historyOf,
  missingAfter,
  refresh,
} from '@reassign/shared/live/follow.ts';
import type { Instant } from '@reassign/shared/kernel/instant.ts';
import type { ServerFrame, You } from '@reassign/shared/live/protocol.ts';
import type { Api } from '../api/client.ts';
import type { LiveConnection } from './connection.svelte.ts';
import { type KeptBid, Outbox } from './outbox.ts';
import { Receipts } from './receipts.svelte.ts';
import type { ServerClock } from './server-clock.svelte.ts';

/** What a page can rely on right now. */
export type LiveStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** The line is back, or the tab woke up: what was missed is on its way. */
  | { readonly kind: 'catching-up' }
  /** `since` in server time. */
  | { readonly kind: 'offline'; readonly since: Instant; readonly retrying: boolean };

export type BidAnswer =
  | { readonly kind: 'accepted'; readonly bid: KeptBid; readonly receipt: ReceiptView; readonly at: string }
  | { readonly kind: 'refused'; readonly bid: KeptBid; readonly problem: Problem }
  /** It was never answered and is too old to be sent again: the list of bids tells whether it counted. */
  | { readonly kind: 'unanswered'; readonly bid: KeptBid };

export interface LotLiveParts {
  readonly connection: LiveConnection;
  readonly clock: ServerClock;
  readonly api: Api;
  readonly lot: LotView;
  /** The newest part of its log, oldest first. */
  readonly entries: readonly LogEntryView[];
}

/** No answer by then, or none that says what happened: asked again under the same id. */
const ASK_AGAIN_MS = 2_000;

/** One lot as it happens: its public state, what this session is to it, and the bids made here. */
export class LotLive {
  you = $state.raw<You>({ standing: 'stranger', bidderNumber: null });
  /** On its way, without an answer yet. */
  sent = $state.raw<KeptBid | null>(null);
  answer = $state.raw<BidAnswer | null>(null);
  readonly receipts: Receipts;
  readonly #connection: LiveConnection;
  readonly #clock: ServerClock;
  readonly #api: Api;
  readonly #lotId: string;
  #followed = $state.raw<Followed>({} as Followed);
  #caughtUp = $state(false);
  #hasBeenLive = $state(false);
  #outbox: Outbox | null = null;
  #filling = false;
  #askAgainTimer: ReturnType<typeof setTimeout> | undefined;

  readonly lot: LotView = $derived.by(() => this.#followed.lot);
  readonly entries = $derived.by(() => this.#followed.entries);
  readonly bids = $derived.by(() => bidsOf(this.#followed.entries));
  readonly history = $derived.by(() => historyOf(this.#followed.entries));
  readonly status: LiveStatus = $derived.by(() => {
    const { line } = this.#connection;
    if (line.kind === 'offline') return { ...line, since: this.#clock.at(line.since) };
    if (line.kind === 'open' && line.isFresh && this.#caughtUp) return { kind: 'live' };
    return { kind: line.kind === 'open' && this.#hasBeenLive ? 'catching-up' : 'connecting' };
  });
  /** Whether every entry from the first one held to the newest is here. */
  readonly isComplete = $derived.by(() => missingAfter(this.#followed) === null);

  constructor({ connection, clock, api, lot, entries }: LotLiveParts) {
    this.#connection = connection;
    this.#clock = clock;
    this.#api = api;
    this.#lotId = lot.id;
    this.receipts = new Receipts(api, lot.id);
    this.#followed = { lot, entries };
  }

  /** Follows the lot until the answer is called. Only in the browser. */
  start(): () => void {
    this.#outbox = new Outbox(sessionStorage);
    const stopReceipts = this.receipts.start();
    const stop = this.#connection.listen({
      opened: () => {
        this.#resume();
      },
      received: (frame) => {
        if ('lotId' in frame && frame.lotId === this.#lotId) this.#receive(frame);
      },
    });
    return () => {
      stop();
      stopReceipts();
      this.#connection.send({ t: 'unfollow', lotId: this.#lotId });
    };
  }

  /** Sends a bid, kept first; its answer comes as `answer`. One at a time. */
  bid(amount: Money, { maximum, confirmed = false }: { maximum?: Money; confirmed?: boolean } = {}): void {
    if (this.sent !== null || this.status.kind !== 'live') return;
    const madeAt = this.#clock.read();
    const commandId = uuidv7(madeAt, crypto.getRandomValues(new Uint8Array(10)));
    const bid: KeptBid = {
      ...{ commandId, lotId: this.#lotId, amount, confirmed, madeAt },
      ...(maximum && { maximum }),
    };
    this.#outbox?.keep(bid);
    this.answer = null;
    this.#send(bid);
  }

  /** In server time, for ids. */
  now(): Instant {
    return this.#clock.read();
  }

  #send(bid: KeptBid): void {
    this.sent = bid;
    const { commandId, lotId, amount, maximum, confirmed } = bid;
    this.#connection.send({
      ...{ t: 'bid', commandId, lotId, amount },
      ...(maximum && { maximum }),
      ...(confirmed && { confirmed }),
    });
    clearTimeout(this.#askAgainTimer);
    this.#askAgainTimer = setTimeout(() => {
      if (this.sent === bid && this.status.kind === 'live') this.#send(bid);
    }, ASK_AGAIN_MS);
  }

  #resume(): void {
    this.#caughtUp = false;
    this.#connection.send({ t: 'follow', lotId: this.#lotId, after: this.lot.seq });
  }

  #receive(frame: Extract<ServerFrame, { lotId?: string }>): void {
    switch (frame.t) {
      case 'snapshot':
        this.#followed = refresh(this.#followed, frame.lot);
        void this.#fillIn();
        return;
      case 'event': {
        const next = follow(this.#followed, frame);
        if (next === 'gap') this.#resume();
        else this.#followed = next;
        this.#forgetOpened(frame);
        return;
      }
      case 'you':
        this.you = frame.you;
        this.#caughtUp = true;
        this.#hasBeenLive = true;
        this.#askAgain();
        // A page that brought no entries has them read now.
        if (this.entries.length === 0) void this.#fillIn();
        return;
      case 'accepted':
      case 'refused':
        this.#answered(frame);
        return;
      case 'problem':
        return;
    }
  }

  /** One's own maximum was reached or beaten: the platform has nothing more to bid up to. */
  #forgetOpened({ type, body }: FeedEntry): void {
    const { standing, bidderNumber } = this.you;
    if (type === 'MaximumOpened' && body['bidderNumber'] === bidderNumber)
      this.you = { standing, bidderNumber };
  }

  #answered(frame: Extract<ServerFrame, { t: 'accepted' | 'refused' }>): void {
    // Kept also when nobody waits for the answer any more.
    if (frame.t === 'accepted') this.receipts.take(frame.receipt);
    const bid = this.sent;
    if (bid?.commandId !== frame.commandId) return;
    if (frame.t === 'refused' && frame.problem.code === 'outcome-unknown') return;
    this.#outbox?.forget(bid.commandId);
    this.sent = null;
    if (frame.t === 'refused') this.answer = { kind: 'refused', bid, problem: frame.problem };
    else this.answer = { kind: 'accepted', bid, receipt: frame.receipt, at: frame.at };
  }

  /** After every (re)connection: what has no answer yet is asked again under its old id. */
  #askAgain(): void {
    const waiting = this.#outbox?.take(this.#lotId, this.#clock.read());
    const stale = waiting?.stale.at(-1);
    if (stale) {
      this.sent = null;
      this.answer = { kind: 'unanswered', bid: stale };
    }
    for (const bid of waiting?.again ?? []) this.#send(bid);
  }

  /** A snapshot leaves a hole in the entries: it is read from the log. */
  async #fillIn(): Promise<void> {
    if (this.#filling) return;
    this.#filling = true;
    try {
      for (let after = missingAfter(this.#followed); after !== null; after = missingAfter(this.#followed)) {
        const path = `/api/v1/lots/${this.#lotId}/events`;
        const page = await this.#api.get<{ items: LogEntryView[] }>(path, { after });
        if (page.items.length === 0) return;
        this.#followed = fillIn(this.#followed, page.items);
      }
    } catch {
      // The price is right without the list; the next snapshot tries again.
    } finally {
      this.#filling = false;
    }
  }
}
