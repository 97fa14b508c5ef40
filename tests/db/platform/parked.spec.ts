import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { connect, type Database, type Db } from '../../../server/platform/db.ts';
import {
  type FollowedEntry,
  followerLags,
  followOnce,
  followOrPark,
  retryParked,
} from '../../../server/platform/follower.ts';
import { beginLog } from '../../../server/platform/log-store.ts';
import { enqueue } from '../../../server/platform/outbox.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { newId } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';

const AT = instant(Date.UTC(2026, 10, 23, 2));
const random = dice(12);

let fresh: FreshDatabase;
let app: Database;
let name: string;
/** The lot that cannot be handled. */
let poison: LotId | null;
let seen: string[];
let reports: { error: unknown; about: string }[];
/** How often each follower's effect stands, as its outbox says. */
const effects = async (): Promise<number> => {
  const [row] = await app.sql<[{ count: number }]>`
    select count(*)::int as count from outbox where topic = ${name}`;
  return row.count;
};

beforeAll(async () => {
  fresh = await freshDatabase();
  app = connect(fresh.appUrl, { max: 6 });
});

beforeEach(async () => {
  name = `follower ${String(random.below(1_000_000))}`;
  while (await followOnce(app.db, { name, handle: () => Promise.resolve() }));
  poison = null;
  seen = [];
  reports = [];
});

afterAll(async () => {
  await app.close();
  await fresh.drop();
});

const place = ({ lot, seq }: Pick<FollowedEntry, 'lot' | 'seq'>): string => `${lot} ${String(seq)}`;

const handle = async (tx: Db, entries: readonly FollowedEntry[]): Promise<void> => {
  for (const entry of entries) {
    const id = newId<'outbox'>(random, AT);
    await enqueue(tx, { id, topic: name, payload: {} }, AT);
    if (entry.lot === poison) throw new Error('cannot');
    seen.push(place(entry));
  }
};
const report = (error: unknown, about: string): void => void reports.push({ error, about });
const follow = async (): Promise<void> => {
  seen = [];
  while (await followOrPark(app.db, { name, handle }, report));
};

async function publish(): Promise<LotId> {
  const lotId = newId<'lot'>(random, AT);
  await beginLog(app.db, lotId, { type: 'Began', body: { n: 1 }, at: AT });
  return lotId;
}

const goOn = async (lot: LotId, seq: number): Promise<void> => {
  await app.sql`insert into lot_event (lot_id, seq, at, type, body, hash)
    values (${lot}, ${seq}, ${toRfc3339(AT)}, 'WentOn', '{}', '\\x00')`;
};

const parked = async (): Promise<number> =>
  (await followerLags(app.db)).find((lag) => lag.name === name)?.parked ?? 0;

describe('a lot that cannot be handled', () => {
  it('is parked and reported; all others go on, each once', async () => {
    const lots = [await publish(), await publish(), await publish()] as const;
    poison = lots[1];
    await follow();
    expect(new Set(seen)).toEqual(
      new Set([place({ lot: lots[0], seq: 1 }), place({ lot: lots[2], seq: 1 })]),
    );
    expect(await effects()).toBe(2);
    expect(reports).toEqual([{ error: new Error('cannot'), about: `${name}, lot ${lots[1]}` }]);
    expect(await parked()).toBe(1);

    await goOn(lots[0], 2);
    await goOn(lots[1], 2);
    await follow();
    expect(seen).toEqual([place({ lot: lots[0], seq: 2 })]);
    expect(reports).toHaveLength(1);
  });

  it('stays parked while it fails, and then gets everything it missed, in order and once', async () => {
    const lot = await publish();
    poison = lot;
    await follow();
    await goOn(lot, 2);
    await follow();
    await retryParked(app.db, { name, handle }, report);
    expect(reports).toHaveLength(2);
    expect(await parked()).toBe(1);

    poison = null;
    seen = [];
    await retryParked(app.db, { name, handle }, report);
    expect(seen).toEqual([place({ lot, seq: 1 }), place({ lot, seq: 2 })]);
    expect(await effects()).toBe(2);
    expect(await parked()).toBe(0);
    await goOn(lot, 3);
    await follow();
    expect(seen).toEqual([place({ lot, seq: 3 })]);
  });

  it('gets only the events its follower knows', async () => {
    const lot = await publish();
    poison = lot;
    const follower = { name, only: ['WentOn'], handle };
    await goOn(lot, 2);
    while (await followOrPark(app.db, follower, report));
    poison = null;
    seen = [];
    await retryParked(app.db, follower, report);
    expect(seen).toEqual([place({ lot, seq: 2 })]);
  });

  it('is no reason to park what failed for a moment', async () => {
    const lots = [await publish(), await publish()] as const;
    let calls = 0;
    const faltering = (tx: Db, entries: readonly FollowedEntry[]): Promise<void> =>
      ++calls === 1 ? Promise.reject(new Error('just now')) : handle(tx, entries);
    while (await followOrPark(app.db, { name, handle: faltering }, report));
    expect(seen).toEqual(lots.map((lot) => place({ lot, seq: 1 })));
    expect(await parked()).toBe(0);
  });
});
