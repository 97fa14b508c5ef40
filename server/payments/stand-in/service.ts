import { createHash } from 'node:crypto';
import Stripe from 'stripe';
import type { JsonObject } from '@reassign/shared/verify/canonical-json.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { type Book, openBook, type Obj, StandInRefusal } from './book.ts';
import type { createDelivery } from './deliver.ts';
import * as repo from './repo.ts';

export interface StandInDeps {
  readonly db: Db;
  readonly clock: Pick<Clock, 'now'>;
  readonly delivery: ReturnType<typeof createDelivery>;
}

type Answer = { readonly status: number; readonly body: object };

export type StandIn = ReturnType<typeof createStandIn>;

/** Calls as Stripe answers them: one after the other, whole or not at all, its events told after the commit. */
export function createStandIn({ db, clock, delivery }: StandInDeps) {
  const apiVersion: string = Stripe.API_VERSION;

  async function call<Result>(work: (book: Book, tx: Db) => Promise<Result>): Promise<Result> {
    const { result, events } = await db.transaction(async (tx) => {
      await repo.halt(tx);
      const book = openBook(tx, clock.now(), apiVersion);
      return { result: await work(book, tx), events: book.events };
    });
    delivery.deliver(events);
    return result;
  }

  return {
    call,

    /** The same key and content again: the first answer. The same key and other content: no. */
    async once(
      key: string | undefined,
      content: string,
      work: (book: Book) => Promise<Obj>,
    ): Promise<Answer> {
      try {
        return await call(async (book, tx) => {
          if (key === undefined) return { status: 200, body: await work(book) };
          const id = `idempotency:${key}`;
          const hash = createHash('sha256').update(content).digest('hex');
          const before = await repo.get(tx, id, 'idempotency');
          if (before && before['hash'] !== hash)
            throw new StandInRefusal(400, {
              type: 'idempotency_error',
              message: 'Keys for idempotent requests can only be used with the same parameters',
            });
          if (before) return { status: 200, body: before['answer'] as object };
          const body = await work(book);
          await repo.put(tx, id, 'idempotency', { hash, answer: body as unknown as JsonObject }, clock.now());
          return { status: 200, body };
        });
      } catch (error) {
        if (!(error instanceof StandInRefusal)) throw error;
        return { status: error.status, body: { error: error.error } };
      }
    },
    settled: delivery.settled,
  };
}
