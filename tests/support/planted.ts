import type { House, Person } from './house.ts';

/** Every value that would say who an agency is. */
export async function whoIs({ admin }: House, { organisation, principal, email }: Person): Promise<string[]> {
  const [person] = await admin.sql<[{ name: string }]>`
    select name from "user" where id = ${principal.userId}`;
  return [organisation.id, organisation.name, organisation.creditCode, principal.userId, email, person.name];
}

/** A value as it might stand in a dump: as it is, as bytes in hex, in base64, as an id without its lines. */
const spellings = (value: string): string[] => [
  value,
  Buffer.from(value).toString('hex'),
  Buffer.from(value).toString('base64').replace(/=+$/, ''),
  value.replaceAll('-', ''),
];

/** Those of the values that a text gives away. */
export const findIn = (text: string, values: readonly string[]): string[] =>
  values.filter((value) => spellings(value).some((spelling) => text.includes(spelling)));

/** Every table and every view with all its rows as text; bytes stand there in hex. */
export async function dump({ admin: { sql } }: House): Promise<Map<string, string>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`;
  const texts = tables.map(async ({ name }) => {
    const [row] = await sql<[{ text: string | null }]>`
      select string_agg(row_to_json(t)::text, chr(10)) as text from ${sql(name)} t`;
    return [name, row.text ?? ''] as const;
  });
  return new Map(await Promise.all(texts));
}
