import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../../server/platform/db.ts';
import { migrate } from '../../../server/platform/migrate.ts';
import { APP, OWNER } from '../../../server/platform/roles.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

let place: FreshDatabase;
let admin: Database;
let app: Database;

beforeAll(async () => {
  place = await freshDatabase();
  admin = connect(place.url, { max: 1 });
  app = connect(place.appUrl, { max: 2 });
});
afterAll(async () => {
  await Promise.all([admin.close(), app.close()]);
  await place.drop();
});

const PERMISSION_DENIED = '42501';

describe('migrations', () => {
  it('are applied once by servers that start together', async () => {
    await admin.sql.unsafe('drop schema public cascade; drop schema drizzle cascade; create schema public');
    await Promise.all([migrate(place.url), migrate(place.url), migrate(place.url)]);
    const [row] =
      await admin.sql`select count(*)::int as applied, count(distinct hash)::int as known from drizzle.__drizzle_migrations`;
    expect(row?.['applied']).toBe(row?.['known']);
  });

  it('leave every table to the owner', async () => {
    const owners =
      await admin.sql`select distinct tableowner from pg_tables where schemaname in ('public', 'drizzle')`;
    expect(owners.map((row) => row['tableowner'] as string)).toEqual([OWNER]);
  });

  it('tell a login that may not create roles what an administrator has to run', async () => {
    await admin.sql.unsafe(`drop role if exists poor; create role poor login password 'poor'`);
    const url = new URL(place.url);
    url.username = 'poor';
    url.password = 'poor';
    await expect(migrate(url.href)).rejects.toThrow(new RegExp(`grant ${OWNER}, ${APP} to "poor"`));
    await admin.sql.unsafe('drop role poor');
  });
});

describe('the role that serves', () => {
  it('reads and writes ordinary tables', async () => {
    await app.sql`insert into readiness (id, proved_at) values (2, now())`;
    await app.sql`delete from readiness where id = 2`;
  });

  it.each([
    'update lot_event set seq = 0',
    'delete from lot_event',
    'truncate lot_event',
    'delete from lot_head',
    'drop table readiness',
    'create table mine (id int)',
    'set role reassign_owner',
  ])('may not: %s', async (statement) => {
    await expect(app.sql.unsafe(statement)).rejects.toMatchObject({ code: PERMISSION_DENIED });
  });

  it('has bounded statements and transactions', async () => {
    const [limits] =
      await app.sql`select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(limits).toEqual({ statement: '5s', idle: '2s' });
  });

  it('is acted as from the first statement on where there is one login only', async () => {
    const shared = connect(place.url, { max: 1, role: APP });
    const [row] = await shared.sql`select current_user as acting`;
    expect(row?.['acting']).toBe(APP);
    await shared.close();
  });
});
