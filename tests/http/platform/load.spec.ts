import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../../server/platform/db.ts';
import { measureLoad } from '../../../server/platform/load.ts';
import { createTelemetry } from '../../../server/platform/telemetry.ts';
import { type House, openHouse } from '../../support/house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

async function metrics(): Promise<string[]> {
  const { body } = await house.app.inject({ method: 'GET', url: '/metrics' });
  return body.split('\n').filter((line) => line.startsWith('reassign_'));
}

describe('/metrics', () => {
  it('says what this server holds, and that nobody is behind', async () => {
    await house.publishLot();
    await house.followed();
    expect(await metrics()).toEqual([
      'reassign_lots_in_memory 1',
      'reassign_commands_waiting 0',
      'reassign_appends_running 0',
      'reassign_follower_lag_entries{follower="auctions-catalogue"} 0',
      'reassign_follower_lag_entries{follower="auctions-covered"} 0',
      'reassign_follower_lag_entries{follower="auctions-openings"} 0',
      'reassign_follower_lag_entries{follower="deposits"} 0',
      'reassign_follower_lag_entries{follower="listings-rights"} 0',
      'reassign_follower_lag_entries{follower="settlement"} 0',
      'reassign_follower_lag_entries{follower="settlement-offers"} 0',
      'reassign_follower_parked_lots{follower="auctions-catalogue"} 0',
      'reassign_follower_parked_lots{follower="auctions-covered"} 0',
      'reassign_follower_parked_lots{follower="auctions-openings"} 0',
      'reassign_follower_parked_lots{follower="deposits"} 0',
      'reassign_follower_parked_lots{follower="listings-rights"} 0',
      'reassign_follower_parked_lots{follower="settlement"} 0',
      'reassign_follower_parked_lots{follower="settlement-offers"} 0',
      'reassign_outbox_waiting 0',
      'reassign_refunds_due{alarm="soon"} 0',
      'reassign_refunds_due{alarm="late"} 0',
      'reassign_court_payments_due{alarm="soon"} 0',
      'reassign_court_payments_due{alarm="late"} 0',
      'reassign_payments_stuck{what="refunds"} 0',
      'reassign_payments_stuck{what="disputes"} 0',
      'reassign_payments_stuck{what="events"} 0',
      'reassign_reconciliation_differences{age="any"} 0',
      'reassign_reconciliation_differences{age="over-a-day"} 0',
    ]);
  });

  it('says how far a follower is behind that cannot go on', async () => {
    await house.admin.sql.begin(async (tx) => {
      await tx`select from follower_cursor where name = 'settlement' for update`;
      await house.publishLot();
      expect(await metrics()).toContain('reassign_follower_lag_entries{follower="settlement"} 1');
    });
    await house.followed();
    expect(await metrics()).toContain('reassign_follower_lag_entries{follower="settlement"} 0');
  });

  it('counts effects that wait, not those that are done', async () => {
    await house.admin.sql`
      insert into outbox (id, topic, payload, due_at, done_at) values
        (gen_random_uuid(), 'test', '{}', now(), null), (gen_random_uuid(), 'test', '{}', now(), now())`;
    expect(await metrics()).toContain('reassign_outbox_waiting 1');
  });

  it('leaves out what the database alone knows while it does not answer', async () => {
    const telemetry = createTelemetry();
    const nowhere = connect('postgres://nobody@127.0.0.1:1/nothing');
    const load = { lots: 2, waiting: 1, appending: 0 };
    measureLoad(telemetry, { db: nowhere.db, sequencer: { load: () => load } });
    const text = await telemetry.registry.metrics();
    await nowhere.close();
    expect(text).toContain('reassign_commands_waiting 1');
    expect(text).not.toMatch(/^reassign_(follower|outbox)/m);
  });
});
