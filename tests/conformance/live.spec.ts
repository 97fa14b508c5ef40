import { afterEach, beforeEach, describe } from 'vitest';
import { type ConformanceHouse, openConformanceHouse } from './control.ts';
import { playAll } from './play.ts';
import { liveDriver } from './remote-driver.ts';

/** Another implementation, where one is asked; else our own, a house for each scenario. */
const elsewhere = process.env['CONFORMANCE_URL'];

describe('the live interface', () => {
  let own: ConformanceHouse | null = null;
  beforeEach(async () => {
    own = elsewhere === undefined ? await openConformanceHouse() : null;
  });
  afterEach(() => own?.close());

  playAll({
    begin: (terms, bidders) => liveDriver(elsewhere ?? own?.base ?? '').begin(terms, bidders),
  });
});
