import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { later, MINUTE } from '@reassign/shared/kernel/instant.ts';
import type { LedgerAnswer } from '@reassign/shared/ledger/types.ts';
import {
  cash,
  deposit,
  escrow,
  fees,
  move,
  newKey,
  openLedger,
  type OpenLedger,
  post,
  reserve,
  stripe,
} from '../../support/ledger.ts';

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
});
afterAll(async () => {
  expect(await open.faults()).toEqual([]);
  await open.close();
});

let accounts = 0;
/** A deposit of its own, holding so much. */
async function funded(amount: number) {
  const account = deposit(++accounts);
  const answer = await open.ledger.post(post(move(cash, account, amount)));
  if (!answer.ok) throw new Error(answer.refusal);
  return account;
}

const count = (answers: readonly LedgerAnswer[]) => ({
  entered: answers.filter((answer) => answer.ok && answer.isNew).length,
  again: answers.filter((answer) => answer.ok && !answer.isNew).length,
  refused: answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal])),
});

/** On two servers, half of them in a transaction of the caller's. */
const inFourWays = (times: number, command: () => ReturnType<typeof post>) =>
  Promise.all(
    Array.from({ length: times }, (_, nth) => {
      const ledger = nth % 2 === 0 ? open.ledger : open.other;
      if (nth % 4 < 2) return ledger.post(command());
      return open.app.db.transaction((tx) => ledger.post(command(), tx));
    }),
  );

