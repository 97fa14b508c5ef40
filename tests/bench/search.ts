import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type LotParameters, toLotSearch } from '@reassign/shared/auctions/search.ts';
import { type Instant, later, DAY } from '@reassign/shared/kernel/instant.ts';
import { writeCursor } from '../../server/auctions/catalogue/cursor.ts';
import { createCatalogue } from '../../server/auctions/catalogue/service.ts';
import { ENDED } from '../../server/auctions/catalogue/summary.ts';
import { loadWords } from '../../server/auctions/catalogue/words.ts';
import { connect } from '../../server/platform/db.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { APP } from '../../server/platform/roles.ts';
import { machine } from './machine.ts';
import { wordsInUse } from './search-lots.ts';
import { fill, sizes } from './search-stage.ts';

/*
 * How long a search takes: hits, all facets and one page, as the list of lots asks for them. It asserts nothing about
 * time.
 *
 *   --lots 50000       1,000,000 unless told
 *   --times 100        of each question
 *   --only 'typo'      questions whose name matches
 *   --keep folder      keeps the data, and uses what is there already
 */
const { values: options } = parseArgs({
  options: {
    lots: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '100' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
  },
});

const lots = Number(options.lots);
const times = Number(options.times);
const WARM_UP = 10;
const TARGET_MS = 100;
/** Every run asks about the same lots. */
const now = Date.UTC(2026, 10, 23, 2) as Instant;

/** `nth` makes questions about one lot ask about another each time. */
type Ask = (nth: number) => { readonly parameters: LotParameters; readonly cursor?: string };

const deep = toLotSearch({ q: '一种', sort: 'closing' });

/** The word of a rank is in about three lots of as many; a slip replaces its last character. */
const words = wordsInUse();
const rareWord = words.at(-2) ?? '';
const shortWord = words.slice(100).find((word) => word.length === 2) ?? '';
const slips = [
  ...words
    .slice(2_000)
    .filter((word) => word.length === 3)
    .slice(0, 3)
    .map((word) => `${word.slice(0, -1)}鑫`),
  'managment',
];

const questions = (numbers: readonly string[]): Record<string, Ask> => ({
  'a word of half the lots': () => ({ parameters: { q: '一种' } }),
  'a rare word': () => ({ parameters: { q: rareWord } }),
  'a number': (nth) => ({ parameters: { q: `ZL${numbers[nth % numbers.length] ?? ''}` } }),
  'a typo': (nth) => ({ parameters: { q: slips[nth % slips.length] } }),
  'filters only': () => ({
    parameters: { type: 'patent', province: ['33', '44'], phase: ['notice', 'open'] },
  }),
  'no question at all': () => ({ parameters: {} }),
  'a cursor deep in the list': () => ({
    parameters: { q: '一种', sort: 'closing' },
    cursor: writeCursor(deep, {
      keys: [String(1.5 * ENDED - later(now, -900 * DAY))],
      lotId: '01900000-0000-7000-8000-000000000000',
    }),
  }),
  English: () => ({ parameters: { q: 'battery management' } }),
  'two Chinese characters': () => ({ parameters: { q: shortWord } }),
  combined: () => ({
    parameters: {
      q: `一种 ${shortWord}`,
      type: ['patent', 'copyright'],
      price: ['1m-5m', '5m-10m'],
      sort: 'price-up',
    },
  }),
});

/** Milliseconds on a processor, of the database's process and of this one: what a busy machine does not change much. */
const processorMs = (backends: readonly number[]): number => {
  const { user, system } = process.cpuUsage();
  const spent = backends.map((pid) =>
    Number(readFileSync(`/proc/${String(pid)}/schedstat`, 'utf8').split(' ')[0] ?? 0),
  );
  return spent.reduce((sum, each) => sum + each, 0) / 1e6 + (user + system) / 1_000;
};

const percentile = (sorted: readonly number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1));

