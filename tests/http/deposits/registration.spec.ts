import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, MINUTE, SECOND } from '@reassign/shared/kernel/instant.ts';
import { yes } from '../../support/bank-desk.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { appraisalOf } from '../../support/listings.ts';

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const accepted = { conditionsVersion: conditions.version, conditionsHash: conditions.hash };
const registrations = () => `/api/v1/lots/${lotId}/registrations`;

describe('registering for a lot', () => {
  it('shows the conditions in both languages with the hash that is accepted', async () => {
    const { status, body } = await house.watcher.get('/api/v1/conditions');
    expect(status).toBe(200);
    expect(body).toEqual(conditions);
  });

  it.each([
    ['another hash', { ...accepted, conditionsHash: '0'.repeat(64) }, 409, 'stale-conditions'],
    ['an old version', { ...accepted, conditionsVersion: 0 }, 409, 'stale-conditions'],
    ['a version as text', { ...accepted, conditionsVersion: '1' }, 400, 'malformed'],
    ['a bidder number of its own', { ...accepted, bidderNumber: '777777' }, 400, 'malformed'],
    ['nothing', {}, 400, 'malformed'],
  ])('is refused with %s', async (_what, body, status, code) => {
    const answer = await house.agencies[0].browser.post(registrations(), body);
    expect(answer).toMatchObject({
      status,
      body: { code },
      contentType: expect.stringContaining('problem+json') as string,
    });
  });

  it('is refused for a lot that does not exist, and for an id that is none', async () => {
    const { browser } = house.agencies[0];
    const foreign = '/api/v1/lots/019a0000-0000-7000-8000-000000000000/registrations';
    expect(await browser.post(foreign, accepted)).toMatchObject({
      status: 404,
      body: { code: 'unknown-lot' },
    });
    expect(await browser.post('/api/v1/lots/1/registrations', accepted)).toMatchObject({ status: 400 });
  });

  it('bars the appraiser of the lot', async () => {
    const { seed } = house.modules.accounts;
    const broker = await house.newcomer('agency', ['broker']);
    const { creditCode = '' } = appraisalOf(1).valuer;
    const valuer = await seed.createOrganisation({ name: '某评估公司', kind: 'valuer', creditCode });
    await seed.addMember(valuer.id, broker.principal.userId, ['member']);
    const answer = await broker.browser.post(registrations(), accepted);
    expect(answer).toMatchObject({ status: 409, body: { code: 'barred', facts: { ground: 'auxiliary' } } });
  });

  it.each([
    ['the seller', () => house.maker, 'seller'],
    ['the platform', () => house.operator, 'platform'],
  ] as const)('bars a broker who is also one of %s', async (_side, of, ground) => {
    const broker = await house.newcomer('agency', ['broker']);
    await house.modules.accounts.seed.addMember(of().organisation.id, broker.principal.userId, ['member']);
    const answer = await broker.browser.post(registrations(), accepted);
    expect(answer).toMatchObject({ status: 409, body: { code: 'barred', facts: { ground } } });
  });

  it('answers with deposit, account and an opaque reference, once', async () => {
    const first = await house.register(house.agencies[0], lotId);
    expect(first).toMatchObject({
      lotId,
      bidderNumber: null,
      deposit: { amount: { amount: 70_000_00, currency: 'CNY' }, status: 'requested' },
    });
    expect(first.deposit.reference).toMatch(/^BZJ[0-9A-Z]{11}$/);
    const again = await house.agencies[0].browser.post(registrations(), accepted);
    expect(again).toMatchObject({ status: 409, body: { code: 'already-registered' } });
  });
});

