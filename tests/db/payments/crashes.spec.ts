import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { PaymentOpened } from '@reassign/shared/payments/api.ts';
import { mortal } from '../../support/crashes.ts';
import { faultsOf } from '../../support/ledger.ts';
import { booksOf, depositOf, openTill, type OpenTill, stripeCashOf } from '../../support/payments.ts';

/*
 * The server dies between Stripe's answer and its own commit: at every statement, every commit and every answer, on the way
 * in and on the way out. It is started again, and everything ends as if nothing had happened.
 */

const server = mortal();
let till: OpenTill;
beforeAll(async () => {
  till = await openTill({ through: server.through, fetch: server.fetch });
});
afterAll(() => till.close());

/** Work of a server that may die in it; whoever waits for it sends again when it is back. */
async function insist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!server.isDead()) throw error;
      server.start();
    }
  }
}

async function wayIn(lotId: LotId): Promise<PaymentOpened> {
  const opened = await insist(() => till.pay(lotId, 1));
  await till.decide(opened, 'pay');
  // Dead while it was told: Stripe's word is lost, and it has to look for itself.
  if (server.isDead()) server.start();
  await insist(() => till.settle());
  return opened;
}

async function wayOut(lotId: LotId): Promise<void> {
  await insist(() => till.endLot(lotId, null));
  await insist(() => till.settle());
  if (server.isDead()) server.start();
  await till.clock.advance(20 * MINUTE);
  await insist(() => till.settle());
}

async function registered(): Promise<LotId> {
  const lotId = till.newLot();
  await till.register(lotId, 1);
  return lotId;
}

/** A whole life of a deposit, its server dead at one point of the way in or out. */
async function live(way: 'in' | 'out', at?: number): Promise<number> {
  server.start();
  const lotId = await registered();
  const start = (here: 'in' | 'out'): void => {
    server.start(way === here ? at : undefined);
  };
  start('in');
  const opened = await wayIn(lotId);
  let points = server.passed();
  server.start();
  expect(await booksOf(till, lotId)).toEqual({ deposit: 1_000_000 });
  expect(await stripeCashOf(till, lotId)).toBe(1_000_000);
  start('out');
  await wayOut(lotId);
  if (way === 'out') points = server.passed();
  server.start();
  expect((await depositOf(till, lotId, 1)).status).toBe('released');
  expect(await booksOf(till, lotId)).toEqual({});
  expect(await stripeCashOf(till, lotId)).toBe(0);
  const intent = (await till.payments.find(opened.id))?.intentId ?? '';
  const [charges] = await till.admin.sql<[{ charges: number; refunds: number }]>`
    select count(*) filter (where kind = 'charge')::int as charges,
      count(*) filter (where kind = 'refund')::int as refunds
    from stand_in_object where body->>'payment_intent' = ${intent} and kind in ('charge', 'refund')`;
  expect(charges).toEqual({ charges: 1, refunds: 1 });
  return points;
}

describe('A server that dies', () => {
  it.each(['in', 'out'] as const)(
    'at any point of the way %s loses nothing and pays nothing twice',
    async (way) => {
      const points = await live(way);
      expect(points).toBeGreaterThan(10);
      for (let at = 1; at <= points; at++) {
        await live(way, at).catch((error: unknown) => {
          throw new Error(`dead at point ${String(at)} of ${String(points)}`, { cause: error });
        });
      }
      expect(await faultsOf(till.admin)).toEqual([]);
    },
    240_000,
  );
});
