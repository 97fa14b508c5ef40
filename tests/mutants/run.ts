import { resolve } from 'node:path';
import { createVitest, type TestSpecification } from 'vitest/node';
import { mutantLists } from './lists.ts';
import { mutantInPlace } from './in-place.ts';
import type { Mutant } from './mutant.ts';

/*
 * `pnpm mutants`: each rule made wrong in one place, boundary by one fen or one millisecond, tie reversed, precedence swapped;
 * the tests of the rules must notice every one. Prints each, and ends with 1 when one was not noticed.
 *
 *   pnpm mutants extension     only those whose text matches
 *   pnpm mutants --list        the rules and what is done to them, without a run
 */

if (process.argv[2] === '--list') {
  for (const { breaks, file } of mutantLists.flatMap(({ mutants }) => mutants))
    console.log(`${file}: ${breaks}`);
  process.exit(0);
}
const wanted = new RegExp(process.argv[2] ?? '', 'i');
const cases = mutantLists.flatMap(({ tests, mutants }) =>
  mutants.filter(({ breaks, file }) => wanted.test(`${breaks} ${file}`)).map((mutant) => ({ mutant, tests })),
);
if (cases.length === 0) {
  console.log(`No mutant matches ${String(wanted)}.`);
  process.exit(1);
}

type Verdict = 'caught' | 'NOT CAUGHT' | 'NOT RUN';

const place = mutantInPlace();
const vitest = await createVitest(
  { config: 'tests/mutants/vitest.config.ts', watch: false },
  { plugins: [place.plugin] },
);
const specifications = await vitest.globTestSpecifications();

/** What the tests in the given files and folders say while the mutant is in place. */
async function verdictOf(mutant: Mutant | null, tests: readonly string[]): Promise<Verdict> {
  const within = tests.map((path) => resolve(path));
  const chosen = specifications.filter(({ moduleId }: TestSpecification) =>
    within.some((path) => moduleId === path || moduleId.startsWith(`${path}/`)),
  );
  place.put(mutant);
  if (mutant !== null) vitest.invalidateFile(resolve(mutant.file));
  const { testModules } = await vitest.runTestSpecifications(chosen);
  place.put(null);
  if (mutant !== null) vitest.invalidateFile(resolve(mutant.file));
  const states = testModules.flatMap(({ children }) =>
    [...children.allTests()].map((test) => test.result().state),
  );
  if (states.includes('failed')) return 'caught';
  // Files that could not even be loaded test nothing.
  return states.includes('passed') ? 'NOT CAUGHT' : 'NOT RUN';
}

/** On the rules as they are the tests must pass, before and after: else every mutant would be "caught". */
async function orEnd(when: string): Promise<void> {
  const folders = [...new Set(cases.flatMap(({ tests }) => tests))];
  if ((await verdictOf(null, folders)) === 'NOT CAUGHT') return;
  console.log(`The tests fail, or do not run, without any mutant, ${when} the mutants.`);
  process.exit(1);
}

const counts: Record<Verdict, number> = { caught: 0, 'NOT CAUGHT': 0, 'NOT RUN': 0 };
await orEnd('before');
for (const { mutant, tests } of cases) {
  const verdict = await verdictOf(mutant, tests);
  counts[verdict]++;
  console.log(`${verdict.padEnd(10)}  ${mutant.breaks}  (${mutant.file})`);
}
await orEnd('after');
await vitest.close();
console.log(`${counts.caught} caught, ${counts['NOT CAUGHT']} not caught, ${counts['NOT RUN']} not run`);
process.exit(counts['NOT CAUGHT'] + counts['NOT RUN'] === 0 ? 0 : 1);
