import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '../../../server/platform/db.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { root } from '../../support/run-checker.ts';

let place: FreshDatabase;
let admin: Database;
beforeAll(async () => {
  place = await freshDatabase();
  admin = connect(place.url, { max: 1 });
});
afterAll(async () => {
  await admin.close();
  await place.drop();
});

const folder = join(root, 'migrations');
const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
const run = (wanted: (name: string) => boolean) =>
  admin.sql.begin(async (sql) => {
    for (const name of files.filter(wanted)) await sql.unsafe(readFileSync(join(folder, name), 'utf8'));
  });

const id = (number: number): string => `019cd000-0000-7000-8000-${String(number).padStart(12, '0')}`;

it('what is on sale by its id of old stands under its numbers; of two lots with one right the earlier keeps it', async () => {
  await admin.sql.unsafe('drop schema public cascade; create schema public');
  await run((name) => name < '0003');
  // Only these two tables matter: what they refer to is left out.
  await admin.sql`set session_replication_role = replica`;
  const put = async (right: number, lot: number, type: string, details: object): Promise<void> => {
    await admin.sql`insert into case_right (id, case_id, type, number, details)
      values (${id(right)}, ${id(100 + right)}, ${type}, ${String(right)}, ${JSON.stringify({ jurisdiction: 'CN', ...details })})`;
    await admin.sql`insert into right_on_sale (right_id, lot_id) values (${id(right)}, ${id(lot)})`;
  };
  await put(1, 12, 'patent', { applicationNumber: '1' });
  await put(2, 11, 'patent', { applicationNumber: '1', publicationNumber: 'CN112330675B' });
  await put(3, 13, 'trademark', { registrationNumber: '1' });
  await run((name) => name.startsWith('0003'));
  await admin.sql`set session_replication_role = default`;
  expect(await admin.sql`select type, number, lot_id from right_on_sale order by type, number`).toEqual([
    { type: 'patent', number: '1', lot_id: id(11) },
    { type: 'patent', number: 'CN112330675', lot_id: id(11) },
    { type: 'trademark', number: '1', lot_id: id(13) },
  ]);
});
