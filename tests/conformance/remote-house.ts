import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type ConformanceHouse, openConformanceHouse } from './control.ts';

/** Another implementation, where one is asked; else our own. */
const elsewhere = process.env['CONFORMANCE_URL'];

/** The address to ask, of a house that lives as long as one test or as all of them. */
function houseFor(
  before: typeof beforeEach | typeof beforeAll,
  after: typeof afterEach | typeof afterAll,
): () => string {
  let own: ConformanceHouse | null = null;
  before(async () => {
    own = elsewhere === undefined ? await openConformanceHouse() : null;
  });
  after(() => own?.close());
  return () => elsewhere ?? own?.base ?? '';
}

/** For scenarios that move the clock: it only goes forward. */
export const houseForEach = (): (() => string) => houseFor(beforeEach, afterEach);

export const houseForAll = (): (() => string) => houseFor(beforeAll, afterAll);
