import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { makeIdentity } from '@reassign/shared/verify/lot-key.ts';
import { type House, openHouse } from '../../support/house.ts';
import {
  type Keeper,
  keeperOf,
  sealedListing,
  shareIn,
  sharesOf,
  threeKeepers,
} from '../../support/keepers.ts';

/* Who keeps a share of the key of sealed bids, over HTTP. */

let house: House;
let keepers: readonly [Keeper, Keeper, Keeper];
/** Published with their first keys. */
let first: LotId;

beforeAll(async () => {
  house = await openHouse();
  keepers = await threeKeepers(house);
  first = await house.publishLot(sealedListing(keepers));
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

describe('a keeper', () => {
  it('gives the public half of a key, which counts from then on for later lots', async () => {
    const [, bank] = keepers;
    const before = (await sharesOf(bank)).find((item) => item.lotId === first);
    const next = await keeperOf(bank.person);
    expect((await bank.person.browser.get('/api/v1/keeper-key')).body).toMatchObject({
      key: { recipient: next.recipient },
    });
    expect((await sharesOf(bank)).find((item) => item.lotId === first)).toEqual(before);
    const later = await house.publishLot({ ...sealedListing(keepers), ...laterTimes() });
    expect((await sharesOf(next)).find((item) => item.lotId === later)).toMatchObject({
      recipient: next.recipient,
    });
    await shareIn(next, later);
  });

  const laterTimes = () => {
    const start = later(house.clock.now(), 17 * DAY);
    return { opensAt: toRfc3339(start), closesAt: toRfc3339(later(start, DAY)) };
  };

  it('may give the same twice, but no key of somebody else, nor a former one', async () => {
    const [one, bank] = keepers;
    const put = ({ person }: Keeper, recipient: string) =>
      person.browser.put('/api/v1/keeper-key', { recipient });
    expect(await put(one, one.recipient)).toMatchObject({ status: 200 });
    expect(await put(bank, one.recipient)).toMatchObject({ status: 409, body: { code: 'key-in-use' } });
    expect(await put(bank, bank.recipient)).toMatchObject({ status: 409, body: { code: 'key-in-use' } });
  });

  it.each([
    ['a secret key', 400, `AGE-SECRET-KEY-1${'Q'.repeat(58)}`],
    ['a character too few', 400, `age1${'q'.repeat(57)}`],
    ['a wrong checksum', 422, `age1${'q'.repeat(58)}`],
  ])('gives no %s', async (_, status, recipient) => {
    const answer = await keepers[0].person.browser.put('/api/v1/keeper-key', { recipient });
    expect(answer).toMatchObject({
      status,
      body: { code: status === 400 ? 'malformed' : 'bad-recipient' },
    });
  });

  it('is chosen among those who have a key and still belong to who may keep one', async () => {
    const list = async () =>
      ((await house.maker.browser.get('/api/v1/keepers')).body as { items: { id: string }[] }).items.map(
        ({ id }) => id,
      );
    expect(await list()).toEqual(keepers.map(({ person }) => person.principal.userId).sort());
    const agency = house.agencies[0].browser.put('/api/v1/keeper-key', {
      recipient: (await makeIdentity()).recipient,
    });
    expect(await agency).toMatchObject({ status: 403 });
    await house.modules.accounts.seed.setAccredited(keepers[1].person.organisation.id, false, 'gone');
    expect(await list()).not.toContain(keepers[1].person.principal.userId);
    await expect(house.publishLot({ ...sealedListing(keepers), ...laterTimes() })).rejects.toThrow(
      /sealed-unlawful.*keeper-without-key/,
    );
    await house.modules.accounts.seed.setAccredited(keepers[1].person.organisation.id, true, 'back');
  });

  it('is of an organisation of its own', async () => {
    const [one, , third] = keepers;
    const colleague = await keeperOf(await house.colleague(one.person, ['officer']));
    await expect(
      house.publishLot({ ...sealedListing([one, colleague, third]), ...laterTimes() }),
    ).rejects.toThrow(/sealed-unlawful.*one-organisation/);
  });
});