const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'reassign-bench-'));
const settings = [
  'shared_buffers=2GB',
  'maintenance_work_mem=512MB',
  'max_wal_size=4GB',
  'checkpoint_timeout=30min',
];
const cluster = await startEmbeddedPostgres({
  directory: join(folder, 'postgres'),
  database: 'bench',
  flags: settings.flatMap((flag) => ['-c', flag]),
});
const admin = connect(cluster.url, { max: 1, unlimited: true });
const database = connect(cluster.appUrl, { role: APP, max: 2 });

async function numbersOf(): Promise<string[]> {
  await migrate(cluster.url, { appPassword: cluster.appPassword });
  const [filled] = await admin.sql<{ count: number }[]>`select count(*)::int as count from lot_search`;
  if (filled?.count !== lots) {
    const from = performance.now();
    await fill(admin.sql, { lots, seed: 20_261_123, now }, console.error);
    console.error(`filled in ${((performance.now() - from) / 1_000).toFixed()} s`);
  }
  const rows = await admin.sql<{ number: string }[]>`
    select rights->0->>'number' as number from catalogue_lot
    where right_types = '{patent}' order by md5(lot_id::text) limit 200`;
  return rows.map(({ number }) => number);
}

try {
  const before = machine();
  const numbers = await numbersOf();
  loadWords();
  const catalogue = createCatalogue(database.db, { now: () => now, monotonic: () => performance.now() });
  // Both connections at once, so that each tells its own.
  const told = await Promise.all(
    [1, 2].map(() => database.sql<[{ pid: number }]>`select pg_backend_pid() as pid, pg_sleep(0.1)`),
  );
  const backends = told.map(([{ pid }]) => pid);
  const figures: Record<string, object> = {};
  const chosen = Object.entries(questions(numbers)).filter(([name]) => new RegExp(options.only).test(name));
  for (const [name, ask] of chosen) {
    const taken: number[] = [];
    const worked: number[] = [];
    let hits = '';
    for (let nth = 0; nth < WARM_UP + times; nth++) {
      const { parameters, cursor } = ask(nth);
      const before = processorMs(backends);
      const from = performance.now();
      const list = await catalogue.list(toLotSearch(parameters), { cursor, facets: true });
      const text = JSON.stringify(list);
      if (nth >= WARM_UP) {
        taken.push(performance.now() - from);
        worked.push(processorMs(backends) - before);
      }
      if ('refusal' in list) throw new Error(text);
      hits = `${String(list.total.count)}${list.total.isCapped ? '+' : ''}`;
    }
    const sorted = taken.toSorted((one, other) => one - other);
    const work = worked.toSorted((one, other) => one - other);
    const [cpu50, cpu95] = [percentile(work, 0.5), percentile(work, 0.95)];
    const [p50, p95, p99] = [percentile(sorted, 0.5), percentile(sorted, 0.95), percentile(sorted, 0.99)];
    figures[name] = {
      hits,
      p50Ms: p50,
      p95Ms: p95,
      p99Ms: p99,
      cpuP50Ms: cpu50,
      cpuP95Ms: cpu95,
      holds: p95 <= TARGET_MS,
    };
    console.log(
      `${p95 <= TARGET_MS ? 'holds' : 'FAILS'}  ${name.padEnd(28)}${hits.padStart(9)} hits` +
        `  p50 ${String(p50)}  p95 ${String(p95)}  p99 ${String(p99)} ms  cpu ${String(cpu50)} / ${String(cpu95)}`,
    );
  }
  const megabytes = await sizes(admin.sql);
  for (const [name, size] of Object.entries(megabytes))
    console.log(`${name.padEnd(34)}${String(size).padStart(8)} MB`);
  console.log(JSON.stringify({ bench: 'search', ...before, lots, times, settings, figures, megabytes }));
} finally {
  await database.close();
  await admin.close();
  await cluster.stop();
  if (options.keep === undefined) rmSync(folder, { recursive: true, force: true });
}
