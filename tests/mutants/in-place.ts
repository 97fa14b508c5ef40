import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vitest/config';
import { type Mutant, mutate } from './mutant.ts';

/** Puts one mutant at a time in place while its file is loaded: nothing is written. */
export function mutantInPlace(): {
  readonly plugin: Plugin;
  readonly put: (mutant: Mutant | null) => void;
} {
  let now: Mutant | null = null;
  return {
    plugin: {
      name: 'mutant',
      enforce: 'pre',
      transform: (_code, id) =>
        now !== null && id.split('?')[0] === resolve(now.file)
          ? mutate(readFileSync(now.file, 'utf8'), now)
          : null,
    },
    put(mutant) {
      now = mutant;
    },
  };
}
