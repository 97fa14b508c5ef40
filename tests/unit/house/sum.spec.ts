import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, runChecker } from '../../support/run-checker.ts';

const run = (...files: string[]): ReturnType<typeof runChecker> =>
  runChecker(['vitest', 'run', ...files], join(root, 'tests', 'support', 'broken', 'sum'));

const timeout = 60_000;

it('ends with the sum: a file that cannot load or prepare has failed', { timeout }, async () => {
  const { ok, stdout } = await run();
  const lines = stdout.trimEnd().split('\n');

  expect(ok).toBe(false);
  expect(lines.at(-1)).toBe('1 passed, 3 failed, 2 skipped');
  expect(lines).toContain('skipped: is skipped: no browser here');
});

it('counts a run that could not start as failed', { timeout }, async () => {
  const { ok, stdout } = await run('no-such-file');

  expect(ok).toBe(false);
  expect(stdout.trimEnd().split('\n').at(-1)).toBe('0 passed, 1 failed');
});
