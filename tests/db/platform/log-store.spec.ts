import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BidderNumber, CommandId, LotId } from '@reassign/shared/kernel/ids.ts';
import { instant, toRfc3339 } from '@reassign/shared/kernel/instant.ts';
import { entryHash, GENESIS } from '@reassign/shared/verify/chain.ts';
import { connect, type Database } from '../../../server/platform/db.ts';
import { beginLog, type LotAppend, type NewEntry, openLogStore } from '../../../server/platform/log-store.ts';
import { sealEntry } from '../../../server/platform/sequencer/proof.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { newId } from '../../support/simulation/lots.ts';
import { dice } from '../../support/simulation/world.ts';

const AT = instant(Date.UTC(2026, 10, 23, 2, 0, 0, 7));
const random = dice(7);
const newLot = (): LotId => newId<'lot'>(random, AT);

let fresh: FreshDatabase;
let app: Database;
let store: ReturnType<typeof openLogStore>;
let rival: ReturnType<typeof openLogStore>;

beforeAll(async () => {
  fresh = await freshDatabase();
  app = connect(fresh.appUrl, { max: 2 });
  store = openLogStore({ url: fresh.appUrl, serverId: 'one', connections: 3 });
  rival = openLogStore({ url: fresh.appUrl, serverId: 'two', connections: 2 });
});

afterAll(async () => {
  await Promise.all([store.close(), rival.close(), app.close()]);
  await fresh.drop();
});

async function begun(): Promise<LotId> {
  const lotId = newLot();
  await app.db.transaction((tx) => beginLog(tx, lotId, { type: 'Began', body: { name: '质转' }, at: AT }));
  return lotId;
}

async function taken(lotId: LotId, by = store): Promise<{ epoch: number; seq: number; hash: Uint8Array }> {
  const lot = await by.take(lotId);
  if (typeof lot === 'string') throw new Error(lot);
  const { seq = 0, hash = GENESIS } = lot.entries.at(-1) ?? {};
  return { epoch: lot.epoch, seq, hash };
}

/** `count` entries after `seq`, chained. */
function entries(lotId: LotId, after: { seq: number; hash: Uint8Array }, count: number): NewEntry[] {
  let prev = after.hash;
  return Array.from({ length: count }, (_, index) => {
    const seq = after.seq + 1 + index;
    const at = toRfc3339(AT);
    const body = `{"amount":${100 + seq},"note":"\\"a\\\\b\\""}`;
    const { hash } = sealEntry(prev, { lot: lotId, seq, at, type: 'Bid', body });
    prev = hash;
    const bidderNumber = '104' as BidderNumber;
    const commandId: CommandId = newId<'command'>(random, AT);
    const identity = { bidderNumber, commandId, contentHash: Uint8Array.of(1, 2, 3) };
    return {
      seq,
      at,
      type: 'Bid',
      body,
      sealed: Uint8Array.of(seq),
      identity,
      nth: 0,
      hash: hash.toString('hex'),
    };
  });
}

async function next(lotId: LotId, count: number, by = store): Promise<LotAppend> {
  const head = await taken(lotId, by);
  return { lotId, epoch: head.epoch, seq: head.seq, entries: entries(lotId, head, count) };
}

const seqsOf = async (lotId: LotId): Promise<number[]> =>
  (await store.read(lotId, 0, 99)).map(({ seq }) => seq);

