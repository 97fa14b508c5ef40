import { assert } from '@reassign/shared/kernel/assert.ts';
import { CNY } from '@reassign/shared/kernel/currency.ts';
import { instant } from '@reassign/shared/kernel/instant.ts';
import { money } from '@reassign/shared/kernel/money.ts';
import { type House, type Person, openHouse } from '../support/house.ts';
import type { Arranged } from './remote-driver.ts';
import type { Prepared, Terms } from './scenario.ts';

/*
 * The two requests that arrange a scenario, for our own application; a test's, never a product's. A scenario has a house of
 * its own, because clocks only go forward.
 */

const wire = (fen: number) => money(fen, CNY);

interface Asked {
  readonly terms: Terms;
  readonly bidders: Readonly<Record<string, Prepared>>;
}

async function arrange(house: House, { terms, bidders }: Asked, origin: string): Promise<Arranged> {
  const reserve = terms.reserve === undefined ? undefined : wire(terms.reserve);
  const lot = await house.publishLot(
    {
      start: wire(terms.start),
      increments: terms.increments.map(({ from, step }) => ({ from: wire(from), step: wire(step) })),
      deposit: wire(terms.deposit),
      opensAt: terms.opensAt,
      closesAt: terms.closesAt,
    },
    reserve,
  );
  const arranged: Record<string, Arranged['bidders'][string]> = {};
  const there: Person[] = [...house.agencies];
  for (const [name, prepared] of Object.entries(bidders)) {
    const agency = there.shift() ?? (await house.newcomer('agency', ['broker']));
    let bidderNumber: string | null = null;
    if (prepared === 'deposit-open') await house.register(agency, lot);
    if (prepared === 'admitted') ({ bidderNumber } = await house.admit(agency, lot));
    arranged[name] = { headers: { cookie: agency.browser.cookie, origin }, bidderNumber };
  }
  return { lot, bidders: arranged };
}

export interface ConformanceHouse {
  readonly base: string;
  close(): Promise<void>;
}

/** Our application on a real port, with the two requests beside its API. */
export async function openConformanceHouse(): Promise<ConformanceHouse> {
  let house: House | null = null;
  const theHouse = (): House => {
    assert(house, 'the house is open before it is asked');
    return house;
  };
  house = await openHouse({}, (app) => {
    app.post('/conformance/lots', { config: { access: 'public' } }, async ({ body }, reply) => {
      const { config } = theHouse();
      return reply.code(201).send(await arrange(theHouse(), body as Asked, config.publicUrl));
    });
    app.post('/conformance/clock', { config: { access: 'public' } }, async ({ body }, reply) => {
      await theHouse().moveTo(instant(Date.parse((body as { at: string }).at)));
      return reply.code(204).send();
    });
    return Promise.resolve();
  });
  const base = await house.app.listen({ port: 0, host: '127.0.0.1' });
  return { base, close: () => theHouse().close() };
}
