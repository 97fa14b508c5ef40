import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { verifyAsStranger } from '../../support/strangers-verifier.ts';

/* A hybrid Dutch lot over HTTP, from its listing to the hammer: 81 levels of five minutes from 700,000 yuan. */

const LEVEL = 5 * MINUTE;
const fallEnds = later(opensAt, 81 * LEVEL);
const sealedEnds = later(fallEnds, 10 * MINUTE);
const bestEnds = later(sealedEnds, 5 * MINUTE);

let house: House;
let lotId: LotId;
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot({
    fall: { levels: 81, levelMs: LEVEL, sealedMs: 10 * MINUTE, bestMs: 5 * MINUTE },
    floor: yuan(140_000),
    closesAt: toRfc3339(fallEnds),
  });
  for (const agency of house.agencies) await house.admit(agency, lotId);
  await house.moveTo(opensAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const yuan = (amount: number) => ({ amount: Math.round(amount * 100), currency: 'CNY' });
const send = ({ browser }: Person, body: object, commandId: string = randomUUID()) =>
  browser.post(`/api/v1/lots/${lotId}/bids/by-form`, { commandId, ...body });
const lot = async () => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const ownOf = async ({ browser }: Person) => (await browser.get(`/api/v1/lots/${lotId}/maximum`)).body;

describe('a falling price', () => {
  it('is published with its levels, and says where it stands', async () => {
    expect(await lot()).toMatchObject({
      phase: 'open',
      offer: { format: 'dutch', levels: 81, levelMs: LEVEL },
      course: { step: 'fall', fall: { beganAt: toRfc3339(opensAt), endsAt: toRfc3339(fallEnds) } },
    });
  });

  it('is taken at the level of the moment and its price, and at no other', async () => {
    const [a, b] = house.agencies;
    await house.moveTo(later(opensAt, 10 * LEVEL));
    expect(await send(a, { form: 'level', level: 9, amount: yuan(637_000) })).toMatchObject({
      status: 409,
      body: { code: 'wrong-step', facts: { asking: yuan(630_000) } },
    });
    const id = randomUUID();
    const wish = { form: 'level', level: 10, amount: yuan(630_000) };
    const taken = await send(a, wish, id);
    expect(taken).toMatchObject({ status: 201, body: { isLeading: true } });
    expect(await send(a, wish, id), 'the same command learns the same').toMatchObject({
      status: 201,
      body: { seq: (taken.body as { seq: number }).seq },
    });
    expect(await send(b, wish)).toMatchObject({ status: 409, body: { code: 'wrong-step' } });
    expect(await lot()).toMatchObject({ price: yuan(630_000), closesAt: toRfc3339(sealedEnds) });
  });

  it('takes hidden bids from its scheduled end on, which only their owner sees', async () => {
    const [a, b] = house.agencies;
    const hidden = { form: 'hidden', amount: yuan(655_321) };
    expect(await send(b, hidden)).toMatchObject({ status: 409, body: { code: 'not-your-turn' } });
    await house.moveTo(fallEnds);
    expect(await send(a, hidden)).toMatchObject({ status: 409, body: { code: 'not-your-turn' } });
    expect(await send(b, { form: 'hidden', amount: yuan(630_000) })).toMatchObject({
      status: 409,
      body: { code: 'below-asking' },
    });
    expect(await send(b, hidden)).toMatchObject({ status: 201, body: { isLeading: false } });
    expect(await ownOf(b)).toEqual({ maximum: yuan(655_321) });
    expect(await ownOf(a)).toEqual({ maximum: null });
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    expect(log.body).toContain('HiddenBidPlaced');
    expect(log.body).not.toContain('65532100');
  });

  it('lets a hidden bid be withdrawn and placed anew', async () => {
    const [, b] = house.agencies;
    expect(await send(b, { form: 'withdrawal' })).toMatchObject({ status: 201 });
    expect(await send(b, { form: 'withdrawal' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-step' },
    });
    expect(await ownOf(b)).toEqual({ maximum: null });
    expect(await send(b, { form: 'hidden', amount: yuan(660_000) })).toMatchObject({ status: 201 });
  });

  it('leaves the last word to whoever took it, and sells', async () => {
    const [a, b] = house.agencies;
    await house.moveTo(sealedEnds);
    expect(await lot()).toMatchObject({ price: yuan(660_000), course: { step: 'best' } });
    const best = (agency: Person, amount: number) =>
      agency.browser.post(`/api/v1/lots/${lotId}/bids`, { commandId: randomUUID(), amount: yuan(amount) });
    expect(await best(b, 700_000)).toMatchObject({ status: 409, body: { code: 'not-your-turn' } });
    expect(await best(a, 666_999.99)).toMatchObject({ status: 409, body: { code: 'below-asking' } });
    expect(await best(a, 667_000)).toMatchObject({ status: 201, body: { isLeading: true } });
    await house.moveTo(bestEnds);
    expect(await lot()).toMatchObject({ phase: 'sold', price: yuan(667_000), course: null });
    const log = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    const lines = log.body.trimEnd().split('\n');
    expect(verifyLog(lines)).toMatchObject({ ok: true, format: 'dutch' });
    expect(verifyAsStranger(lines)).toMatchObject({ ok: true });
  });

  it.each([
    ['no form', { amount: yuan(1) }],
    ['a form of no format', { form: 'whisper' }],
    ['a level that no fall has', { form: 'level', level: 100, amount: yuan(1) }],
    ['half a level', { form: 'level', level: 0.5, amount: yuan(1) }],
    ['a hidden bid of no amount', { form: 'hidden' }],
    ['a word more than asked for', { form: 'withdrawal', amount: yuan(1) }],
  ])('is not bid for with %s', async (_, body) => {
    const [a] = house.agencies;
    expect((await send(a, body)).status).toBe(400);
  });
});
