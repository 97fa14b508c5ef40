import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { spaced } from '../../server/auctions/catalogue/document.ts';
import {
  bankNames,
  catalogueColumns,
  makeLots,
  type Making,
  searchColumns,
  wordsInUse,
} from './search-lots.ts';

type Cell = string | number | null;

/** Text format of COPY: nothing of ours has a tab, a new line or a backslash. */
const line = (cells: readonly Cell[]): string =>
  `${cells.map((cell) => (cell === null ? '\\N' : String(cell))).join('\t')}\n`;

async function copy(sql: Sql, target: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(chunks(rows)), await sql.unsafe(`copy ${target} from stdin`).writable());
}

const CHUNK = 1_000;

function* chunks(rows: Iterable<string>): Generator<string> {
  let chunk: string[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk.join('');
    chunk = [];
  }
  yield chunk.join('');
}

/** Copies the lots in without their indexes and builds those afterwards: minutes instead of hours. */
export async function fill(sql: Sql, making: Making, say: (text: string) => void): Promise<string[]> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in ('catalogue_lot', 'lot_search', 'search_word') and indexname not like '%_pkey'
      and indexname not like '%_unique'`;
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  await sql`insert into catalogue_bank ${sql(bankNames.map((name) => ({ name })))}`;
  await copy(
    sql,
    'search_word (word, spaced, length)',
    [...new Set(wordsInUse())].map((word) => line([word, spaced(word), [...word].length])),
  );
  say('copying the list …');
  const numbers: string[] = [];
  function* catalogue(): Generator<string> {
    for (const lot of makeLots(making)) {
      if (numbers.length < 1_000 && lot.catalogue.length > 0) numbers.push(lot.number);
      yield line(lot.catalogue);
    }
  }
  function* search(): Generator<string> {
    for (const lot of makeLots(making)) yield line(lot.search);
  }
  await copy(sql, `catalogue_lot (${catalogueColumns})`, catalogue());
  say('copying what it is found by …');
  await copy(sql, `lot_search (${searchColumns})`, search());
  for (const { name, definition } of indexes) {
    say(`building ${name} …`);
    await sql.unsafe(definition);
  }
  await sql.unsafe('vacuum (analyze) catalogue_lot');
  await sql.unsafe('vacuum (analyze) lot_search');
  await sql.unsafe('vacuum (analyze) search_word');
  return numbers;
}

/** Megabytes of each table without its indexes and of each index. */
export async function sizes(sql: Sql): Promise<Record<string, number>> {
  const rows = await sql<{ name: string; megabytes: number }[]>`
    select c.relname as name, (pg_table_size(c.oid) / 1048576.0)::float8 as megabytes
    from pg_class c left join pg_index i on i.indexrelid = c.oid
    left join pg_class t on t.oid = i.indrelid
    where coalesce(t.relname, c.relname) in ('catalogue_lot', 'lot_search', 'search_word')
    order by coalesce(t.relname, c.relname), c.relkind desc, c.relname`;
  return Object.fromEntries(rows.map(({ name, megabytes }) => [name, Number(megabytes.toFixed(1))]));
}
