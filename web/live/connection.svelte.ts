import type { ClientFrame, ServerFrame } from '@reassign/shared/live/protocol.ts';
import type { Offset } from '@reassign/shared/live/server-time.ts';
import { type Line, LiveLine, type SocketEvents } from './line.ts';
import { browserPacing } from './pacing.ts';

export interface Listener {
  /** The line is open (again): ask for what was missed. */
  opened(): void;
  received(frame: ServerFrame): void;
}

/** One socket to the live feed for as many lots as a page shows: it comes back by itself and measures the server's clock. */
export class LiveConnection {
  line = $state.raw<Line>({ kind: 'connecting' });
  /** Of the server's clock beside this machine's monotonic one. */
  offset = $state.raw<Offset | null>(null);
  /** Whether this session may bid at all, as the server says. */
  canBid = $state(false);

  #listeners: readonly Listener[] = [];
  #live: LiveLine | null = null;

  /** Opens the line; the answer closes it for good. */
  start(url: string): () => void {
    const ports = {
      pacing: browserPacing,
      random: () => Math.random(),
      open: (events: SocketEvents) => openSocket(url, events),
    };
    const live = new LiveLine(ports, {
      changed: (line) => {
        this.line = line;
      },
      measured: (offset) => {
        this.offset = offset;
      },
      greeted: (canBid) => {
        this.canBid = canBid;
        for (const listener of this.#listeners) listener.opened();
      },
      received: (frame) => {
        for (const listener of this.#listeners) listener.received(frame);
      },
    });
    this.#live = live;
    const hurry = (): void => {
      if (document.visibilityState === 'visible') live.hurry();
    };
    globalThis.addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    live.start();
    return () => {
      globalThis.removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
      this.#live = null;
      live.stop();
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
    return this.#live?.send(frame) ?? false;
  }
}

function openSocket(url: string, events: SocketEvents) {
  const socket = new WebSocket(url);
  socket.addEventListener('message', ({ data }) => {
    events.received(String(data));
  });
  socket.addEventListener('close', () => {
    events.closed();
  });
  return {
    send: (text: string) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      socket.close();
    },
  };
}

/** The feed beside the page, on the same host. */
export const liveUrl = (): string => `${location.origin.replace(/^http/, 'ws')}/api/v1/live`;
