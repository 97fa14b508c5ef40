import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** Ends the run with `N passed, N failed` (and `, N skipped`) alone on the last line, after a reason for each skip. */
export default class SumReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const skipped = tests.filter((test) => test.result().state === 'skipped');
    // A file that cannot be loaded has no tests, but it failed; so does an error outside every test.
    const broken = modules.filter((module) => module.state() === 'failed' && allRan(module)).length;
    const failed = count('failed') + broken + unhandledErrors.length;

    process.once('exit', (code) => {
      for (const test of skipped) process.stdout.write(`skipped: ${test.fullName}: ${reasonOf(test)}\n`);
      // A run that could not even start has no failed test, and is no success.
      const sum = `${count('passed')} passed, ${code === 0 ? failed : Math.max(failed, 1)} failed`;
      process.stdout.write(`${sum}${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}\n`);
    });
  }
}

const allRan = (module: TestModule): boolean =>
  [...module.children.allTests()].every((test) => test.result().state !== 'failed');

function reasonOf(test: TestCase): string {
  const result = test.result();
  return (result.state === 'skipped' && result.note) || 'no reason given';
}
