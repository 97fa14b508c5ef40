import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { LotId } from '@reassign/shared/kernel/ids.ts';
import { type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import { LiveClient } from '../../support/live-client.ts';

let house: House;
let lotId: LotId;
let address: string;
let broker: Person;
let client: LiveClient;

const connect = async ({ browser }: Person): Promise<LiveClient> => {
  const opened = new LiveClient(address, { cookie: browser.cookie, origin: house.config.publicUrl });
  await opened.next('hello');
  return opened;
};
let yuan = 695_000;
const bid = (by = client): void => {
  yuan += 5_000;
  by.send({ t: 'bid', lotId, commandId: randomUUID(), amount: { amount: yuan * 100, currency: 'CNY' } });
};
const refusal = async (): Promise<string> => (await client.next('refused')).problem.code;
const bidsInLog = async (): Promise<number> => {
  const { body } = await house.watcher.get(`/api/v1/lots/${lotId}`);
  return body['bidCount'] as number;
};
/** What another server did: here it is known at the next look, which is due now. */
const elsewhere = async (change: Promise<unknown>): Promise<void> => {
  await change;
  house.modules.accounts.sessions.forget();
};
const accredit = (accredited: boolean) =>
  house.operator.browser.put(`/api/v1/organisations/${broker.organisation.id}/accreditation`, {
    accredited,
    reason: 'papers',
  });

beforeAll(async () => {
  house = await openHouse();
  lotId = await house.publishLot();
  address = await house.app.listen({ port: 0, host: '127.0.0.1' });
  for (const agency of house.agencies) await house.admit(agency, lotId);
  broker = house.agencies[0];
  await house.moveTo(opensAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});
beforeEach(async () => {
  client = await connect(broker);
  // Somebody else leads, so that a refusal can only come from who asks.
  const other = await connect(house.agencies[1]);
  bid(other);
  await Promise.race([other.next('accepted'), other.next('refused')]);
  other.socket.close();
});
afterEach(() => {
  client.socket.terminate();
});

describe('a bid over a socket that is open already', () => {
  it('is accepted while nothing has changed', async () => {
    bid();
    expect(await client.next('accepted')).toMatchObject({ lotId });
  });

  it('is refused from the moment the accreditation is taken back, and not for longer', async () => {
    const before = await bidsInLog();
    await accredit(false);
    bid();
    expect(await refusal()).toBe('not-accredited');
    expect(await bidsInLog()).toBe(before);
    await accredit(true);
    bid();
    expect(await client.next('accepted')).toMatchObject({ lotId });
  });

  it('is refused to who is a broker no longer', async () => {
    const { sql } = house.admin;
    const { userId } = broker.principal;
    await elsewhere(sql`update member set role = 'member' where user_id = ${userId}`);
    bid();
    expect(await refusal()).toBe('forbidden');
    await elsewhere(sql`update member set role = 'broker' where user_id = ${userId}`);
  });

  it('is refused to who acts for another agency now: the number is not theirs', async () => {
    const { sql } = house.admin;
    const { userId } = broker.principal;
    const other = house.agencies[1].organisation.id;
    await sql`
      insert into member (id, organisation_id, user_id, role, created_at)
      values (${randomUUID()}, ${other}, ${userId}, 'broker', now())`;
    await broker.browser.post('/api/auth/organization/set-active', { organizationId: other });
    bid();
    expect(await refusal()).toBe('forbidden');
    const own = { organizationId: broker.organisation.id };
    await broker.browser.post('/api/auth/organization/set-active', own);
    bid();
    expect(await client.next('accepted')).toMatchObject({ lotId });
  });

  it('is refused when the session has expired, and the socket closes with 1008', async () => {
    const closed = once(client.socket, 'close') as Promise<[number]>;
    const before = await bidsInLog();
    await elsewhere(
      house.admin.sql`
        update session set expires_at = now() - interval '1 second' where user_id = ${broker.principal.userId}`,
    );
    bid();
    expect((await closed)[0]).toBe(1008);
    expect(await bidsInLog()).toBe(before);
    expect((await broker.browser.get('/api/v1/registrations')).status).toBe(401);
  });
});

describe('a frame that means two things', () => {
  const watcher = () => {
    client.socket.terminate();
    client = new LiveClient(address);
    return client.next('hello');
  };
  it.each([
    ['a field twice', '{"t":"ping","n":1,"n":2}'],
    ['a field twice in another spelling', '{"t":"ping","n":1,"\\u006e":2}'],
    ['a prototype', '{"t":"ping","n":1,"__proto__":{"n":2}}'],
    ['two frames', '{"t":"ping","n":1}{"t":"ping","n":2}'],
  ])('%s: malformed', async (_what, frame) => {
    await watcher();
    client.send(frame);
    expect(await client.next('problem')).toMatchObject({ problem: { code: 'malformed' } });
    client.send({ t: 'ping', n: 3 });
    expect(await client.next('pong')).toMatchObject({ n: 3 });
  });
});