describe('Many at once', () => {
  it('take exactly what is there (9-threats T20)', async () => {
    const account = await funded(20_000);
    const answers = count(await inFourWays(100, () => post(move(account, cash, 1_000))));
    expect(answers.entered).toBe(20);
    expect(new Set(answers.refused)).toEqual(new Set(['insufficient-funds']));
    expect(await open.ledger.balanceOf(account)).toBe(0);
  });

  it('with one key move money once, and all get the same answer', async () => {
    const command = post(move(cash, escrow(), 500));
    const answers = await inFourWays(40, () => command);
    expect(count(answers)).toEqual({ entered: 1, again: 39, refused: [] });
    expect(new Set(answers.map((answer) => answer.ok && answer.id)).size).toBe(1);
  });

  it('with one key that need no account with a floor move money once, too', async () => {
    const command = post(move(stripe, fees, 500));
    expect(count(await inFourWays(40, () => command))).toEqual({ entered: 1, again: 39, refused: [] });
  });

  it('with one key that takes everything: who comes second is told that it was done, not that nothing is left', async () => {
    const account = await funded(1_000);
    const command = post(move(account, cash, 1_000));
    const entered = Promise.withResolvers<undefined>();
    const ended = Promise.withResolvers<undefined>();
    const first = open.app.db.transaction(async (tx) => {
      const answer = await open.ledger.post(command, tx);
      entered.resolve(undefined);
      await ended.promise;
      return answer;
    });
    await entered.promise;
    const second = open.other.post(command);
    for (let waiting = 0; waiting === 0;) {
      const [row] = await open.admin.sql<[{ waiting: number }]>`
        select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      ({ waiting } = row);
    }
    ended.resolve(undefined);
    expect(count(await Promise.all([first, second]))).toEqual({ entered: 1, again: 1, refused: [] });
  });

  it('with one key and different content: one is entered, the others are told', async () => {
    const key = newKey();
    let amount = 0;
    const { entered, refused } = count(
      await inFourWays(20, () => post(move(cash, escrow(), ++amount), { key })),
    );
    expect(entered).toBe(1);
    expect(refused).toEqual(Array.from({ length: 19 }, () => 'idempotency-mismatch'));
  });

  it.each(['with "quotes"', 'with \\ and {braces}, and commas', "with 'apostrophes' and 中文"])(
    'have any key they like: %s',
    async (key) => {
      const command = post(move(cash, escrow(), 1), { key });
      expect(count(await inFourWays(4, () => command))).toEqual({ entered: 1, again: 3, refused: [] });
    },
  );

  it('open one new account without getting in each other’s way', async () => {
    const account = deposit(++accounts);
    expect(count(await inFourWays(40, () => post(move(cash, account, 1)))).entered).toBe(40);
    expect(await open.ledger.balanceOf(account)).toBe(-40);
  });

  it('lock accounts the other way round: nobody stays stuck', async () => {
    const [a, b] = [await funded(1_000), await funded(1_000)];
    let nth = 0;
    const answers = await inFourWays(60, () => post(++nth % 2 === 0 ? move(a, b, 1) : move(b, a, 1)));
    expect(count(answers).entered).toBe(60);
  });

  it('end a pending transaction once', async () => {
    const account = await funded(1_000);
    const pending = await open.ledger.reserve(reserve(move(account, cash, 700)));
    if (!pending.ok) throw new Error(pending.refusal);
    const ends = Array.from({ length: 20 }, (_, nth) => {
      const ledger = nth % 3 === 0 ? open.ledger : open.other;
      const command = { ...post([]), pending: pending.id };
      return nth % 2 === 0 ? ledger.postPending(command) : ledger.voidPending(command);
    });
    const { entered, refused } = count(await Promise.all(ends));
    expect(entered).toBe(1);
    expect(new Set(refused).size).toBe(1);
    expect(['already-posted', 'already-voided']).toContain(refused[0]);
  });
});

describe('In the caller’s transaction', () => {
  it('money moves with what else is written, or not at all', async () => {
    const account = await funded(1_000);
    const command = post(move(account, cash, 400));
    const failing = open.app.db.transaction(async (tx) => {
      expect(await open.ledger.post(command, tx)).toMatchObject({ ok: true, isNew: true });
      throw new Error('what else was to be written failed');
    });
    await expect(failing).rejects.toThrow('failed');
    expect(await open.ledger.balanceOf(account)).toBe(-1_000);
    expect(await open.ledger.post(command)).toMatchObject({ ok: true, isNew: true });
    expect(await open.ledger.balanceOf(account)).toBe(-600);
  });

  it('a refusal leaves the rest of it as it is', async () => {
    const account = await funded(10);
    await open.app.db.transaction(async (tx) => {
      expect((await open.ledger.post(post(move(account, cash, 11)), tx)).ok).toBe(false);
      expect((await open.ledger.post(post(move(account, cash, 10)), tx)).ok).toBe(true);
    });
    expect(await open.ledger.balanceOf(account)).toBe(0);
  });
});

describe('A reservation', () => {
  it('that nobody ended in time expires by the sweep, on whichever server, once', async () => {
    const account = await funded(1_000);
    const expiresAt = later(open.clock.now(), MINUTE);
    const pending = await open.ledger.reserve(reserve(move(account, cash, 1_000), { expiresAt }));
    if (!pending.ok) throw new Error(pending.refusal);
    await open.ledger.expireOverdue();
    expect(await open.ledger.post(post(move(account, cash, 1)))).toMatchObject({
      refusal: 'insufficient-funds',
    });
    await open.clock.advance(MINUTE);
    expect(await Promise.all([open.ledger.expireOverdue(), open.other.expireOverdue()])).toEqual([
      false,
      false,
    ]);
    expect(await open.ledger.postPending({ ...post([]), pending: pending.id })).toMatchObject({
      refusal: 'already-expired',
    });
    expect(await open.ledger.post(post(move(account, cash, 1_000)))).toMatchObject({ ok: true });
  });
});

describe('A closed account', () => {
  it('takes nothing; one that holds or promises something is not closed', async () => {
    const account = await funded(5);
    expect(await open.ledger.closeAccount(account)).toBe('not-empty');
    await open.ledger.post(post(move(account, cash, 5)));
    expect(await open.ledger.closeAccount(account)).toBeNull();
    expect(await open.ledger.closeAccount(account)).toBe('account-closed');
    expect(await open.ledger.post(post(move(cash, account, 5)))).toEqual({
      ok: false,
      refusal: 'account-closed',
    });
  });
});

it('in a batch, a command that is refused or asked for again spoils no other', async () => {
  const account = await funded(100);
  const first = post(move(account, cash, 60));
  const answers = await Promise.all(
    [first, post(move(account, cash, 60)), first, post([]), post(move(account, cash, 40))].map((command) =>
      open.ledger.post(command),
    ),
  );
  expect(count(answers)).toEqual({ entered: 2, again: 1, refused: ['insufficient-funds', 'unbalanced'] });
});
