import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, SECOND, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { type DueEffect, enqueue, type OutboxOptions, sweepOnce } from '../../../server/platform/outbox.ts';
import { realPacing } from '../../../server/platform/pacing.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { newId } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';

const random = dice(13);
let fresh: FreshDatabase;
let app: Database;
let clock: TestClock;
let attempts: DueEffect[];
let isDown: boolean;
let options: OutboxOptions;

beforeAll(async () => {
  fresh = await freshDatabase();
  app = connect(fresh.appUrl, { max: 4 });
});

beforeEach(async () => {
  await app.sql`delete from outbox`;
  clock = testClock();
  attempts = [];
  isDown = false;
  const mail = (effect: DueEffect): Promise<void> => {
    attempts.push(effect);
    return isDown ? Promise.reject(new Error('no answer')) : Promise.resolve();
  };
  options = {
    db: app.db,
    clock,
    bell: { onRing: () => () => undefined },
    pacing: realPacing,
    handlers: { mail },
    report: () => undefined,
  };
});

afterAll(async () => {
  await app.close();
  await fresh.drop();
});

async function send(topic = 'mail'): Promise<string> {
  const id = newId<'command'>(random, clock.now());
  await app.db.transaction((tx) => enqueue(tx, { id, topic, payload: { to: 'bank' } }, clock.now()));
  return id;
}

describe('The outbox', () => {
  it('carries out an effect once it is committed, and once', async () => {
    const id = await send();
    await sweepOnce(options);
    await sweepOnce(options);
    expect(attempts).toEqual([{ id, topic: 'mail', payload: { to: 'bank' }, attempts: 1 }]);
  });

  it('forgets an effect whose transaction did not commit', async () => {
    const id = newId<'command'>(random, clock.now());
    const broken = app.db.transaction(async (tx) => {
      await enqueue(tx, { id, topic: 'mail', payload: {} }, clock.now());
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    await sweepOnce(options);
    expect(attempts).toEqual([]);
  });

  it('takes the same id for the same effect', async () => {
    const id = await send();
    await enqueue(app.db, { id, topic: 'mail', payload: { to: 'somebody else' } }, clock.now());
    await sweepOnce(options);
    expect(attempts).toMatchObject([{ id, payload: { to: 'bank' } }]);
  });

  it('tries again with the same id after 5, 10, 20 seconds, and then no more', async () => {
    isDown = true;
    const id = await send();
    await sweepOnce(options);
    for (const wait of [5, 10]) {
      await clock.advance(wait * SECOND - 1);
      await sweepOnce(options);
      const before = attempts.length;
      await clock.advance(1);
      await sweepOnce(options);
      expect(attempts).toHaveLength(before + 1);
    }
    isDown = false;
    await clock.advance(20 * SECOND);
    await sweepOnce(options);
    await clock.advance(2 * HOUR);
    await sweepOnce(options);
    expect(attempts.map((attempt) => [attempt.id, attempt.attempts])).toEqual(
      [1, 2, 3, 4].map((n) => [id, n]),
    );
  });

  it('delivers again what a dying server had begun', async () => {
    const id = await send();
    const dying = { ...options, handlers: { mail: () => new Promise<void>(() => undefined) } };
    void sweepOnce(dying);
    await claimed(id);
    await clock.advance(5 * SECOND);
    await sweepOnce(options);
    expect(attempts).toMatchObject([{ id, attempts: 2 }]);
  });

  it('never gives one attempt to two servers', async () => {
    await Promise.all(Array.from({ length: 15 }, () => send()));
    await Promise.all([sweepOnce(options), sweepOnce(options), sweepOnce(options)]);
    expect(new Set(attempts.map(({ id }) => id)).size).toBe(15);
    expect(attempts).toHaveLength(15);
  });

  it('still tries what failed more often than a number can double', async () => {
    const id = await send();
    await app.sql`update outbox set attempts = 5000`;
    await sweepOnce(options);
    expect(attempts).toMatchObject([{ id, attempts: 5001 }]);
  });

  it('forgets what it delivered at once, and that it did after a week, a hundred at a time', async () => {
    await send();
    await sweepOnce(options);
    expect(await app.sql`select payload from outbox`).toEqual([{ payload: {} }]);
    await app.sql`
      insert into outbox (id, topic, payload, due_at, done_at)
      select gen_random_uuid(), 'mail', '{}', due_at, done_at from outbox, generate_series(1, 120)`;
    const left = async (): Promise<number> => {
      await send();
      await sweepOnce(options);
      return (await app.sql`select from outbox where done_at < ${toRfc3339(clock.now())}`).length;
    };
    await clock.advance(7 * DAY);
    expect(await left()).toBe(121);
    await clock.advance(1);
    expect(await left()).toBe(21 + 1);
    await clock.advance(1);
    expect(await left()).toBe(2);
  });

  it('leaves alone what it has no handler for', async () => {
    await send('webhook');
    await sweepOnce(options);
    const [row] = await app.sql<[{ attempts: number }]>`select attempts from outbox`;
    expect(row.attempts).toBe(0);
  });
});

/** Resolves once an attempt has begun. */
async function claimed(id: string): Promise<void> {
  for (;;) {
    const [row] = await app.sql<{ attempts: number }[]>`select attempts from outbox where id = ${id}`;
    if (row?.attempts === 1) return;
  }
}
