import { registeredRoutes } from '../../server/platform/session.ts';
import { routes } from '../../web/routes.ts';
import { yes } from './bank-desk.ts';
import { identify, residentId } from './bidders.ts';
import type { House, Person } from './house.ts';

/** Every value that would say who an agency is. */
export async function whoIs({ admin }: House, { organisation, principal, email }: Person): Promise<string[]> {
  const [person] = await admin.sql<[{ name: string }]>`
    select name from "user" where id = ${principal.userId}`;
  return [organisation.id, organisation.name, organisation.creditCode, principal.userId, email, person.name];
}

/** A person says who it is: the name and the number that nobody else may ever read. */
export async function saysWho(person: Person, serial: number): Promise<[string, string]> {
  const said = { name: `经纪人真名${String(serial)}`, number: residentId(serial) };
  await yes(identify(person, said));
  return [said.name, said.number];
}

/** Every value of every row that belongs to a registration. */
export async function valuesBehind({ admin: { sql } }: House, registration: string): Promise<Set<string>> {
  const rows = await sql`
    select to_jsonb(r) as r, to_jsonb(d) as d, to_jsonb(m) as m, to_jsonb(p) as p from registration r
    join deposit d on d.registration_id = r.id join deposit_move m on m.deposit_id = d.id
    join registration_party p on p.registration_id = r.id where r.id = ${registration}`;
  const objects = rows.flatMap((row) => Object.values(row) as object[]);
  return new Set(objects.flatMap((one) => Object.values(one).map(String)));
}

/** Ids of balances and earmarks, those of deposits, and the ledger's transactions that touch both sides. */
export async function balancesIn({ admin: { sql } }: House) {
  const idsOf = async (table: string) =>
    (await sql<{ id: string }[]>`select id from ${sql(table)}`).map(({ id }) => id);
  const balances = [...(await idsOf('portable_deposit')), ...(await idsOf('portable_earmark'))];
  const mixed = await sql`
    select p.transaction_id from ledger_posting p join ledger_account a on a.code = p.account
    group by p.transaction_id
    having bool_or(a.registration_id in (select id from portable_deposit))
      and bool_or(a.registration_id in (select id from registration) or a.lot_id is not null)`;
  return { balances, deposits: await idsOf('deposit'), mixed: [...mixed] };
}

/** Rows of copies of the database with one of the values in them. */
export const rowsWith = (copies: readonly Map<string, string>[], values: readonly string[]) =>
  copies
    .flatMap((copy) => [...copy].flatMap(([table, text]) => text.split('\n').map((row) => ({ table, row }))))
    .filter(({ row }) => findIn(row, values).length > 0);

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

const queries: Readonly<Record<string, string>> = {
  inclusion: '?seq=1',
  consistency: '?from=1',
  lots: '?facets=true',
  statement: '?from=2026-03-01&until=2026-03-31',
  'statement.csv': '?from=2026-03-01&until=2026-03-31',
};

/** Files, feeds, proofs and answers: whatever a program may ask for. */
export const programPaths = (app: House['app']): string[] =>
  registeredRoutes(app)
    .filter(({ method, path }) => method === 'GET' && !/\*|docs|openapi|^\/assets/.test(path))
    .map(({ path }) => path.replace(':part', '1') + (queries[path.split('/').at(-1) ?? ''] ?? ''));

/** Every page in both languages, as drawn by the server. */
export const pagePaths = (): string[] =>
  routes
    .filter(({ path }) => path !== '/ui')
    .flatMap(({ path }) => [path, `/en${path === '/' ? '' : path}`])
    .map((path) =>
      path.replace('/problems/:code', '/problems/lot-closed').replace('/rules/:route', '/rules/bidding'),
    )
    .map((path) => (path.endsWith('/verify') ? `${path}?lot=:id` : path));

/** Where people and organisations are kept, and what banks and operators wrote about themselves. */
export const OF_PEOPLE: readonly string[] = [
  ...['user', 'session', 'organisation', 'member', 'invitation', 'credential', 'accreditation_entry'],
  ...['rate_limit', 'attempt', 'saved_search', 'person_identity'],
];

/** The desk that accredits organisations, those that see money come in and send it back, and the public list of accredited agencies. */
export const OF_NAMES =
  /^GET (?:\/api\/v1\/(?:organisations|deposits|bank-refunds|agencies)(?:\?| 200)|(?:\/en)?\/(?:operator(?:\/organisations|\/refunds)?|agencies) 200)/;
