import { spawn } from 'node:child_process';
import { mutantLists } from './lists.ts';
import { type Mutant, MUTANT } from './mutant.ts';

/*
 * `pnpm mutants`: each rule made wrong in one place, boundary by one fen or one millisecond, tie reversed, precedence swapped;
 * the tests of the rules must notice every one. Prints each, and ends with 1 when one was not noticed.
 *
 *   pnpm mutants extension     only those whose text matches
 *   pnpm mutants --list        the rules and what is done to them, without a run
 */

const wanted = new RegExp(process.argv[2] ?? '', 'i');

type Verdict = 'caught' | 'NOT CAUGHT' | 'NOT RUN';

function outputOf(args: readonly string[], mutant: Mutant | null): Promise<string> {
  const child = spawn('node_modules/.bin/vitest', args, {
    env: { ...process.env, [MUTANT]: JSON.stringify(mutant) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (part: Buffer) => (text += part.toString()));
  return new Promise((ended) => {
    child.once('close', () => {
      ended(text);
    });
  });
}

async function verdictOf(mutant: Mutant | null, tests: readonly string[]): Promise<Verdict> {
  const text = await outputOf(['run', '--config', 'tests/mutants/vitest.config.ts', ...tests], mutant);
  const [, passed, failed] = /^(\d+) tests passed, (\d+) failed/m.exec(text) ?? [];
  // Files that could not even be loaded test nothing.
  if (Number(passed ?? 0) + Number(failed ?? 0) === 0) return 'NOT RUN';
  return Number(failed) > 0 ? 'caught' : 'NOT CAUGHT';
}

const cases = mutantLists.flatMap(({ tests, mutants }) =>
  mutants.filter(({ breaks, file }) => wanted.test(`${breaks} ${file}`)).map((mutant) => ({ mutant, tests })),
);
if (process.argv[2] === '--list') {
  for (const { breaks, file } of mutantLists.flatMap(({ mutants }) => mutants))
    console.log(`${file}: ${breaks}`);
  process.exit(0);
}
const counts: Record<Verdict, number> = { caught: 0, 'NOT CAUGHT': 0, 'NOT RUN': 0 };

// The tests must pass on the rules as they are: else every mutant would be "caught".
const folders = [...new Set(cases.flatMap(({ tests }) => tests))];
if ((await verdictOf(null, folders)) !== 'NOT CAUGHT') {
  console.log('The tests fail, or do not run, without any mutant.');
  process.exit(1);
}
for (const { mutant, tests } of cases) {
  const verdict = await verdictOf(mutant, tests);
  counts[verdict]++;
  console.log(`${verdict.padEnd(10)}  ${mutant.breaks}  (${mutant.file})`);
}
console.log(`${counts.caught} caught, ${counts['NOT CAUGHT']} not caught, ${counts['NOT RUN']} not run`);
process.exit(counts['NOT CAUGHT'] + counts['NOT RUN'] === 0 ? 0 : 1);
