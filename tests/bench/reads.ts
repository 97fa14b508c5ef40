import { parseArgs } from 'node:util';
import { busiestLot, quietLot, startDemoServer } from '../support/demo-server.ts';
import { machine } from './machine.ts';
import { startPart } from './part.ts';
import { read, type Reading, type Reads } from './reads-client.ts';
import type { HelloCommands } from './reads-hello.ts';

/*
 * How many readers a second one server answers from what it keeps, beside the bare framework that says hello, each in a
 * process of its own (6-quality §6.1). It asserts nothing about time.
 *
 *   --quick      one short round
 *   --rounds 3   5 unless told
 */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, rounds: { type: 'string' } },
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 5));
const warmUpMs = options.quick ? 300 : 1_000;
const measureMs = options.quick ? 1_000 : 3_000;
const CONNECTIONS = 64;
/** Of hello's rate, for the JSON of a lot. */
const FLOOR = 0.8;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const demo = await startDemoServer((line) => {
  console.error(line);
});
const hello = startPart<HelloCommands>('./reads-hello.ts');
try {
  const bare = await hello.ask('listen');
  const [quiet, busy] = await Promise.all([quietLot(demo.origin), busiestLot(demo.origin)]);
  const lot = `/api/v1/lots/${quiet}`;
  const etag =
    (await fetch(`${demo.origin}${lot}`, { headers: { 'accept-encoding': 'identity' } })).headers.get(
      'etag',
    ) ?? '';
  const ours = (path: string, headers: Reading['headers'] = {}) => ({
    port: demo.port,
    pid: demo.pid,
    path,
    headers,
  });
  const brotli = { 'accept-encoding': 'br' };
  const cases: Record<string, Pick<Reading, 'pid' | 'port' | 'path' | 'headers'>> = {
    hello: { ...bare, path: '/', headers: {} },
    'lot, JSON': ours(lot),
    'lot, JSON, brotli': ours(lot, brotli),
    'lot, JSON, 304': ours(lot, { 'if-none-match': etag }),
    'lot with bids coming in, JSON': ours(`/api/v1/lots/${busy}`),
    'list, JSON, brotli': ours('/api/v1/lots', brotli),
    'lot, page, brotli': ours(`/lots/${quiet}`, brotli),
    'home, page, brotli': ours('/', brotli),
  };
  const before = machine();
  const results = new Map<string, Reads[]>();
  for (let round = 1; round <= rounds; round++) {
    // The cases take turns, so that a busy minute of the machine falls on all of them.
    for (const [name, question] of Object.entries(cases)) {
      const result = await read({ ...question, connections: CONNECTIONS, warmUpMs, measureMs });
      results.set(name, [...(results.get(name) ?? []), result]);
      console.error(
        `round ${round}  ${name}  ${result.perSecond.toFixed()}/s  p99 ${result.p99Ms.toFixed(1)} ms`,
      );
    }
  }
  const figures = [...results].map(([name, each]) => ({
    name,
    perSecond: Math.round(median(each.map(({ perSecond }) => perSecond))),
    // Of each round against its own hello: the machine is not always equally busy.
    ofHello: Number(
      median(
        each.map(({ perSecond }, round) => perSecond / (results.get('hello')?.[round]?.perSecond ?? NaN)),
      ).toFixed(2),
    ),
    p50Ms: Number(median(each.map(({ p50Ms }) => p50Ms)).toFixed(2)),
    p99Ms: Number(median(each.map(({ p99Ms }) => p99Ms)).toFixed(2)),
    cpuMicroseconds: Number(median(each.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(1)),
    bytes: each.at(-1)?.bytes,
  }));
  console.table(figures);
  const reached = figures.find(({ name }) => name === 'lot, JSON')?.ofHello ?? 0;
  console.log(
    `${reached >= FLOOR ? 'holds' : 'FAILS'}: the JSON of a lot at ${FLOOR} × hello or more (${reached} ×)`,
  );
  console.log(
    JSON.stringify({ bench: 'reads', ...before, rounds, measureMs, connections: CONNECTIONS, figures }),
  );
} finally {
  await hello.end();
  await demo.stop();
}
