import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidderNumber, LotId } from '@reassign/shared/kernel/ids.ts';
import { DAY, later, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import type { Money } from '@reassign/shared/kernel/money.ts';
import { joinShares, makeIdentity, sealBid } from '@reassign/shared/verify/lot-key.ts';
import { checkSealedLog } from '@reassign/shared/verify/sealed-bids.ts';
import { verifyLog } from '@reassign/shared/verify/verify-log.ts';
import { closesAt, type House, openHouse, opensAt, type Person } from '../../support/house.ts';
import {
  give,
  type Keeper,
  sealedFor,
  sealedListing,
  sendSealed,
  shareIn,
  sharesOf,
  threeKeepers,
} from '../../support/keepers.ts';

/* A lot under sealed bids over HTTP, from its listing to the hammer: second price, from 700,000 yuan, a day to open. */

const yuan = (amount: number) => ({ amount: Math.round(amount * 100), currency: 'CNY' }) as Money;
const until = later(closesAt, DAY);

let house: House;
let keepers: readonly [Keeper, Keeper, Keeper];
let lotId: LotId;
/** Of the other lot of the same keepers, in which nobody opens anything. */
let otherId: LotId;
let numbers: readonly [BidderNumber, BidderNumber];
const logged: string[] = [];

beforeAll(async () => {
  house = await openHouse({
    environment: { LOG_LEVEL: 'trace' },
    logTo: { write: (line) => void logged.push(line) },
  });
  keepers = await threeKeepers(house);
  lotId = await house.publishLot(sealedListing(keepers));
  otherId = await house.publishLot(sealedListing(keepers, { pricing: 'first' }));
  const admitted: BidderNumber[] = [];
  for (const agency of house.agencies) {
    admitted.push((await house.admit(agency, lotId)).bidderNumber as BidderNumber);
    await house.admit(agency, otherId);
  }
  numbers = admitted as unknown as typeof numbers;
  await house.moveTo(opensAt);
});
afterAll(async () => {
  expect(house.faults).toEqual([]);
  await house.close();
});

const lot = async (id = lotId) => (await house.watcher.get(`/api/v1/lots/${id}`)).body;
const logOf = async (id: LotId): Promise<string> =>
  (await house.app.inject({ url: `/api/v1/lots/${id}/log` })).body;
const seal = (nth: 0 | 1, amount: Money) => sealedFor(house, lotId, numbers[nth], amount);

/** Everything that the database holds, as text. */
async function wholeDatabase(): Promise<string> {
  const tables = await house.admin.sql<{ name: string }[]>`
    select quote_ident(table_name) as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const texts = [];
  for (const { name } of tables) {
    const rows = await house.admin.sql.unsafe(`select row_to_json(t)::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => String(row)));
  }
  return texts.join('\n');
}

