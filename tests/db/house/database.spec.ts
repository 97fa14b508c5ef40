import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

describe('a fresh database', () => {
  let one: FreshDatabase;
  let other: FreshDatabase;

  beforeAll(async () => {
    [one, other] = await Promise.all([freshDatabase(), freshDatabase()]);
  });
  afterAll(() => Promise.all([one.drop(), other.drop()]));

  it('is apart from every other', async () => {
    const sql = postgres(one.url, { max: 1 });
    await sql`create table only_here (id int)`;
    await sql.end();

    const elsewhere = postgres(other.url, { max: 1 });
    const [row] = await elsewhere`select to_regclass('only_here') as found`;
    await elsewhere.end();
    expect(row?.['found']).toBeNull();
  });

  it('is entered by the serving role, which owns nothing', async () => {
    const sql = postgres(one.appUrl, { max: 1 });
    await expect(sql`create table mine (id int)`).rejects.toThrow('permission denied');
    await sql.end();
  });
});
