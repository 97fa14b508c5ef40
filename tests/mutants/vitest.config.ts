import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vitest/config';
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

export default defineConfig({
  plugins: mutant === null ? [] : [inPlace(mutant)],
  test: {
    include: ['tests/{unit,sim}/**/*.spec.ts', 'tests/conformance/rules.spec.ts'],
    testTimeout: 60_000,
    bail: 1,
    reporters: ['./tests/support/sum-reporter.ts'],
  },
});
