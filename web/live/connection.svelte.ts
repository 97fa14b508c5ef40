import type { ClientFrame, ServerFrame } from '@reassign/shared/live/protocol.ts';
import { type Offset, offsetOf, type Sample } from '@reassign/shared/live/server-time.ts';

/** Where the line stands; `since` in ms of this machine's clock. */
export type Line =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'offline'; readonly since: number; readonly retrying: boolean };

export interface Listener {
  /** The line is open (again): ask for what was missed. */
  opened(): void;
  received(frame: ServerFrame): void;
}

const PING_EVERY_MS = 5_000;
const PONG_WITHIN_MS = 4_500;
const SAMPLES_KEPT = 8;
const FIRST_RETRY_MS = 400;
const LONGEST_RETRY_MS = 15_000;

/** One socket to the live feed for as many lots as a page shows: it comes back by itself and measures the server's clock. */
export class LiveConnection {
  line = $state.raw<Line>({ kind: 'connecting' });
  offset = $state.raw<Offset | null>(null);
  /** Whether this session may bid at all, as the server says. */
  canBid = $state(false);

  #url = '';
  #listeners: readonly Listener[] = [];
  #socket: WebSocket | null = null;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #attempts = 0;
  #samples: Sample[] = [];
  #pending: { readonly n: number; readonly sentAt: number } | null = null;
  #pingNumber = 0;

  /** Opens the line; the answer closes it for good. */
  start(url: string): () => void {
    this.#url = url;
    const retryNow = (): void => {
      if (this.#socket === null) this.#connect();
    };
    globalThis.addEventListener('online', retryNow);
    this.#connect();
    return () => {
      globalThis.removeEventListener('online', retryNow);
      this.#clearTimers();
      const socket = this.#socket;
      this.#socket = null;
      socket?.close(1000);
    };
  }

  listen(listener: Listener): () => void {
    this.#listeners = [...this.#listeners, listener];
    if (this.line.kind === 'open') listener.opened();
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  /** `false` when the line is down: nothing is queued here. */
  send(frame: ClientFrame): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    this.#clearTimers();
    if (this.line.kind === 'offline') this.line = { ...this.line, retrying: true };
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      if (socket === this.#socket) this.#receive(JSON.parse(String(data)) as ServerFrame);
    });
    socket.addEventListener('close', () => {
      if (socket === this.#socket) this.#lost();
    });
  }

  #receive(frame: ServerFrame): void {
    if (frame.t === 'hello') this.#greeted(frame.canBid);
    else if (frame.t === 'pong') this.#ponged(frame.n, frame.serverTime);
    else for (const listener of this.#listeners) listener.received(frame);
  }

  #greeted(canBid: boolean): void {
    this.canBid = canBid;
    this.#attempts = 0;
    this.line = { kind: 'open' };
    this.#ping();
    for (const listener of this.#listeners) listener.opened();
  }

  #ping(): void {
    const n = ++this.#pingNumber;
    this.#pending = { n, sentAt: Date.now() };
    this.send({ t: 'ping', n });
    this.#timers.push(
      setTimeout(() => {
        if (this.#pending?.n === n) this.#lost();
      }, PONG_WITHIN_MS),
      setTimeout(() => {
        this.#ping();
      }, PING_EVERY_MS),
    );
  }

  #ponged(n: number, serverTime: number): void {
    if (this.#pending?.n !== n) return;
    const { sentAt } = this.#pending;
    this.#pending = null;
    this.#samples = [...this.#samples, { sentAt, receivedAt: Date.now(), serverTime }].slice(-SAMPLES_KEPT);
    this.offset = offsetOf(this.#samples);
  }

  #lost(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#clearTimers();
    const since = this.line.kind === 'offline' ? this.line.since : Date.now();
    this.line = { kind: 'offline', since, retrying: false };
    // Spread out, or everybody would come back in the same moment.
    const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#attempts++);
    const wait = longest * (0.5 + Math.random() / 2);
    this.#timers.push(
      setTimeout(() => {
        this.#connect();
      }, wait),
    );
  }

  #clearTimers(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#pending = null;
  }
}

/** The feed beside the page, on the same host. */
export const liveUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/api/v1/live`;
