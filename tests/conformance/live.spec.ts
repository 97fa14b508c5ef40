import { describe } from 'vitest';
import { playLots } from './play.ts';
import { liveDriver } from './remote-driver.ts';
import { houseForEach } from './remote-house.ts';
import { isForAll } from './scenario.ts';

/** Bids are all that the live interface takes. */
describe('the live interface', () => {
  const base = houseForEach();
  playLots(
    { begin: (terms, bidders) => liveDriver(base()).begin(terms, bidders) },
    (scenario) => isForAll(scenario) && scenario.steps.some((step) => 'bid' in step),
  );
});
