import { readFileSync } from 'node:fs';

/** One file of `fixtures/vectors`: public numbers with their verdicts, see the sources inside. */
export const vectors = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/vectors/${name}.json`, import.meta.url), 'utf8'));
