import { expect, it } from 'vitest';
import { connect } from '../../../server/platform/db.ts';
import { openLog } from '../../../server/platform/log.ts';
import { realPacing } from '../../../server/platform/pacing.ts';
import { freshDatabase } from '../../support/database.ts';

it('a lease waits for no connection that bidders use', async () => {
  const fresh = await freshDatabase();
  const database = connect(fresh.appUrl, { max: 1 });
  const held = Promise.withResolvers<undefined>();
  const bidders = database.sql.begin(() => held.promise);
  const faults: unknown[] = [];
  const report = (error: unknown): void => void faults.push(error);
  const log = await openLog({ url: fresh.appUrl, serverId: 'one', database, pacing: realPacing, report });
  expect(log.lease.holds()).toBe(true);
  held.resolve(undefined);
  await bidders;
  await log.close();
  expect(await database.sql`select from server_lease`).toHaveLength(0);
  await database.close();
  await fresh.drop();
  expect(faults).toEqual([]);
});