describe('the key', () => {
  it('is named in the notice with three commitments, and its keepers by their organisations', async () => {
    expect(await lot()).toMatchObject({
      phase: 'open',
      offer: { format: 'sealed', pricing: 'second', openingMs: DAY },
      course: { step: 'sealed-bids', keepers: [] },
      notice: { sealed: { keepers: keepers.map(({ person }) => person.organisation.name) } },
    });
  });

  it('lies nowhere in the clear: neither a share, nor what two come to, in no table and no line of the log', async () => {
    const shares = await Promise.all(keepers.map((keeper) => shareIn(keeper, lotId)));
    const { recipient } = (await lot())['offer'] as { recipient: string };
    const key = await joinShares(shares.slice(0, 2), recipient);
    expect(key).toMatch(/^AGE-SECRET-KEY-1/);
    const everywhere = `${await wholeDatabase()}\n${logged.join('\n')}`;
    // What is looked for would be found: the public half is there.
    expect(everywhere).toContain(recipient);
    for (const secret of [...shares, String(key), ...keepers.map(({ identity }) => identity)])
      expect(everywhere.toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('is shown to its keepers only, each its own share', async () => {
    const [one, other] = keepers;
    const seen = await sharesOf(one);
    // Published in one millisecond, the two lots have no order of their own.
    expect(seen.map((share) => share.lotId).sort()).toEqual([lotId, otherId].sort());
    expect(seen).toMatchObject([1, 2].map(() => ({ keeper: 0, state: 'early' })));
    expect((await sharesOf(other)).map(({ keeper }) => keeper)).toEqual([1, 1]);
    expect((await house.agencies[0].browser.get('/api/v1/key-shares')).body).toEqual({ items: [] });
  });
});

describe('a sealed bid', () => {
  it('is taken with a receipt, replaces the former one, and is answered the same when sent again', async () => {
    const [a, b] = house.agencies;
    const [id, ciphertext] = [randomUUID(), await seal(0, yuan(812_345.67))];
    const taken = await sendSealed(a, lotId, ciphertext, id);
    expect(taken).toMatchObject({ status: 201, body: { isLeading: false, receipt: { lot: lotId } } });
    expect((await sendSealed(a, lotId, ciphertext, id)).body).toEqual(taken.body);
    const other = await seal(0, yuan(1));
    expect(await sendSealed(a, lotId, other, id)).toMatchObject({ body: { code: 'idempotency-mismatch' } });
    expect(await sendSealed(b, lotId, await seal(1, yuan(765_432.1)))).toMatchObject({ status: 201 });
    expect(await sendSealed(a, lotId, await seal(0, yuan(823_456.78)))).toMatchObject({ status: 201 });
    expect(await lot()).toMatchObject({ bidCount: 3, price: null, leader: null, asking: yuan(700_000) });
  });

  it('is the only one there: amounts in the clear are refused', async () => {
    const body = { commandId: randomUUID(), amount: yuan(800_000) };
    expect(await house.agencies[0].browser.post(`/api/v1/lots/${lotId}/bids`, body)).toMatchObject({
      status: 409,
      body: { code: 'wrong-step' },
    });
  });

  it('is refused to whoever is not registered', async () => {
    const stranger = await house.newcomer('agency', ['broker']);
    expect(await sendSealed(stranger, lotId, await seal(0, yuan(800_000)))).toMatchObject({
      status: 409,
      body: { code: 'not-registered' },
    });
  });

  it.each([
    ['nothing', ''],
    ['what is not base64', 'not base64!'],
    ['more than any bid', 'A'.repeat(2_001)],
  ])('is not %s', async (_, ciphertext) => {
    const answer = await sendSealed(house.agencies[0], lotId, ciphertext);
    expect(answer).toMatchObject({ status: 400, body: { code: 'malformed' } });
  });

  it('says nothing of its amount anywhere before the opening, however one looks', async () => {
    const everywhere = `${await wholeDatabase()}\n${await logOf(lotId)}\n${logged.join('\n')}`;
    for (const amount of ['81234567', '82345678', '76543210', '823456.78', '823,456.78'])
      expect(everywhere).not.toContain(amount);
  });
});

describe('a share', () => {
  it('is not taken before the end', async () => {
    const share = await shareIn(keepers[0], lotId);
    await house.moveTo(later(closesAt, -1));
    expect(await give(keepers[0], lotId, share)).toMatchObject({
      status: 409,
      body: { code: 'no-key-due' },
    });
    await house.moveTo(closesAt);
    expect((await sharesOf(keepers[0])).find((item) => item.lotId === lotId)).toMatchObject({
      state: 'due',
      until: toRfc3339(until),
    });
    expect(await lot(), 'the lot waits').toMatchObject({ phase: 'open', course: { keepers: [] } });
    expect(await sendSealed(house.agencies[0], lotId, await seal(0, yuan(900_000)))).toMatchObject({
      body: { code: 'lot-closed' },
    });
  });

  it('is nobody else’s to give', async () => {
    const share = await shareIn(keepers[0], lotId);
    const stranger = { person: house.agencies[0], identity: '', recipient: '' };
    expect(await give(stranger, lotId, share)).toMatchObject({
      status: 404,
      body: { code: 'unknown-lot' },
    });
    expect(await give(keepers[1], lotId, share), 'another keeper’s').toMatchObject({
      status: 422,
      body: { code: 'wrong-share' },
    });
  });

  it('is checked against its commitment', async () => {
    const forged = 'ab'.repeat((await shareIn(keepers[0], lotId)).length / 2);
    for (const share of [forged, await shareIn(keepers[0], otherId)])
      expect(await give(keepers[0], lotId, share)).toMatchObject({
        status: 422,
        body: { code: 'wrong-share' },
      });
    for (const share of ['', 'xyz', 'abc', 'A1', 'ab'.repeat(201)])
      expect(await give(keepers[0], lotId, share)).toMatchObject({ status: 400 });
    expect(await lot()).toMatchObject({ course: { keepers: [] } });
  });

  it('comes once from each', async () => {
    const share = await shareIn(keepers[2], lotId);
    expect(await give(keepers[2], lotId, share)).toMatchObject({ status: 201, body: { isOpened: false } });
    expect(await give(keepers[2], lotId, share)).toMatchObject({ status: 409, body: { code: 'no-key-due' } });
    expect(await lot()).toMatchObject({ phase: 'open', course: { keepers: [2] } });
    expect((await sharesOf(keepers[2])).find((item) => item.lotId === lotId)).toMatchObject({
      state: 'given',
      given: 1,
    });
  });
});

describe('the opening', () => {
  it('happens with the second share: the highest bid wins and pays the second', async () => {
    const answer = await give(keepers[0], lotId, await shareIn(keepers[0], lotId));
    expect(answer).toMatchObject({ status: 201, body: { isOpened: true } });
    await house.followed();
    expect(await lot()).toMatchObject({
      phase: 'sold',
      leader: numbers[0],
      price: yuan(765_432.1),
      course: null,
    });
    expect(await give(keepers[1], lotId, await shareIn(keepers[1], lotId))).toMatchObject({
      body: { code: 'no-key-due' },
    });
    expect((await sharesOf(keepers[1])).find((item) => item.lotId === lotId)).toMatchObject({
      state: 'over',
    });
  });

  it('can be checked by anybody: log, key and every bid', async () => {
    const lines = (await logOf(lotId)).trimEnd().split('\n');
    expect(verifyLog(lines)).toMatchObject({ ok: true, format: 'sealed' });
    expect(await checkSealedLog(lines)).toEqual({ ok: true, opened: 2 });
  });

  it('does not happen without two shares: unsold at the end of its time, for that reason', async () => {
    const [, b] = house.agencies;
    const unopened = await publishAndBid([[b, yuan(800_000)]]);
    await house.moveTo(unopened.closesAt);
    await give(keepers[1], unopened.lotId, await shareIn(keepers[1], unopened.lotId));
    await house.moveTo(later(unopened.closesAt, DAY - 1));
    expect(await lot(unopened.lotId)).toMatchObject({ phase: 'open', course: { keepers: [1] } });
    await house.moveTo(later(unopened.closesAt, DAY));
    expect(await lot(unopened.lotId)).toMatchObject({ phase: 'unsold', unsoldReason: 'not-opened' });
    expect(await give(keepers[0], unopened.lotId, await shareIn(keepers[0], unopened.lotId))).toMatchObject({
      body: { code: 'no-key-due' },
    });
  });

  it('shows every bid that does not count with its code; when none does, nobody buys', async () => {
    const [a, b] = house.agencies;
    const { lotId: id, closesAt: end, numberOf } = await publishAndBid([]);
    const { recipient } = await makeIdentity();
    const elsewhere = await sealBid({ lot: id, bidderNumber: numberOf(a), amount: yuan(1) }, recipient);
    await sendSealed(a, id, elsewhere);
    await sendSealed(b, id, await sealedFor(house, id, numberOf(b), yuan(699_999.99)));
    const third = await house.newcomer('agency', ['broker']);
    const copied = await sealedFor(house, id, numberOf(a), yuan(900_000));
    const { bidderNumber } = await house.admit(third, id);
    await house.moveTo(later(end, -DAY / 2));
    expect(await sendSealed(third, id, copied)).toMatchObject({ status: 201 });
    await house.moveTo(end);
    for (const keeper of [keepers[0], keepers[1]]) await give(keeper, id, await shareIn(keeper, id));
    await house.followed();
    expect(await lot(id)).toMatchObject({ phase: 'unsold', unsoldReason: 'no-valid-bid' });
    const text = await logOf(id);
    const opening = text.split('\n').find((line) => line.includes('SealedBidsOpened')) ?? '{}';
    expect((JSON.parse(opening) as { body: { bids: unknown } }).body.bids).toMatchObject([
      { bidderNumber: numberOf(a), amount: null, fault: 'unreadable' },
      { bidderNumber: numberOf(b), amount: yuan(699_999.99), fault: 'below-start' },
      { bidderNumber, amount: null, fault: 'foreign' },
    ]);
    expect(await checkSealedLog(text.trimEnd().split('\n'))).toEqual({ ok: true, opened: 3 });
  });

  it('is made up for when the server fell between the second share and it', async () => {
    const { lotId: id, closesAt: end } = await publishAndBid([[house.agencies[0], yuan(750_000)]]);
    await house.moveTo(end);
    // As a server leaves it that dies right after the second share.
    for (const keeper of [0, 1] as const) {
      const share = await shareIn(keepers[keeper], id);
      await house.modules.auctions.sequencer.submit(id, { type: 'GiveKeyShare', keeper, share });
    }
    await house.followed();
    expect(await lot(id)).toMatchObject({ phase: 'sold', price: yuan(700_000) });
  });

  /** A lot of the same keepers that is published now, opens in due time and has these bids. */
  async function publishAndBid(bids: readonly (readonly [Person, Money])[]) {
    const start = later(house.clock.now(), 17 * DAY);
    const end = later(start, 2 * DAY);
    const times = { opensAt: toRfc3339(start), closesAt: toRfc3339(end) };
    const id = await house.publishLot({ ...times, ...sealedListing(keepers) });
    const registered = new Map<Person, string>();
    for (const agency of house.agencies)
      registered.set(agency, (await house.admit(agency, id)).bidderNumber ?? '');
    await house.moveTo(start);
    const numberOf = (agency: Person): string => registered.get(agency) ?? '';
    for (const [agency, amount] of bids)
      await sendSealed(agency, id, await sealedFor(house, id, numberOf(agency), amount));
    return { lotId: id, closesAt: end, numberOf };
  }
});
