import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
import { BaseSequencer, type Reporter, type TestModule, type TestSpecification } from 'vitest/node';
import { type Mutant, MUTANT, mutate } from './mutant.ts';

/* One mutant, given by the environment, put in place while the file is loaded: nothing is written. */

const mutant = JSON.parse(process.env[MUTANT] ?? 'null') as Mutant | null;

const inPlace = (wrongOne: Mutant): Plugin => ({
  name: 'mutant',
  enforce: 'pre',
  transform(_code, id) {
    const file = resolve(wrongOne.file);
    return id.split('?')[0] === file ? mutate(readFileSync(file, 'utf8'), wrongOne) : null;
  },
});

/** How many tests ran: a file that cannot be loaded has none, and catches nothing. */
class Counting implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap(({ children }) =>
      [...children.allTests()].map((test) => test.result().state),
    );
    const count = (wanted: string): number => states.filter((state) => state === wanted).length;
    process.stdout.write(`${String(count('passed'))} tests passed, ${String(count('failed'))} failed\n`);
  }
}

/** Quick tests first: most mutants are caught before a simulation begins. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      ['/unit/', '/conformance/', '/sim/'].findIndex((level) => moduleId.includes(level));
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

export default defineConfig({
  plugins: mutant === null ? [] : [inPlace(mutant)],
  test: {
    include: ['tests/{unit,sim}/**/*.spec.ts', 'tests/conformance/rules.spec.ts'],
    testTimeout: 60_000,
    bail: 1,
    // One worker that loads every file once: these tests share nothing but the rules.
    maxWorkers: 1,
    isolate: false,
    // What it keeps of a file knows nothing of the mutant in it.
    fsModuleCache: false,
    sequence: { sequencer: QuickFirst },
    reporters: [new Counting()],
  },
});
