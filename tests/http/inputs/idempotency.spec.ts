import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conditions } from '@reassign/shared/deposits/conditions.ts';
import type { RegistrationView } from '@reassign/shared/deposits/api.ts';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { MINUTE } from '@reassign/shared/kernel/instant.ts';
import { type House, openHouse, type Person } from '../../support/house.ts';

let house: House;
let lots: LotId[];
beforeAll(async () => {
  house = await openHouse();
  lots = [await house.publishLot(), await house.publishLot()];
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const post = ({ browser }: Person, path: string, key: string, body: object) =>
  browser.send('POST', path, body, { headers: { 'idempotency-key': key } });
const accepted = { conditionsVersion: conditions.version, conditionsHash: conditions.hash };
const register = (agency: Person, key: string, body: object = accepted, lot = 0) =>
  post(agency, `/api/v1/lots/${lots[lot] ?? ''}/registrations`, key, body);
const receive = (reference: string, key: string, payer = '某公司') =>
  post(house.operator, `/api/v1/deposits/${reference}/receipts`, key, {
    amount: { amount: 70_000_00, currency: 'CNY' },
    payer,
    receivedAt: '2026-03-02T10:00:00.000+08:00',
  });
const moves = async (): Promise<number> => {
  const [row] = await house.admin.sql<[{ count: number }]>`select count(*)::int as count from deposit_move`;
  return row.count;
};
/** The server died after the work and before it could keep its answer. */
const diesBeforeKeeping = () =>
  house.admin.sql`update idempotent_request set status = null, content_type = null, answer = null`;
const codeOf = ({ body }: { body: Record<string, unknown> }): unknown => body['code'];

describe('a registration repeated with its key', () => {
  it('is one registration with one answer', async () => {
    const [agency] = house.agencies;
    const first = await register(agency, 'a');
    expect(first.status).toBe(201);
    expect(await register(agency, 'a')).toEqual(first);
    expect(await moves()).toBe(1);
  });

  it('is refused with another body, and for another lot', async () => {
    const [agency] = house.agencies;
    expect(codeOf(await register(agency, 'a', { ...accepted, conditionsVersion: 0 }))).toBe(
      'idempotency-mismatch',
    );
    expect(codeOf(await register(agency, 'a', accepted, 1))).toBe('idempotency-mismatch');
    expect(await moves()).toBe(1);
  });

  it('is nothing to another agency that chose the same key', async () => {
    const [first, second] = house.agencies;
    const own = await register(first, 'a');
    const other = await register(second, 'a');
    expect(other.status).toBe(201);
    expect(other.body['id']).not.toBe(own.body['id']);
  });

  it('after a crash between work and answer waits a minute, then the rules answer: nothing is done twice', async () => {
    const [agency] = house.agencies;
    const before = await moves();
    await diesBeforeKeeping();
    expect(codeOf(await register(agency, 'a'))).toBe('busy');
    await house.clock.advance(MINUTE + 1);
    expect(codeOf(await register(agency, 'a'))).toBe('already-registered');
    expect(codeOf(await register(agency, 'a'))).toBe('already-registered');
    expect(await moves()).toBe(before);
  });
});

describe('a receipt repeated with its key', () => {
  let reference: string;
  beforeAll(async () => {
    const { body } = await register(house.agencies[0], 'b', accepted, 1);
    reference = (body as unknown as RegistrationView).deposit.reference;
  });

  it('is booked once, and another payer under the key is refused', async () => {
    const before = await moves();
    const answers = await Promise.all([1, 2, 3].map(() => receive(reference, 'r')));
    expect(answers.map(({ status }) => status).filter((status) => status === 201).length).toBeGreaterThan(0);
    expect(answers.filter((answer) => answer.status !== 201).every((no) => codeOf(no) === 'busy')).toBe(true);
    expect(await receive(reference, 'r')).toMatchObject({ status: 201, body: { status: 'held' } });
    expect(codeOf(await receive(reference, 'r', '别的公司'))).toBe('idempotency-mismatch');
    expect(await moves()).toBe(before + 1);
  });

  it('after a crash between work and answer is not booked again', async () => {
    const before = await moves();
    await diesBeforeKeeping();
    await house.clock.advance(MINUTE + 1);
    expect(codeOf(await receive(reference, 'r'))).toBe('wrong-state');
    expect(await moves()).toBe(before);
  });
});
