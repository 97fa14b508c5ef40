/** `pnpm verify`: every checker, as many at once as there are cores; one line each, then what the failing ones said. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root, runChecker } from './run-checker.ts';

interface Checker {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

interface Outcome {
  readonly checker: Checker;
  readonly ok: boolean;
  readonly output: string;
}

const sources = ['server', 'shared', 'web', 'tests'];

const types = (project: string): readonly [string, ...string[]] => [
  'tsc',
  ...['--project', project, '--incremental'],
  ...[
    '--tsBuildInfoFile',
    join(root, 'node_modules', '.cache', `types-${project.replace('.', 'root')}.json`),
  ],
];

const lint = (...where: [string, ...string[]]): readonly [string, ...string[]] => [
  ...(['eslint', '--max-warnings', '0'] as const),
  ...where,
];

/** The long ones first, so that the cores are busy to the end. */
const checkers: Checker[] = [
  { name: 'lint of pages', command: lint('web') },
  { name: 'lint of the rest', command: lint('.', '--ignore-pattern', 'web/**') },
  { name: 'svelte', command: ['svelte-check', '--workspace', 'web', '--fail-on-warnings'] },
  { name: 'format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'types of tests', command: types('tests') },
  { name: 'types of server', command: types('server') },
  { name: 'types of shared', command: types('shared') },
  { name: 'types of configuration', command: types('.') },
  { name: 'boundaries', command: ['depcruise', ...sources] },
  { name: 'unused', command: ['knip', '--no-progress', '--no-config-hints'] },
];

async function run(checker: Checker): Promise<Outcome> {
  const started = performance.now();
  const { ok, output } = await runChecker(checker.command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${checker.name} (${seconds} s)`);
  return { checker, ok, output };
}

const waiting = [...checkers];
const outcomes: Outcome[] = [];

async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) outcomes.push(await run(next));
}

await Promise.all(Array.from({ length: availableParallelism() }, work));

const failures = outcomes.filter(({ ok }) => !ok);
for (const { checker, output } of failures) console.log(`\n── ${checker.name} ──\n${output.trimEnd()}`);
console.log(
  failures.length === 0
    ? 'All checks pass.'
    : `\nFailed: ${failures.map(({ checker }) => checker.name).join(', ')}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
