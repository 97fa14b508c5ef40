import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import type { House } from './house.ts';
import { findIn, pagePaths, programPaths } from './planted.ts';
import type { Visitor, VisitorName, Visitors } from './visitors.ts';

/** One answer or frame, and who got it. */
export interface Seen {
  readonly visitor: VisitorName;
  readonly what: string;
  readonly text: string;
}

/** Who was told a secret that is none of its own, and where. */
export const leaksIn = (
  seen: readonly Seen[],
  secretsFor: (visitor: VisitorName) => readonly string[],
): string[] =>
  seen.flatMap(({ visitor, what, text }) =>
    findIn(text, secretsFor(visitor)).map((secret) => `${visitor}: ${what}: ${secret}`),
  );

/** Everybody who might look at some lots, and all that they got to see. */
export class Onlookers {
  readonly answers: Seen[] = [];
  readonly frames: Seen[] = [];
  readonly #sockets: WebSocket[] = [];
  readonly #house: House;
  readonly #visitors: Visitors;
  readonly #lots: readonly LotId[];

  constructor(house: House, visitors: Visitors, lots: readonly LotId[]) {
    this.#house = house;
    this.#visitors = visitors;
    this.#lots = lots;
  }

  async ask(visitor: Visitor, method: 'GET' | 'POST', path: string, body?: object): Promise<void> {
    const { cookie } = visitor;
    const headers = { origin: this.#house.config.publicUrl, ...(cookie !== '' && { cookie }) };
    const response = await this.#house.app.inject({
      method,
      url: path,
      headers,
      ...(body && { payload: body }),
    });
    this.answers.push({
      visitor: visitor.name,
      what: `${method} ${path} ${String(response.statusCode)}`,
      text: response.body,
    });
  }

  /** Everybody reads everything there is to read about every lot. */
  async read(): Promise<void> {
    const paths = [...programPaths(this.#house.app), ...pagePaths()];
    for (const visitor of Object.values(this.#visitors)) {
      for (const path of paths) {
        const named = path.includes(':id') ? this.#lots.map((lot) => path.replace(':id', lot)) : [path];
        for (const one of named) await this.ask(visitor, 'GET', one);
      }
      for (const status of ['requested', 'held'])
        await this.ask(visitor, 'GET', `/api/v1/deposits?status=${status}`);
    }
  }

  /** Everybody but the bidders themselves tries what only bidders may, and what only those may who move a lot. */
  async tryAll(bidders: readonly VisitorName[]): Promise<void> {
    const amount = { amount: 1_00, currency: 'CNY' };
    for (const visitor of Object.values(this.#visitors)) {
      if (bidders.includes(visitor.name)) continue;
      for (const lot of this.#lots) {
        const path = `/api/v1/lots/${lot}`;
        await this.ask(visitor, 'POST', `${path}/bids`, { commandId: randomUUID(), amount });
        await this.ask(visitor, 'POST', `${path}/registrations`, { conditionsVersion: 1 });
        await this.ask(visitor, 'POST', `${path}/reconfirmations`, {});
        await this.ask(visitor, 'POST', `${path}/moves`, { move: 'resume', reason: '不该由我恢复' });
      }
    }
  }

  /** Everybody follows every lot, and sends what is refused. */
  async watch(address: string): Promise<void> {
    for (const visitor of Object.values(this.#visitors)) await this.#follow(address, visitor);
  }

  async #follow(address: string, { name, cookie }: Visitor): Promise<void> {
    const headers = cookie === '' ? {} : { cookie, origin: this.#house.config.publicUrl };
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/v1/live`, { headers });
    this.#sockets.push(socket);
    // The answer to the last frame comes after those to the others.
    const answered = new Promise<void>((done) => {
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        this.frames.push({ visitor: name, what: 'frame', text });
        if (text.includes('"pong"')) done();
      });
    });
    await once(socket, 'open');
    for (const lotId of this.#lots) socket.send(JSON.stringify({ t: 'follow', lotId }));
    socket.send(JSON.stringify({ t: 'bid', lotId: this.#lots[0], commandId: 'x' }));
    socket.send(JSON.stringify({ t: 'ping', n: 1 }));
    await answered;
  }

  forget(): void {
    this.answers.length = 0;
    this.frames.length = 0;
  }

  leave(): void {
    for (const socket of this.#sockets) socket.terminate();
  }
}