describe('the receipt of a deposit', () => {
  const receipt = (change = {}) => ({
    amount: { amount: 70_000_00, currency: 'CNY' },
    payer: '启明知识产权运营有限公司',
    receivedAt: '2026-03-02T10:00:00.000+08:00',
    ...change,
  });
  const own = async (agency: Person) => {
    const { body } = await agency.browser.get('/api/v1/registrations');
    return (
      body as {
        items: {
          lotId: string;
          bidderNumber: string | null;
          deposit: { reference: string; status: string };
        }[];
      }
    ).items;
  };
  const referenceOf = async (agency: Person) => (await own(agency))[0]?.deposit.reference ?? '';
  const confirm = async (reference: string, change = {}) =>
    house.operator.browser.post(`/api/v1/deposits/${reference}/receipts`, receipt(change));

  it('is asked of the operator with payer and amount; no lot and no number', async () => {
    const { status, body } = await house.operator.browser.get('/api/v1/deposits?status=requested');
    expect(status).toBe(200);
    const { items } = body as { items: object[] };
    expect(items).toEqual([
      {
        reference: await referenceOf(house.agencies[0]),
        amount: { amount: 70_000_00, currency: 'CNY' },
        payer: house.agencies[0].organisation.name,
        status: 'requested',
        requestedAt: expect.any(String) as string,
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(lotId);
  });

  it.each([
    ['one fen too little', { amount: { amount: 69_999_99, currency: 'CNY' } }, 409, 'amount-differs'],
    ['one fen too much', { amount: { amount: 70_000_01, currency: 'CNY' } }, 409, 'amount-differs'],
    ['another currency', { amount: { amount: 70_000_00, currency: 'USD' } }, 409, 'amount-differs'],
    ['a negative amount', { amount: { amount: -1, currency: 'CNY' } }, 400, 'malformed'],
    ['a fraction of a fen', { amount: { amount: 70_000_00.5, currency: 'CNY' } }, 400, 'malformed'],
    ['an amount as text', { amount: { amount: '7000000', currency: 'CNY' } }, 400, 'malformed'],
    ['a lot', { lotId: 'x' }, 400, 'malformed'],
  ])('of %s books nothing', async (_what, change, status, code) => {
    const reference = await referenceOf(house.agencies[0]);
    expect(await confirm(reference, change)).toMatchObject({ status, body: { code } });
    expect((await own(house.agencies[0]))[0]?.deposit.status).toBe('requested');
  });

  it('is not booked by an officer of the organisation that pays, and does not say which one that is', async () => {
    const { seed } = house.modules.accounts;
    const { organisation } = house.agencies[0];
    const officer = await house.newcomer('operator', ['officer']);
    await seed.addMember(organisation.id, officer.principal.userId, ['member']);
    const reference = await referenceOf(house.agencies[0]);
    const answer = await officer.browser.post(`/api/v1/deposits/${reference}/receipts`, receipt());
    expect(answer).toMatchObject({ status: 409, body: { code: 'own-deposit' } });
    expect(answer.body).not.toHaveProperty('facts');
    expect((await own(house.agencies[0]))[0]?.deposit.status).toBe('requested');
  });

  it('under a mistyped reference says which check character would fit; an unknown one is not found', async () => {
    const reference = await referenceOf(house.agencies[0]);
    const mistyped = reference.slice(0, -1) + (reference.endsWith('A') ? 'C' : 'A');
    expect(await confirm(mistyped)).toMatchObject({
      status: 422,
      body: { code: 'bad-reference', facts: { reason: 'reference-check', expected: reference.at(-1) } },
    });
    expect(await confirm('BZJ00000000000')).toMatchObject({ status: 422 });
  });

  it('gives the registration its bidder number, random per lot; a second receipt is refused', async () => {
    const reference = await referenceOf(house.agencies[0]);
    expect(await confirm(reference)).toMatchObject({ status: 201, body: { status: 'held' } });
    const [registration] = await own(house.agencies[0]);
    expect(registration).toMatchObject({
      deposit: { status: 'held' },
      bidderNumber: expect.stringMatching(/^\d{6}$/) as string,
    });
    expect(await confirm(reference)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('enters the log at the opening in one batch; a later one at the next full minute, and not a millisecond before', async () => {
    await house.moveTo(opensAt);
    const log = async () => {
      const { body } = await house.watcher.get(`/api/v1/lots/${lotId}/events`);
      return (body as { items: { type: string; at: string }[] }).items.map(({ type }) => type);
    };
    expect(await log()).toEqual(['ListingPublished', 'Registered', 'LotOpened']);

    await house.moveTo(later(opensAt, 90 * SECOND));
    const second = await house.register(house.agencies[1], lotId);
    await house.confirm(second);
    await house.moveTo(later(opensAt, 2 * MINUTE - 1));
    expect(await log()).toHaveLength(3);
    await house.moveTo(later(opensAt, 2 * MINUTE));
    expect(await log()).toEqual(['ListingPublished', 'Registered', 'LotOpened', 'Registered']);
  });

  it('that arrives after the end goes straight back and buys no number', async () => {
    const late = await house.publishLot({
      opensAt: new Date(later(opensAt, 20 * DAY)).toISOString(),
      closesAt: new Date(later(closesAt, 20 * DAY)).toISOString(),
    });
    const registration = await house.register(house.agencies[0], late);
    await house.moveTo(later(opensAt, 20 * DAY));
    await house.moveTo(later(closesAt, 20 * DAY));
    const { deposit } = registration;
    expect(await confirm(deposit.reference)).toMatchObject({ status: 201, body: { status: 'released' } });
    const after = (await own(house.agencies[0])).find((item) => item.lotId === late);
    expect(after).toMatchObject({ bidderNumber: null, deposit: { status: 'released' } });
  });

  it('is asked for until the effective end: a late bid moved it', async () => {
    const times = [opensAt, closesAt].map((at) => new Date(later(at, 40 * DAY)).toISOString());
    const extended = await house.publishLot({ opensAt: times[0] ?? '', closesAt: times[1] ?? '' });
    await house.admit(house.agencies[0], extended);
    await house.moveTo(later(opensAt, 40 * DAY));
    await house.moveTo(later(closesAt, 40 * DAY - 1));
    const amount = { amount: 700_000_00, currency: 'CNY' };
    const commandId = '019cd000-0000-7000-8000-0000000000c9';
    await yes(house.agencies[0].browser.post(`/api/v1/lots/${extended}/bids`, { commandId, amount }));

    const register = (of: Person) => of.browser.post(`/api/v1/lots/${extended}/registrations`, accepted);
    await house.moveTo(later(closesAt, 40 * DAY + 5 * MINUTE - 2));
    expect(await register(house.agencies[1])).toMatchObject({ status: 201 });
    await house.moveTo(later(closesAt, 40 * DAY + 5 * MINUTE - 1));
    expect(await register(house.agencies[0])).toMatchObject({
      status: 409,
      body: { code: 'registration-closed' },
    });
  });
});
