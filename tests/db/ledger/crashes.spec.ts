import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerAnswer } from '@reassign/shared/ledger/types.ts';
import {
  cash,
  deposit,
  escrow,
  move,
  newKey,
  openLedger,
  type OpenLedger,
  post,
  reserve,
} from '../../support/ledger.ts';
import { type Dice, dice } from '../../support/simulation/world.ts';

/*
 * The same on PostgreSQL, whose connections are cut while money moves: every command is sent again with its key until it
 * is answered, and at every look postings sum to zero and accounts hold what their postings say.
 */

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(() => open.close());

const only = process.env['TEST_SEED'];
const seeds = only === undefined ? [1, 2, 3] : [Number(only)];
const DEPOSIT = 1_000;

/** Sent until it is answered: whoever lost the connection does not know. */
async function insist(send: () => Promise<LedgerAnswer>): Promise<LedgerAnswer> {
  for (;;) {
    try {
      return await send();
    } catch {
      // The same key again.
    }
  }
}

/** In, reserved, half of the time given back, else into the price; one of ten twice at once. */
async function oneDeposit(chances: Dice, bidder: number): Promise<void> {
  const ledger = chances.chance(0.5) ? open.ledger : open.other;
  const account = deposit(bidder);
  const received = post(move(cash, account, DEPOSIT));
  const again = chances.chance(0.1) ? insist(() => open.other.post(received)) : null;
  expect(await insist(() => ledger.post(received))).toMatchObject({ ok: true });
  const isBack = chances.chance(0.5);
  const reserved = reserve(move(account, isBack ? cash : escrow(), DEPOSIT));
  const pending = await insist(() => ledger.reserve(reserved));
  if (!pending.ok) throw new Error(pending.refusal);
  const end = { ...post([], { key: newKey() }), pending: pending.id };
  const inOwn = () => open.app.db.transaction((tx) => ledger.postPending(end, tx));
  expect(await insist(chances.chance(0.5) ? inOwn : () => ledger.postPending(end))).toMatchObject({
    ok: true,
  });
  await again;
}

/** Cuts a connection that is at work, if there is one. */
const cut = () =>
  open.admin.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and usename = 'reassign_app' and state <> 'idle' order by random() limit 1`;

describe('While connections are cut', () => {
  it.each(seeds)('nothing is entered twice, lost or uneven (TEST_SEED=%d)', async (seed) => {
    const chances = dice(seed);
    const bidders = Array.from({ length: 150 }, (_, nth) => seed * 1_000 + nth);
    const before = await open.ledger.balanceOf(cash);
    const progress = { isDone: false };
    const all = Promise.all(bidders.map((bidder) => oneDeposit(chances, bidder)));
    void all.catch(() => undefined).then(() => (progress.isDone = true));
    let cuts = 0;
    while (!progress.isDone) {
      if (cuts < 30) cuts += (await cut()).length;
      expect(await open.faults()).toEqual([]);
    }
    await all;
    expect(await open.faults()).toEqual([]);
    expect(cuts).toBeGreaterThan(0);
    const [entered] = await open.admin.sql<[{ kept: string; transactions: number }]>`
      select (select coalesce(sum(held_minor), 0) from ledger_account where kind = 'deposit')::text as kept,
        (select count(*)::int from ledger_transaction) as transactions`;
    expect(entered).toEqual({ kept: '0', transactions: (seeds.indexOf(seed) + 1) * 3 * bidders.length });
    const [{ price }] = await open.admin.sql<[{ price: string }]>`
      select coalesce(sum(held_minor), 0)::text as price from ledger_account where kind = 'escrow'`;
    expect(await open.ledger.balanceOf(cash)).toBe(Number(price));
    expect(before).toBeGreaterThanOrEqual(0);
  });
});
