import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CalendarDay, DAY, later, MINUTE, startOfDay } from '@reassign/shared/kernel/instant.ts';
import { isSignedBy, readNote } from '@reassign/shared/verify/note.ts';
import { createCloses } from '../../../server/ledger/index.ts';
import {
  cash,
  deposit,
  fees,
  move,
  openLedger,
  type OpenLedger,
  post,
  reserve,
} from '../../support/ledger.ts';
import { march } from '../../support/lot.ts';
import { testSigner } from '../../support/signers.ts';

const signer = testSigner();
let open: OpenLedger;
let closes: ReturnType<typeof createCloses>;
beforeAll(async () => {
  open = await openLedger();
  closes = createCloses({ db: open.app.db, clock: open.clock, signer });
});
afterAll(async () => {
  expect(await open.faults()).toEqual([]);
  await open.close();
});

const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}` as CalendarDay;
const enter = async (command: ReturnType<typeof post>) => {
  const answer = await open.ledger.post(command);
  if (!answer.ok) throw new Error(answer.refusal);
  return answer.id;
};
const closeOf = async (number: number) => {
  const close = await closes.find(day(number));
  if (!close) throw new Error('the day is closed');
  return close;
};
const balance = (number: number) => async () => (await closeOf(number)).totals;

describe('A day', () => {
  it('is not closed while nothing ever moved', async () => {
    await open.clock.advance(DAY);
    expect(await closes.closeNext()).toBe(false);
  });

  it('is closed five minutes after its end, not before, and once', async () => {
    await enter(post(move(cash, deposit(1), 10_000)));
    await enter(post(move(deposit(1), fees, 300)));
    await open.ledger.reserve(reserve(move(deposit(1), cash, 700)));
    const end = startOfDay(day(4));
    await open.clock.advanceTo(later(end, 5 * MINUTE - 1));
    expect(await closes.closeNext()).toBe(false);
    await open.clock.advance(1);
    expect(await Promise.all([closes.closeNext(), closes.closeNext()])).toContain(true);
    expect(await closes.closeNext()).toBe(false);
    expect((await closes.list(null, 10)).map((close) => close.day)).toEqual([day(3)]);
  });

  it('says what every kind of account came to; what is only reserved has not moved', async () => {
    expect(await balance(3)()).toEqual([
      { kind: 'cash', currency: 'CNY', balance: 10_000 },
      { kind: 'deposit', currency: 'CNY', balance: -9_700 },
      { kind: 'fee', currency: 'CNY', balance: -300 },
    ]);
  });

  it('is signed with the key of the checkpoints', async () => {
    const { note } = await closeOf(3);
    const read = readNote(note);
    expect(read && isSignedBy(read, signer.key)).toBe(true);
    expect(read?.text.split('\n').slice(0, 2)).toEqual(['demo.reassign.example/ledger/2026-03-03', '3']);
    expect(read?.text).toContain('\nCNY deposit -9700\n');
    expect(isSignedBy({ ...read, text: note.replace('-9700', '-9701') } as never, signer.key)).toBe(false);
  });

  it('takes nothing any more, also not by hand', async () => {
    const at = '2026-03-03T23:59:59.999+08:00';
    const id = '019cd000-0000-7000-8000-00000000c001';
    await expect(
      open.admin.sql`
        with head as (
          insert into ledger_transaction (id, key, content, phase, reason, actor, at, postings)
          values (${id}, 'late', '', 'single', 'correction', 'nobody', ${at}, 2))
        insert into ledger_posting (transaction_id, nth, account, currency, amount_minor, is_pending, at)
        values (${id}, 1, 'cash/bank/CNY', 'CNY', 1, false, ${at}), (${id}, 2, 'fee/CNY', 'CNY', -1, false, ${at})`,
    ).rejects.toMatchObject({ code: 'LG001' });
  });

  it('goes on from the day before: a digest over everything, and balances that add up', async () => {
    const [one, two] = [
      await enter(post(move(cash, deposit(2), 50))),
      await enter(post(move(deposit(2), cash, 20))),
    ];
    await open.clock.advanceTo(later(startOfDay(day(5)), 6 * MINUTE));
    expect(await closes.closeNext()).toBe(true);
    const [before, close] = [await closeOf(3), await closeOf(4)];
    expect(close.totals.find(({ kind }) => kind === 'deposit')?.balance).toBe(-9_730);
    const contents = await open.admin.sql<{ id: string; content: Buffer }[]>`
      select id, content from ledger_transaction where id in (${one}, ${two}) order by position`;
    const digest = createHash('sha256').update(before.digest);
    for (const { id, content } of contents)
      digest.update(Buffer.from(id.replaceAll('-', ''), 'hex')).update(content);
    expect(Buffer.from(close.digest).toString('hex')).toBe(digest.digest('hex'));
  });

  it('without any transaction is closed too, one after the other when nobody was there', async () => {
    await open.clock.advanceTo(march('09T12:00:00.000'));
    const closed: boolean[] = [];
    for (let tries = 0; tries < 5; tries++) closed.push(await closes.closeNext());
    expect(closed).toEqual([true, true, true, true, false]);
    expect((await closeOf(8)).totals).toEqual(await balance(4)());
  });

  it('is what balances begin with', async () => {
    expect(await open.ledger.balanceOf(cash)).toBe(10_030);
    await enter(post(move(cash, deposit(3), 5)));
    expect(await open.ledger.balanceOf(cash)).toBe(10_035);
    expect(await open.ledger.balanceOf(deposit(2))).toBe(-30);
  });
});

describe('Closing', () => {
  it('waits for what is being entered, and what comes then waits for it', async () => {
    await open.clock.advanceTo(later(startOfDay(day(10)), 4 * MINUTE));
    const held = Promise.withResolvers<undefined>();
    const late = open.app.db.transaction(async (tx) => {
      const answer = await open.ledger.post(post(move(cash, deposit(4), 9)), tx);
      await held.promise;
      return answer;
    });
    const lockWaits = async () => {
      const [row] = await open.admin.sql<[{ waiting: number }]>`
        select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`;
      return row.waiting;
    };
    const entering = async () => {
      const [row] = await open.admin.sql<[{ entering: number }]>`
        select count(*)::int as entering from pg_locks where locktype = 'advisory' and granted and mode = 'ShareLock'`;
      return row.entering;
    };
    while ((await entering()) < 1) continue;
    await open.clock.advance(MINUTE);
    const closing = closes.closeNext();
    while ((await lockWaits()) < 1) continue;
    const after = open.other.post(post(move(cash, deposit(6), 1)));
    while ((await lockWaits()) < 2) continue;
    held.resolve(undefined);
    expect(await Promise.all([late, closing, after])).toMatchObject([{ ok: true }, true, { ok: true }]);
  });

  it('finds an account that somebody changed by hand, and closes nothing until it is mended', async () => {
    await enter(post(move(cash, deposit(5), 100)));
    await open.admin
      .sql`update ledger_account set held_minor = held_minor + 1 where kind = 'deposit' and held_minor = 100`;
    await open.clock.advance(DAY);
    await expect(closes.closeNext()).rejects.toThrow('2026-03-10: deposit');
    expect(await closes.find(day(10))).toBeNull();
    await open.admin
      .sql`update ledger_account set held_minor = held_minor - 1 where kind = 'deposit' and held_minor = 101`;
    expect(await closes.closeNext()).toBe(true);
  });
});
