import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import type { RegistrationId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import type { Account } from '@reassign/shared/ledger/account.ts';
import { createCloses, createLedger } from '../../server/ledger/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { connect, type Db } from '../../server/platform/db.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { APP } from '../../server/platform/roles.ts';
import { testSigner } from '../support/signers.ts';
import { machine } from './machine.ts';
import { openPeer } from './ledger-peer.ts';

/*
 * Balanced transactions of two postings, each between a deposit of its own and the platform's one cash account, on disk
 * before they are counted; beside an account kept as a row that every transaction updates. It asserts nothing about time.
 *
 *   --rounds 3         5 unless told
 *   --measure-ms 1000  2000 unless told
 *   --posters 64       256 unless told: so many ask at once
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    'measure-ms': { type: 'string', default: '2000' },
    posters: { type: 'string', default: '256' },
  },
});
const rounds = Number(options.rounds);
const measureMs = Number(options['measure-ms']);
const posters = Number(options.posters);
const WARM_UP_MS = 500;
const DEPOSITS = 5_000;
const FLOORS = { perSecond: 3_000, timesNaive: 3 };

const folder = mkdtempSync(join(tmpdir(), 'reassign-bench-'));
const durable = ['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'].flatMap((flag) => ['-c', flag]);
const cluster = await startEmbeddedPostgres({
  directory: join(folder, 'postgres'),
  database: 'bench',
  flags: durable,
});
await migrate(cluster.url, { appPassword: cluster.appPassword });
const database = connect(cluster.appUrl, { role: APP });
const clock = systemClock();
const ledger = createLedger({ db: database.db, clock });
const peer = await openPeer(cluster.url, DEPOSITS);

const cash: Account = { kind: 'cash', channel: 'bank', currency: CNY };
const deposits = Array.from({ length: DEPOSITS }, (): Account => ({
  kind: 'deposit',
  registration: randomUUID() as RegistrationId,
  currency: CNY,
}));

/** A deposit comes in, the next time half of it goes out: the floor is always asked. */
async function post(deposit: number, amount: number, tx?: Db): Promise<void> {
  const account = deposits[deposit] ?? cash;
  const [from, to] = amount > 0 ? [cash, account] : [account, cash];
  const sum = money(Math.abs(amount), CNY);
  const answer = await ledger.post(
    {
      ...{ key: randomUUID(), reason: 'deposit-received', reference: null, actor: 'bench' },
      entries: [
        { account: from, side: 'debit', amount: sum },
        { account: to, side: 'credit', amount: sum },
      ],
    },
    tx,
  );
  if (!answer.ok) throw new Error(answer.refusal);
}

const entered = async (): Promise<number> => {
  const [row] = await database.sql<
    [{ count: number }]
  >`select count(*)::int as count from ledger_transaction`;
  return row.count;
};

interface Case {
  readonly run: (deposit: number, amount: number) => Promise<void>;
  readonly entered: () => Promise<number>;
}
const cases: Readonly<Record<string, Case>> = {
  reassign: { run: post, entered },
  'reassign, each in a transaction of the caller': {
    run: (deposit, amount) => database.db.transaction((tx) => post(deposit, amount, tx)),
    entered,
  },
  'naive: a row with the balance, five statements': { run: peer.statements, entered: peer.entered },
  'naive: a row with the balance, one statement': { run: peer.oneStatement, entered: peer.entered },
};

interface Figure {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Everybody asks, waits, asks again, until the time is over. */
async function measure({ run, entered: count }: Case): Promise<Figure> {
  const before = await count();
  let done = 0;
  const tookMs: number[] = [];
  const from = performance.now() + WARM_UP_MS;
  const until = from + measureMs;
  await Promise.all(
    Array.from({ length: posters }, async (_, nth) => {
      for (let turn = 0; performance.now() < until; turn++) {
        const started = performance.now();
        await run((nth + posters * (turn >> 1)) % DEPOSITS, turn % 2 === 0 ? 1_000 : -500);
        done += 1;
        const now = performance.now();
        if (now >= from && now < until) tookMs.push(now - started);
      }
    }),
  );
  const stands = (await count()) - before;
  if (stands !== done) throw new Error(`${String(done)} acknowledged, ${String(stands)} stand`);
  tookMs.sort((a, b) => a - b);
  const at = (share: number): number => Number((tookMs[Math.floor(tookMs.length * share)] ?? NaN).toFixed(1));
  return { perSecond: Math.round((tookMs.length * 1_000) / measureMs), p50Ms: at(0.5), p99Ms: at(0.99) };
}

const medianBy = (figures: readonly Figure[]): Figure =>
  figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)] as Figure;

/** How long one takes. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return Number((performance.now() - from).toFixed(1));
}

/** With everything of this run in one day: the balance of the cash account before its close, the close, and after it. */
async function ofTheDay(): Promise<Record<string, number>> {
  const tomorrow = { ...clock, now: () => later(clock.now(), DAY) };
  const closes = createCloses({ db: database.db, clock: tomorrow, signer: testSigner() });
  return {
    transactions: await entered(),
    balanceMs: await timed(() => ledger.balanceOf(cash)),
    closeMs: await timed(closes.closeNext),
    balanceAfterCloseMs: await timed(() => ledger.balanceOf(cash)),
  };
}

try {
  const before = machine();
  const measured = new Map<string, Figure[]>();
  for (let round = 1; round <= rounds; round++) {
    // The cases take turns, so that a busy minute of the machine falls on all of them.
    for (const [name, one] of Object.entries(cases)) {
      const figure = await measure(one);
      measured.set(name, [...(measured.get(name) ?? []), figure]);
      console.error(`round ${String(round)}  ${name}  ${String(figure.perSecond)}/s`);
    }
  }
  const figures = Object.fromEntries([...measured].map(([name, each]) => [name, medianBy(each)]));
  console.table(figures);
  const [ours = 0, , naive = 1, oneStatement = 1] = Object.values(figures).map(({ perSecond }) => perSecond);
  const ratios = {
    naive: Number((ours / naive).toFixed(1)),
    oneStatement: Number((ours / oneStatement).toFixed(1)),
  };
  const holds = ours >= FLOORS.perSecond && ratios.naive >= FLOORS.timesNaive;
  console.log(`${holds ? 'holds' : 'FAILS'}: ${String(ours)}/s, ${String(ratios.naive)} × naive`);
  const day = await ofTheDay();
  console.error(day);
  console.log(
    JSON.stringify({ bench: 'ledger', ...before, posters, rounds, measureMs, figures, ratios, day }),
  );
} finally {
  await Promise.all([database.close(), peer.close()]);
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
}
