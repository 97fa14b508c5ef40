import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Quick tests first: most mutants are caught before a simulation begins. */
class QuickFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      ['/unit/', '/conformance/', '/sim/'].findIndex((level) => moduleId.includes(level));
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

export default defineConfig({
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
    reporters: [{}],
  },
});
