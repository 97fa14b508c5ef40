import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../../server/platform/db.ts';
import { OutcomeUnknown } from '../../../server/platform/outcome-unknown.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

let fresh: FreshDatabase;
let database: Database;
beforeAll(async () => {
  fresh = await freshDatabase();
  database = connect(fresh.appUrl, { max: 2 });
});
afterAll(async () => {
  await database.close();
  await fresh.drop();
});

/** What PostgreSQL says at a commit whose wait for the standby was cut short; here a statement says it. */
const warning = sql.raw(`do $$ begin
  raise warning 'canceling wait for synchronous replication due to user request'; end $$`);
const notice = sql.raw(`do $$ begin raise notice 'nothing to worry about'; end $$`);

describe('a write during which the server warned', () => {
  it('has an unknown outcome as a transaction, though its commit was answered', async () => {
    const write = database.db.transaction((tx) => tx.execute(warning));
    await expect(write).rejects.toBeInstanceOf(OutcomeUnknown);
  });

  it('has an unknown outcome too when it is a statement whose answer others rest on', async () => {
    await expect(database.certain(database.db.execute(warning))).rejects.toBeInstanceOf(OutcomeUnknown);
  });

  it('makes every transaction on its way unknown: a warning does not name its own', async () => {
    const other = database.db.transaction(async (tx) => {
      await database.db.execute(warning);
      return tx.execute(sql`select 1`);
    });
    await expect(other).rejects.toBeInstanceOf(OutcomeUnknown);
  });

  it('leaves the next one alone', async () => {
    expect(await database.db.transaction(() => Promise.resolve('done'))).toBe('done');
  });
});

it('a notice is no doubt', async () => {
  await database.db.transaction((tx) => tx.execute(notice));
});
