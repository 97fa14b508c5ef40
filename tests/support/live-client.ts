import { WebSocket } from 'ws';
import type { ServerFrame } from '@reassign/shared/live/protocol.ts';

type Kind = ServerFrame['t'];
type Frame<T extends Kind> = Extract<ServerFrame, { t: T }>;

/** A client nobody here wrote (the `ws` package), with what it heard in order. */
export class LiveClient {
  readonly socket: WebSocket;
  readonly heard: ServerFrame[] = [];
  readonly #waiting: (() => void)[] = [];

  constructor(address: string, headers: Record<string, string> = {}) {
    this.socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { headers });
    this.socket.on('message', (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString()) as ServerFrame);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** The next frame of a kind that was not taken yet. */
  async next<T extends Kind>(kind: T): Promise<Frame<T>> {
    for (;;) {
      const index = this.heard.findIndex(({ t }) => t === kind);
      if (index >= 0) return this.heard.splice(index, 1)[0] as Frame<T>;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }

  async follow(lotId: string, after?: number): Promise<void> {
    this.send({ t: 'follow', lotId, ...(after !== undefined && { after }) });
    await this.next('you');
  }
}
