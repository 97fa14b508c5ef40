import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { openBell } from '../../../server/platform/bell.ts';
import { connect, type Database, type Db } from '../../../server/platform/db.ts';
import {
  type FollowedEntry,
  followerLags,
  followOnce,
  runFollower,
} from '../../../server/platform/follower.ts';
import { beginLog } from '../../../server/platform/log-store.ts';
import { realPacing } from '../../../server/platform/pacing.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { newId } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';

const AT = instant(Date.UTC(2026, 10, 23, 2));
const random = dice(11);

let fresh: FreshDatabase;
let app: Database;
let name: string;

beforeAll(async () => {
  fresh = await freshDatabase();
  app = connect(fresh.appUrl, { max: 6 });
});

beforeEach(async () => {
  // A new follower begins at the first entry there is: let it stand at the end.
  name = `follower ${String(random.below(1_000_000))}`;
  while (await followOnce(app.db, { name, handle: () => Promise.resolve() }));
});

afterAll(async () => {
  await app.close();
  await fresh.drop();
});

async function publish(db: Db = app.db): Promise<LotId> {
  const lotId = newId<'lot'>(random, AT);
  await beginLog(db, lotId, { type: 'Began', body: { n: 1 }, at: AT });
  return lotId;
}

/** Follows until nothing is left, and tells which lots it saw. */
async function follow(fails: (entry: FollowedEntry) => boolean = () => false): Promise<LotId[]> {
  const seen: LotId[] = [];
  const handle = (_: Db, entries: readonly FollowedEntry[]): Promise<void> => {
    if (entries.some(fails)) return Promise.reject(new Error('cannot'));
    seen.push(...entries.map(({ lot }) => lot));
    return Promise.resolve();
  };
  while (await followOnce(app.db, { name, handle }));
  return seen;
}

describe('A follower', () => {
  it('gets every entry once, in the order of commits, with what was hashed', async () => {
    const lots = [await publish(), await publish(), await publish()];
    expect(await follow()).toEqual(lots);
    expect(await follow()).toEqual([]);
    const last = await publish();
    const got: FollowedEntry[] = [];
    await followOnce(app.db, {
      name,
      handle: async (_, entries: readonly FollowedEntry[]) => void got.push(...entries),
    });
    expect(got).toEqual([
      {
        lot: last,
        seq: 1,
        at: AT,
        type: 'Began',
        body: { n: 1 },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      },
    ]);
  });

  it('waits for a transaction that began earlier and commits later', async () => {
    let commit = (): void => undefined;
    let slow: LotId | undefined;
    const written = Promise.withResolvers<undefined>();
    const transaction = app.db.transaction(async (tx) => {
      slow = await publish(tx);
      written.resolve(undefined);
      await new Promise<void>((resolve) => (commit = resolve));
    });
    await written.promise;
    const fast = await publish();
    expect(await follow()).toEqual([]);
    commit();
    await transaction;
    expect(await follow()).toEqual([slow, fast]);
  });

  it('moves its cursor and its effect together, or neither', async () => {
    const lot = await publish();
    await expect(follow((entry) => entry.lot === lot)).rejects.toThrow('cannot');
    expect(await follow()).toEqual([lot]);
  });

  it('works in one place only, the others pass by', async () => {
    const lot = await publish();
    const inside = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const first = followOnce(app.db, {
      name,
      handle: async () => {
        inside.resolve(undefined);
        await finish.promise;
      },
    });
    await inside.promise;
    expect(await follow()).toEqual([]);
    finish.resolve(undefined);
    await first;
    expect(await follow()).toEqual([]);
    expect(lot).toBeDefined();
  });

  it('passes over events it does not know, and is at the end all the same', async () => {
    await publish();
    const seen: string[] = [];
    const handle = async (_: Db, entries: readonly FollowedEntry[]): Promise<void> => {
      seen.push(...entries.map(({ type }) => type));
    };
    while (await followOnce(app.db, { name, only: ['Ended'], handle }));
    expect(seen).toEqual([]);
    expect(await follow()).toEqual([]);
    await publish();
    while (await followOnce(app.db, { name, only: ['Ended', 'Began'], handle }));
    expect(seen).toEqual(['Began']);
  });

  it('says how far it is behind', async () => {
    await publish();
    await publish();
    const lag = (await followerLags(app.db)).find((follower) => follower.name === name);
    expect(lag?.entries).toBe(2);
    await follow();
    expect((await followerLags(app.db)).find((follower) => follower.name === name)?.entries).toBe(0);
  });

  it('is called by the bell of another process', async () => {
    const elsewhere = connect(fresh.appUrl, { max: 1 });
    const report = (error: unknown): void => {
      throw error;
    };
    const [bell, otherBell] = await Promise.all([
      openBell(app.sql, realPacing, report),
      openBell(elsewhere.sql, realPacing, report),
    ]);
    const seen = Promise.withResolvers<LotId | undefined>();
    // Never by itself: only a bell can call it.
    const pacing = { ...realPacing, every: () => ({ cancel: () => undefined }) };
    const running = runFollower(
      {
        name,
        handle: async (_, entries: readonly FollowedEntry[]) => {
          seen.resolve(entries[0]?.lot);
        },
      },
      { db: app.db, bell, pacing, report },
    );
    const lot = await publish(elsewhere.db);
    otherBell.ring();
    expect(await seen.promise).toBe(lot);
    await running.stop();
    await Promise.all([bell.close(), otherBell.close()]);
    await elsewhere.close();
  });
});
