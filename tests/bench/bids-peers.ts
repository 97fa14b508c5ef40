import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { bigint, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import Fastify from 'fastify';
import postgres from 'postgres';
import { WebSocketServer } from 'ws';
import type { Room } from './bids-bidders.ts';
import { type RedisBids, startRedis } from './bids-redis.ts';
import { answerAs } from './part.ts';

/*
 * What others would write. No session, no log with hashes, no receipt: each does less than our server does.
 */

const lot = pgTable('peer_lot', {
  id: uuid().primaryKey(),
  asking: bigint({ mode: 'number' }).notNull(),
  increment: bigint({ mode: 'number' }).notNull(),
  leader: text(),
});

const bid = pgTable('peer_bid', {
  id: uuid().primaryKey(),
  lotId: uuid('lot_id').notNull(),
  amount: bigint({ mode: 'number' }).notNull(),
});

const TABLES = `
  create table peer_lot (id uuid primary key, asking bigint not null, increment bigint not null, leader text);
  create table peer_bid (id uuid primary key, lot_id uuid not null, amount bigint not null, at timestamptz default now());
  create function place_bid(bid uuid, lot uuid, offered bigint, out accepted boolean, out now_asking bigint)
  language plpgsql as $$
  begin
    update peer_lot set asking = offered + increment, leader = bid
      where id = lot and asking <= offered returning asking into now_asking;
    accepted := found;
    if found then
      insert into peer_bid (id, lot_id, amount) values (bid, lot, offered);
    else
      select asking into now_asking from peer_lot where id = lot;
    end if;
  end $$`;

interface BidFrame {
  readonly commandId: string;
  readonly lotId: string;
  readonly amount: { readonly amount: number };
}

interface Opened {
  readonly port: number;
  readonly path: string;
}

let url = '';
let redis: RedisBids | null = null;

const accept = (commandId: string): string => `{"t":"accepted","commandId":"${commandId}"}`;
const refuse = (asking: number): string => `{"t":"refused","asking":${asking}}`;

export const commands = {
  async prepare(input: { url: string }): Promise<void> {
    url = input.url;
    const admin = postgres(url, { max: 1 });
    await admin.unsafe(TABLES);
    await admin.end();
  },

  async makeRoom({ lotId, asking, increment }: Room): Promise<void> {
    await redis?.openLot(lotId, asking, increment);
    const admin = postgres(url, { max: 1 });
    await admin`insert into peer_lot (id, asking, increment) values (${lotId}, ${asking}, ${increment})`;
    await admin.end();
  },

  /** A transaction per bid that locks the lot's row, over HTTP. */
  async tutorial(): Promise<Opened> {
    const db = drizzle(postgres(url, { max: 10 }));
    const app = Fastify();
    app.post<{ Body: BidFrame }>('/bids', async (request, reply) => {
      const { commandId, lotId, amount } = request.body;
      const answer = await db.transaction(async (tx) => {
        const [found] = await tx
          .select()
          .from(lot)
          .where(sql`${lot.id} = ${lotId}`)
          .for('update');
        if (found === undefined) return null;
        if (amount.amount < found.asking) return { t: 'refused', asking: found.asking };
        await tx.insert(bid).values({ id: commandId, lotId, amount: amount.amount });
        const asking = amount.amount + found.increment;
        await tx
          .update(lot)
          .set({ asking, leader: commandId })
          .where(sql`${lot.id} = ${lotId}`);
        return { t: 'accepted', commandId };
      });
      return reply.code(answer?.t === 'accepted' ? 201 : 409).send(answer);
    });
    await app.listen({ host: '127.0.0.1', port: 0 });
    return { port: (app.server.address() as AddressInfo).port, path: '/bids' };
  },

  /** One SQL function per bid, over WebSocket; one connection, because the row's lock makes more of them slower. */
  careful(): Promise<Opened> {
    const connection = postgres(url, { max: 1 });
    return listen((frame, answer) => {
      const { commandId, lotId, amount } = JSON.parse(frame) as BidFrame;
      void connection<{ accepted: boolean; now_asking: string }[]>`
        select accepted, now_asking from place_bid(${commandId}, ${lotId}, ${amount.amount})`.then(
        ([row]) => {
          if (row?.accepted === true) answer(`{"t":"accepted","commandId":"${commandId}"}`);
          else answer(`{"t":"refused","asking":${row?.now_asking ?? '0'}}`);
        },
      );
    });
  },

  /** `null` without redis-server. */
  async redis({ folder }: { folder: string }): Promise<Opened | null> {
    const store = await startRedis(folder);
    redis = store;
    if (store === null) return null;
    return listen((frame, answer) => {
      const { commandId, lotId, amount } = JSON.parse(frame) as BidFrame;
      void store.bid(lotId, commandId, amount.amount).then(({ accepted, asking }) => {
        answer(accepted ? accept(commandId) : refuse(asking));
      });
    });
  },

  /** No work at all: what sockets cost. */
  echo: (): Promise<Opened> =>
    listen((frame, answer) => {
      answer(frame);
    }),
};

function listen(serve: (frame: string, answer: (text: string) => void) => void): Promise<Opened> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket) => {
    socket.on('message', (frame) => {
      serve((frame as Buffer).toString(), (text) => {
        socket.send(text);
      });
    });
  });
  return new Promise((resolve) => {
    server.once('listening', () => {
      resolve({ port: (server.address() as AddressInfo).port, path: '/' });
    });
  });
}

answerAs(commands);
