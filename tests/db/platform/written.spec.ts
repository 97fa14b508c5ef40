import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { openBell } from '../../../server/platform/bell.ts';
import { connect, type Database, type Db } from '../../../server/platform/db.ts';
import { followOnce } from '../../../server/platform/follower.ts';
import { beginLog } from '../../../server/platform/log-store.ts';
import { realPacing } from '../../../server/platform/pacing.ts';
import { type Written, watchWritten } from '../../../server/platform/written.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { newId } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';

const AT = instant(Date.UTC(2026, 10, 23, 2));
const random = dice(12);

let fresh: FreshDatabase;
let here: Database;
let elsewhere: Database;
const faults: unknown[] = [];
beforeAll(async () => {
  fresh = await freshDatabase();
  here = connect(fresh.appUrl, { max: 4 });
  elsewhere = connect(fresh.appUrl, { max: 4 });
});
afterAll(async () => {
  expect(faults).toEqual([]);
  await here.close();
  await elsewhere.close();
  await fresh.drop();
});

async function publish(db: Db): Promise<LotId> {
  const lotId = newId<'lot'>(random, AT);
  await beginLog(db, lotId, { type: 'Began', body: { n: 1 }, at: AT });
  return lotId;
}

it('tells of what another server wrote, also when it commits after a later one', async () => {
  const report = (error: unknown): void => void faults.push(error);
  const bell = await openBell(here.sql, realPacing, report);
  const otherBell = await openBell(elsewhere.sql, realPacing, report);
  const told: Written[] = [];
  const lots = (): LotId[] => told.flatMap((written) => written.lots.map(({ lot }) => lot));
  const follower = 'told of';
  const watching = watchWritten({
    db: here.db,
    bell,
    pacing: realPacing,
    follower,
    tell: (written) => void told.push(written),
    report,
  });
  await expect.poll(() => told.length).toBeGreaterThan(0);

  let slow: LotId | undefined;
  let quick: LotId | undefined;
  await elsewhere.db.transaction(async (tx) => {
    slow = await publish(tx);
    quick = await publish(elsewhere.db);
    otherBell.ring();
    await expect.poll(lots).toContain(quick);
    expect(lots()).not.toContain(slow);
  });
  otherBell.ring();
  await expect.poll(lots).toContain(slow);

  // And of the follower's steps, whoever took them.
  const { place } = told.at(-1) ?? {};
  await followOnce(elsewhere.db, { name: follower, handle: () => Promise.resolve() });
  otherBell.ring();
  await expect.poll(() => told.at(-1)?.place).not.toBe(place);

  await watching.stop();
  await bell.close();
  await otherBell.close();
});