describe('The log store on PostgreSQL', () => {
  it('begins a log in the transaction of its publication, or not at all', async () => {
    const lotId = newLot();
    const broken = app.db.transaction(async (tx) => {
      await beginLog(tx, lotId, { type: 'Began', body: {}, at: AT });
      throw new Error('no');
    });
    await expect(broken).rejects.toThrow('no');
    expect(await store.take(lotId)).toBe('unknown-lot');
  });

  it('gives back exactly what was appended', async () => {
    const lotId = await begun();
    const append = await next(lotId, 2);
    expect(await store.append([append])).toEqual(new Set([lotId]));
    const [first, ...rest] = await store.read(lotId, 0, 99);
    const began = { lot: lotId, seq: 1, at: AT, type: 'Began', body: { name: '质转' } };
    expect(Buffer.from(entryHash(GENESIS, began)).equals(first?.hash ?? GENESIS)).toBe(true);
    expect(rest).toEqual(
      append.entries.map(({ seq, type, body, identity, hash }) => ({
        seq,
        at: AT,
        type,
        body: JSON.parse(body) as unknown,
        sealed: Buffer.of(seq),
        identity: { ...identity, contentHash: Buffer.of(1, 2, 3) },
        hash: Buffer.from(hash, 'hex'),
      })),
    );
  });

  it('keeps the canonical text of a body as it was hashed', async () => {
    const lotId = await begun();
    const append = await next(lotId, 1);
    await store.append([append]);
    const [row] = await app.sql<[{ body: string }]>`
      select body::text as body from lot_event where lot_id = ${lotId} and seq = 2`;
    expect(row.body).toBe(append.entries[0]?.body);
  });

  it('appends to several lots in one statement, in the order of each log', async () => {
    const lots = [await begun(), await begun(), await begun()];
    const batch = await Promise.all(lots.map((lotId) => next(lotId, 3)));
    expect(await store.append(batch)).toEqual(new Set(lots));
    const rows = await app.sql<{ lot_id: LotId; xid: string }[]>`
      select lot_id, seq, xid::text from lot_event where lot_id = any(${lots}::uuid[]) and seq > 1 order by position`;
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(1);
    for (const lotId of lots) {
      expect(rows.filter((row) => row.lot_id === lotId)).toMatchObject([{ seq: 2 }, { seq: 3 }, { seq: 4 }]);
    }
  });

  it('leaves out the lots whose fence is stale, and only those', async () => {
    const [mine, lost] = [await begun(), await begun()];
    const batch = [await next(mine, 1), await next(lost, 2)];
    await rival.take(lost);
    expect(await store.append(batch)).toEqual(new Set([mine]));
    expect(await seqsOf(mine)).toEqual([1, 2]);
    expect(await seqsOf(lost)).toEqual([1]);
  });

  it('refuses an append that was sent before', async () => {
    const lotId = await begun();
    const append = await next(lotId, 1);
    expect(await store.append([append])).toEqual(new Set([lotId]));
    expect(await store.append([append])).toEqual(new Set());
    expect(await seqsOf(lotId)).toEqual([1, 2]);
  });

  it('asks with an empty append whether the fence holds', async () => {
    const lotId = await begun();
    const { epoch, seq } = await taken(lotId);
    const touch = { lotId, epoch, seq, entries: [] };
    expect(await store.append([touch])).toEqual(new Set([lotId]));
    expect(await store.append([touch])).toEqual(new Set([lotId]));
    await rival.take(lotId);
    expect(await store.append([touch])).toEqual(new Set());
  });

  it('takes nothing from a server whose lease lives, and everything afterwards', async () => {
    const lotId = await begun();
    await app.sql`
      insert into server_lease (server_id, until) values ('one', clock_timestamp() + interval '1 minute')`;
    const append = await next(lotId, 1);
    expect(await rival.take(lotId)).toBe('owned-elsewhere');
    expect(await store.append([append])).toEqual(new Set([lotId]));
    await app.sql`update server_lease set until = clock_timestamp() - interval '1 millisecond'`;
    expect(await taken(lotId, rival)).toMatchObject({ seq: 2 });
    await app.sql`delete from server_lease`;
  });

  it('waits for an append that is on its way before it hands over a lot', async () => {
    const lotId = await begun();
    const append = await next(lotId, 1);
    const blocked = openLogStore({ url: fresh.appUrl, serverId: 'one', connections: 1 });
    let release = (): void => undefined;
    const held = app.sql.begin(async (sql) => {
      await sql`select from lot_head where lot_id = ${lotId} for update`;
      await new Promise<void>((resolve) => (release = resolve));
    });
    await lockQueue(lotId, 0);
    const appending = blocked.append([append]);
    await lockQueue(lotId, 1);
    const taking = rival.take(lotId);
    await lockQueue(lotId, 2);
    release();
    await held;
    expect(await appending).toEqual(new Set([lotId]));
    expect(await taking).toMatchObject({ entries: [{ seq: 1 }, { seq: 2 }] });
    await blocked.close();
  });

  it('appends while readers have every connection of theirs', async () => {
    const lotId = await begun();
    const append = await next(lotId, 1);
    const admin = connect(fresh.url, { max: 1 });
    const readersWait = '(select pg_advisory_xact_lock_shared(7)) is not null';
    await admin.sql.unsafe(`
      alter table lot_event enable row level security;
      create policy reading on lot_event for select using (${readersWait});
      create policy writing on lot_event for insert with check (true);
      select pg_advisory_lock(7)`);
    const readings = Array.from({ length: 9 }, () => store.read(lotId, 0, 99));
    expect(await store.append([append])).toEqual(new Set([lotId]));
    await admin.sql.unsafe(`
      select pg_advisory_unlock(7);
      drop policy reading on lot_event;
      drop policy writing on lot_event;
      alter table lot_event disable row level security`);
    await Promise.all(readings);
    await admin.close();
  });

  it('refuses one command twice, whatever the fence says', async () => {
    const lotId = await begun();
    const first = await next(lotId, 1);
    await store.append([first]);
    const again = await next(lotId, 1);
    const identity = first.entries[0]?.identity ?? null;
    const forged = { ...again, entries: again.entries.map((entry) => ({ ...entry, identity })) };
    await expect(store.append([forged])).rejects.toThrow(/lot_event_command/);
    expect(await seqsOf(lotId)).toEqual([1, 2]);
  });

  it.each([
    ['change', (lotId: LotId) => `update lot_event set type = 'x' where lot_id = '${lotId}'`],
    ['delete', (lotId: LotId) => `delete from lot_event where lot_id = '${lotId}'`],
    ['delete a head', (lotId: LotId) => `delete from lot_head where lot_id = '${lotId}'`],
  ])('lets the serving role not %s', async (_, statement) => {
    const lotId = await begun();
    await expect(app.sql.unsafe(statement(lotId))).rejects.toThrow(/permission denied/);
  });

  it('lets not even the owner of the tables change an entry', async () => {
    const lotId = await begun();
    const superuser = connect(fresh.url, { max: 1 });
    const change = superuser.sql`update lot_event set type = 'x' where lot_id = ${lotId}`;
    await expect(change).rejects.toThrow(/append-only/);
    await superuser.close();
  });
});

/** Resolves once so many transactions wait for the lot's row. */
async function lockQueue(lotId: LotId, length: number): Promise<void> {
  const looker = connect(fresh.url, { max: 1 });
  try {
    for (;;) {
      const [row] = await looker.sql<[{ waiting: number; held: boolean }]>`
        select (select count(*)::int from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock') as waiting,
          not exists (select from lot_head where lot_id = ${lotId} for update skip locked) as held`;
      if (row.held && row.waiting >= length) return;
    }
  } finally {
    await looker.close();
  }
}
