import { readFileSync } from 'node:fs';

/** One file of `fixtures/vectors`: public numbers with their verdicts, see the sources inside. */
export const vectors = <Shape>(name: string): Shape =>
  JSON.parse(readFileSync(new URL(`fixtures/vectors/${name}.json`, import.meta.url), 'utf8')) as Shape;
