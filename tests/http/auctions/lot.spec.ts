import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';

let house: House;
let lotId: LotId;
let numbers: (string | null)[];
beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  numbers = [];
  for (const agency of house.agencies) numbers.push((await house.admit(agency, lotId)).bidderNumber);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
const lot = async () => (await house.watcher.get(`/api/v1/lots/${lotId}`)).body;
const bid = ({ browser }: Person, body: object, id: string = lotId) =>
  browser.post(`/api/v1/lots/${id}/bids`, body);
const wish = (amount: number) => ({ commandId: randomUUID(), amount: yuan(amount) });

describe('a published lot', () => {
  it('is in the public list at once, by phase, type and number', async () => {
    const numbersOf = async (query: string) => {
      const { body } = await house.watcher.get(`/api/v1/lots${query}`);
      return (body as { items: { number: string }[] }).items.map(({ number }) => number);
    };
    expect(await numbersOf('')).toEqual(['SX-2026-000001']);
    expect(await numbersOf('?phase=notice&type=patent')).toEqual(['SX-2026-000001']);
    expect(await numbersOf('?phase=open')).toEqual([]);
    expect(await numbersOf('?type=trademark')).toEqual([]);
    expect(await numbersOf('?q=sx-2026')).toEqual(['SX-2026-000001']);
    expect(await numbersOf('?q=%25')).toEqual([]);
  });

  it.each([
    ['an unknown filter', '?sort=price'],
    ['an unknown phase', '?phase=asleep'],
    ['a cursor that is not ours', '?cursor=abc'],
    ['a search of 201 characters', `?q=${'a'.repeat(201)}`],
    ['a search with a NUL, which no text holds', '?q=%00'],
  ])('is not listed by %s', async (_what, query) => {
    expect(await house.watcher.get(`/api/v1/lots${query}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed' },
    });
  });

  it('shows its terms, and nobody behind a number', async () => {
    expect(await lot()).toMatchObject({
      id: lotId,
      phase: 'notice',
      stage: null,
      start: yuan(700_000),
      asking: yuan(700_000),
      price: null,
      leader: null,
      deposit: yuan(70_000),
      opensAt: new Date(opensAt).toISOString(),
      closesAt: new Date(closesAt).toISOString(),
      extensionMs: 5 * MINUTE,
      notice: { lotId, bank: house.maker.organisation.name },
    });
  });
});

describe('a bid over HTTP', () => {
  it('is refused before the opening, saying when that is', async () => {
    expect(await bid(house.agencies[0], wish(700_000))).toMatchObject({
      status: 409,
      body: { code: 'lot-not-open', facts: { opensAt: new Date(opensAt).toISOString() } },
    });
  });

  it.each([
    ['a negative amount', { amount: { amount: -1, currency: 'CNY' } }],
    ['a fraction', { amount: { amount: 70_000_000.5, currency: 'CNY' } }],
    ['more than 10¹³', { amount: { amount: 10_000_000_000_001, currency: 'CNY' } }],
    ['an amount beyond whole numbers', { amount: { amount: Number.MAX_SAFE_INTEGER + 2, currency: 'CNY' } }],
    ['text', { amount: { amount: '70000000', currency: 'CNY' } }],
    ['null', { amount: { amount: null, currency: 'CNY' } }],
    ['true', { amount: { amount: true, currency: 'CNY' } }],
    ['a list', { amount: { amount: [70_000_000], currency: 'CNY' } }],
    ['a currency nobody knows', { amount: { amount: 70_000_000, currency: 'ZZZ' } }],
    ['a bidder number', { bidderNumber: '123456' }],
    ['a time', { at: '2026-03-17T10:00:00.000+08:00' }],
    ['a command id that is none', { commandId: '1' }],
  ])('is malformed with %s, and nothing happens', async (_what, change) => {
    const before = await lot();
    const answer = await bid(house.agencies[0], { ...wish(700_000), ...change });
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
    expect(await lot()).toEqual(before);
  });

  it('is accepted from the opening on, with a receipt; the start is enough', async () => {
    await house.moveTo(opensAt);
    const command = wish(700_000);
    const first = await bid(house.agencies[0], command);
    expect(first).toMatchObject({
      status: 201,
      body: { commandId: command.commandId, at: new Date(opensAt).toISOString(), receipt: { lot: lotId } },
    });
    expect(await lot()).toMatchObject({
      phase: 'open',
      leader: numbers[0],
      price: yuan(700_000),
      asking: yuan(705_000),
    });
  });

  it.each([
    ['below the asking price', 1, wish(704_999.99), 'below-asking'],
    ['by the leader', 0, wish(705_000), 'already-leading'],
    [
      'in another currency',
      1,
      { ...wish(705_000), amount: { amount: 705_000_00, currency: 'USD' } },
      'wrong-currency',
    ],
    ['over ten times the asking price', 1, wish(7_050_000.01), 'above-limit'],
  ])('is refused %s, and says what would be accepted', async (_what, agency, command, code) => {
    const answer = await bid(house.agencies[agency === 0 ? 0 : 1], command);
    expect(answer).toMatchObject({ status: 409, body: { code, facts: { asking: yuan(705_000) } } });
  });

  it('is refused to who is not registered, and to a lot nobody knows', async () => {
    const stranger = await house.newcomer('agency', ['broker']);
    expect(await bid(stranger, wish(705_000))).toMatchObject({
      status: 409,
      body: { code: 'not-registered' },
    });
    const unknown = '019a0000-0000-7000-8000-000000000000';
    expect(await bid(house.agencies[0], wish(705_000), unknown)).toMatchObject({
      status: 404,
      body: { code: 'unknown-lot' },
    });
  });

  it('sent again with the same id is one bid; with another amount it is refused', async () => {
    const command = wish(705_000);
    const answers = await Promise.all([1, 2, 3].map(() => bid(house.agencies[1], command)));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(await bid(house.agencies[1], { ...command, amount: yuan(800_000) })).toMatchObject({
      status: 409,
      body: { code: 'idempotency-mismatch' },
    });
    expect(await lot()).toMatchObject({ bidCount: 2, price: yuan(705_000) });
  });

  it('of a hundred at once keeps one order: each accepted amount is higher than the one before', async () => {
    const amounts = Array.from({ length: 100 }, (_, index) => 710_000 + index * 5_000);
    await Promise.all(
      amounts.map((amount, index) => bid(house.agencies[index % 2 === 0 ? 0 : 1], wish(amount))),
    );
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}/events`);
    const { items } = body as {
      items: { seq: number; type: string; body: { amount: { amount: number } } }[];
    };
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1));
    const accepted = items
      .filter(({ type }) => type === 'BidAccepted')
      .map(({ body: { amount } }) => amount.amount);
    expect(accepted).toEqual([...new Set(accepted)].sort((a, b) => a - b));
  });

  it('in the last five minutes moves the end, at the end it is late', async () => {
    const { asking } = (await lot()) as { asking: { amount: number } };
    await house.moveTo(later(closesAt, -1));
    const leader = (await lot())['leader'];
    const other = leader === numbers[0] ? 1 : 0;
    const late = await bid(house.agencies[other], {
      commandId: randomUUID(),
      amount: asking.amount ? asking : yuan(1),
    });
    expect(late.status).toBe(201);
    const end = later(closesAt, 5 * MINUTE - 1);
    expect(await lot()).toMatchObject({ phase: 'open', closesAt: new Date(end).toISOString() });
    await house.moveTo(end);
    expect(await lot()).toMatchObject({ phase: 'sold', stage: 'confirmed', leader: numbers[other] });
    expect(await bid(house.agencies[0], wish(2_000_000))).toMatchObject({
      status: 409,
      body: { code: 'lot-closed' },
    });
  });
});

describe('the log', () => {
  it('is exported whole and verifies offline; the checkpoint covers all of it', async () => {
    const { payload, headers } = await house.app.inject({ url: `/api/v1/lots/${lotId}/log` });
    expect(headers['content-disposition']).toBe('attachment; filename="SX-2026-000001.ndjson"');
    const report = verifyLog(payload.split('\n').slice(0, -1));
    expect(report).toMatchObject({ ok: true, entries: payload.trim().split('\n').length - 1 });
    const checkpoint = await house.app.inject({ url: `/api/v1/lots/${lotId}/checkpoint` });
    expect(JSON.parse(payload.split('\n', 1)[0] ?? '')).toMatchObject({ checkpoint: checkpoint.body });
  });

  it('goes on after any seq', async () => {
    const { body } = await house.watcher.get(`/api/v1/lots/${lotId}/events?after=3`);
    expect((body as { items: { seq: number }[] }).items[0]?.seq).toBe(4);
    expect(await house.watcher.get(`/api/v1/lots/${lotId}/events?after=-1`)).toMatchObject({ status: 400 });
  });
});
