import type { ClientFrame, ServerFrame } from '@reassign/shared/live/protocol.ts';
import type { Offset } from '@reassign/shared/live/server-time.ts';
import { Heartbeat } from './heartbeat.ts';
import type { Pacing, Scheduled } from './pacing.ts';

/** Where the line stands; `since` in ms of the pacing, when the last word came. */
export type Line =
  | { readonly kind: 'connecting' }
  /** Not fresh: the tab slept, and nothing was heard since. */
  | { readonly kind: 'open'; readonly isFresh: boolean }
  | { readonly kind: 'offline'; readonly since: number; readonly retrying: boolean };

export interface LineSocket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  received(text: string): void;
  closed(): void;
}

/** What a line stands on; a test brings its own. */
export interface LinePorts {
  readonly pacing: Pacing;
  /** From 0 to below 1. */
  random(): number;
  open(events: SocketEvents): LineSocket;
}

export interface LineEvents {
  changed(line: Line): void;
  measured(offset: Offset): void;
  /** The line is open (again), as the server's first frame says. */
  greeted(canBid: boolean): void;
  received(frame: ServerFrame): void;
}

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 8_000;
/** A first greeting may take this long, later ones longer, so that a slow network is not hung up on for ever. */
const GREETED_WITHIN_MS = 3_000;
const GREETED_AT_LAST_WITHIN_MS = 10_000;

/** How long to wait before the next attempt: longer each time, and spread, or everybody would come back in one moment. */
export function retryDelay(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempts);
  return longest * (0.5 + random / 2);
}

/** One socket that comes back by itself. */
export class LiveLine {
  readonly #ports: LinePorts;
  readonly #events: LineEvents;
  #line: Line = { kind: 'connecting' };
  #socket: LineSocket | null = null;
  #heartbeat: Heartbeat | null = null;
  #timer: Scheduled | null = null;
  #attempts = 0;

  constructor(ports: LinePorts, events: LineEvents) {
    this.#ports = ports;
    this.#events = events;
  }

  start(): void {
    this.#connect();
  }

  stop(): void {
    this.#hangUp();
    this.#timer?.cancel();
  }

  /** The network or the reader is back: no more waiting. */
  hurry(): void {
    if (this.#heartbeat) this.#heartbeat.look();
    else if (this.#socket === null) this.#connect();
  }

  /** `false` when the line is down: nothing is queued here. */
  send(frame: ClientFrame): boolean {
    if (!this.#socket || this.#line.kind !== 'open') return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  #connect(): void {
    this.#timer?.cancel();
    if (this.#line.kind === 'offline') this.#change({ ...this.#line, retrying: true });
    const startedAt = this.#ports.pacing.now();
    const socket = this.#ports.open({
      received: (text) => {
        if (socket === this.#socket) this.#receive(JSON.parse(text) as ServerFrame);
      },
      closed: () => {
        if (socket === this.#socket) this.#lost(startedAt);
      },
    });
    this.#socket = socket;
    const patience = Math.min(GREETED_AT_LAST_WITHIN_MS, GREETED_WITHIN_MS * 1.5 ** this.#attempts);
    this.#timer = this.#ports.pacing.after(patience, () => {
      this.#lost(startedAt);
    });
  }

  #receive(frame: ServerFrame): void {
    this.#heartbeat?.heard();
    if (frame.t === 'hello') this.#greeted(frame.canBid);
    else if (frame.t === 'pong') this.#heartbeat?.pong(frame.n, frame.serverTime);
    else this.#events.received(frame);
  }

  #greeted(canBid: boolean): void {
    this.#timer?.cancel();
    this.#attempts = 0;
    this.#change({ kind: 'open', isFresh: true });
    this.#heartbeat?.stop();
    const heartbeat = new Heartbeat(this.#ports.pacing, {
      ping: (n) => {
        this.send({ t: 'ping', n });
      },
      silent: () => {
        this.#lost(heartbeat.heardAt);
      },
      fresh: (isFresh) => {
        this.#change({ kind: 'open', isFresh });
      },
      measured: (offset) => {
        this.#events.measured(offset);
      },
    });
    this.#heartbeat = heartbeat;
    heartbeat.start();
    this.#events.greeted(canBid);
  }

  #lost(fallbackSince: number): void {
    const since =
      this.#line.kind === 'offline' ? this.#line.since : (this.#heartbeat?.heardAt ?? fallbackSince);
    this.#hangUp();
    this.#timer?.cancel();
    this.#change({ kind: 'offline', since, retrying: false });
    const wait = retryDelay(this.#attempts++, this.#ports.random());
    this.#timer = this.#ports.pacing.after(wait, () => {
      this.#connect();
    });
  }

  #hangUp(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#heartbeat?.stop();
    this.#heartbeat = null;
    socket?.close();
  }

  #change(line: Line): void {
    this.#line = line;
    this.#events.changed(line);
  }
}
