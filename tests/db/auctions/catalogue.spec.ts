import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotSummary } from '@reassign/shared/auctions/api.ts';
import type { LotEntry } from '@reassign/shared/auctions/events.ts';
import { assert } from '@reassign/shared/kernel/assert.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { upsertLots } from '../../../server/auctions/repo.ts';
import { catalogueLot } from '../../../server/auctions/tables.ts';
import { connect } from '../../../server/platform/db.ts';
import { freshDatabase } from '../../support/database.ts';
import type { House } from '../../support/house.ts';
import { openHouse, opensAt } from '../../support/house.ts';

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  await house.followed();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

async function listed(): Promise<LotSummary | undefined> {
  const { body } = await house.watcher.get('/api/v1/lots');
  return (body as { items: LotSummary[] }).items.find(({ id }) => id === lotId);
}

describe('the catalogue', () => {
  it('shows what a batch of the log says, also while the writer has not heard of its commit yet', async () => {
    const opened: LotEntry = { type: 'LotOpened', body: {}, lot: lotId, seq: 2, at: opensAt };
    await house.modules.auctions.follow(house.admin.db, [opened]);
    expect(await listed()).toMatchObject({ phase: 'open', seq: 2 });
  });

  it('is not set back by a look at an older state', async () => {
    await house.modules.auctions.refreshCatalogue(lotId);
    expect(await listed()).toMatchObject({ phase: 'open', seq: 2 });
  });

  it('takes a new lot from several writers at once', async () => {
    const [row] = await house.admin.db.select().from(catalogueLot);
    assert(row, 'the lot is in the catalogue');
    const elsewhere = await freshDatabase();
    const { db, sql } = connect(elsewhere.appUrl, { max: 8 });
    for (let nth = 1; nth <= 30; nth++) {
      const lot = { ...row, lotId: randomUUID(), number: String(nth) };
      const writers = Array.from({ length: 8 }, () => db.transaction((tx) => upsertLots(tx, [lot])));
      await Promise.all(writers);
    }
    expect(await db.$count(catalogueLot)).toBe(30);
    await sql.end();
    await elsewhere.drop();
  });

  it('knows which lots are open by their hour, also before it has heard of their opening', async () => {
    const { catalogue } = house.modules.auctions;
    const next = await house.publishLot();
    expect(await catalogue.openLots(later(opensAt, -1))).not.toContain(next);
    expect(await catalogue.openLots(opensAt)).toContain(next);
    expect(await catalogue.openLots(later(opensAt, MINUTE))).toContain(next);
  });
});
