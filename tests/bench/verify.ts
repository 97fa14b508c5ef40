import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { linesOf } from '@reassign/shared/verify/lines.ts';
import { MAX_LINE_LENGTH } from '@reassign/shared/verify/log-file.ts';
import { ProofTree } from '@reassign/shared/verify/tree.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { verify } from '../../server/cli-verify.ts';
import { digest } from '../../server/platform/sequencer/proof.ts';
import { chromiumLaunch, hasChromium } from '../support/chromium.ts';
import { startDemoServer } from '../support/demo-server.ts';
import { machine } from './machine.ts';
import { longLog } from './verify-log.ts';

/*
 * How long the verifier takes for a log of a hundred thousand entries, beside what nobody can do without: SHA-256 over the
 * same bytes, and reading the lines as JSON (6-quality §6.1: 5 s on one core). It asserts nothing about time.
 *
 *   --entries 10000   100,000 unless told
 *   --rounds 3        5 unless told
 *   --browser         the worker of the page in Chromium, too
 */
const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    browser: { type: 'boolean', default: false },
  },
});
const entries = Number(options.entries);
const rounds = Number(options.rounds);
const LIMIT_MS = 5_000;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const folder = mkdtempSync(join(tmpdir(), 'reassign-bench-'));
const file = join(folder, 'log.ndjson');
const text = longLog(entries);
writeFileSync(file, text);
const bytes = Buffer.from(text);

const hashes = text
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => Buffer.from((JSON.parse(line) as { hash: string }).hash, 'hex'));

/** Each answers something that only whoever did the work can say. */
const cases: Readonly<Record<string, () => unknown>> = {
  'SHA-256 of the file': () => createHash('sha256').update(bytes).digest('hex'),
  'JSON.parse of the lines': () => text.split('\n').filter((line) => line !== '' && JSON.parse(line)).length,
  'reassign verify': async () => (await verify([file], () => undefined)) === 0,
  'portable SHA-256, as in a browser': () => verifyLog(linesOf([bytes], MAX_LINE_LENGTH + 1)).ok,
  'tree for proofs': () => new ProofTree(hashes, digest).size,
};

/** A file dropped on the page, until the verdict stands there. */
async function inBrowser(page: Page): Promise<void> {
  await page.reload();
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.locator('article h2').waitFor({ timeout: 120_000 });
}

const before = machine();
const taken = new Map<string, number[]>();
const note = (name: string, ms: number): void => {
  taken.set(name, [...(taken.get(name) ?? []), ms]);
};
for (let round = 1; round <= rounds; round++) {
  // The cases take turns, so that a busy minute of the machine falls on all of them.
  for (const [name, run] of Object.entries(cases)) {
    const started = performance.now();
    const answer = await run();
    if (answer === false) throw new Error(`${name}: the log does not verify`);
    note(name, performance.now() - started);
  }
  console.error(`round ${String(round)} of ${String(rounds)}`);
}

if (options.browser && hasChromium) {
  const demo = await startDemoServer((line) => {
    console.error(line);
  });
  const browser = await chromium.launch(chromiumLaunch);
  try {
    const page = await browser.newPage();
    await page.goto(`${demo.origin}/verify`, { waitUntil: 'networkidle' });
    for (let round = 1; round <= rounds; round++) {
      const started = performance.now();
      await inBrowser(page);
      note('worker in Chromium, with the page', performance.now() - started);
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}
rmSync(folder, { recursive: true });

const figures = [...taken].map(([name, each]) => ({ name, ms: Math.round(median(each)) }));
console.table(figures);
const own = figures.find(({ name }) => name === 'reassign verify')?.ms ?? Infinity;
console.log(
  `${own <= LIMIT_MS ? 'holds' : 'FAILS'}: ${String(entries)} entries in ${String(LIMIT_MS)} ms or less`,
);
console.log(JSON.stringify({ bench: 'verify', ...before, entries, bytes: bytes.length, rounds, figures }));
