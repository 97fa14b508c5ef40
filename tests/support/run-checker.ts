import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** svelte-check belongs to the web workspace. */
const binaries = [root, join(root, 'web')].map((folder) => join(folder, 'node_modules', '.bin'));
const environment = {
  ...process.env,
  PATH: [...binaries, process.env['PATH']].join(delimiter),
  NO_COLOR: '1',
};

export interface CheckerResult {
  readonly ok: boolean;
  /** What a machine reads. */
  readonly stdout: string;
  /** Everything it said. */
  readonly output: string;
}

/** Runs a development tool of this project to its end, by its own name. */
export function runChecker(
  [command, ...parameters]: readonly [string, ...string[]],
  folder = root,
): Promise<CheckerResult> {
  const options = { cwd: folder, env: environment, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(command, parameters, options, (error, stdout, stderr) => {
      const started = error === null || typeof error.code === 'number';
      resolve({ ok: error === null, stdout, output: started ? stdout + stderr : error.message });
    });
  });
}
