import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { mutantLists } from '../../mutants/lists.ts';
import { mutate } from '../../mutants/mutant.ts';

/** Whether tests notice a mutant is what `pnpm mutants` asks; here, that each still has its place in the rules. */
it('every mutant changes one place that is there', () => {
  const lost = mutantLists
    .flatMap(({ mutants }) => mutants)
    .filter((mutant) => {
      const text = readFileSync(mutant.file, 'utf8');
      try {
        return mutate(text, mutant) === text;
      } catch {
        return true;
      }
    });
  expect(lost.map(({ breaks, file }) => `${file}: ${breaks}`)).toEqual([]);
});
