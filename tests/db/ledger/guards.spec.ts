import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cash, deposit, fen, line, move, openLedger, type OpenLedger, post } from '../../support/ledger.ts';

/*
 * What the database refuses, whatever statement somebody smuggles into it (9-threats T22).
 */

let open: OpenLedger;
beforeAll(async () => {
  open = await openLedger();
  expect(await open.ledger.post(post(move(cash, deposit(1), 10_000)))).toMatchObject({ ok: true });
});
afterAll(async () => {
  expect(await open.faults()).toEqual([]);
  await open.close();
});

const DENIED = '42501';
const REFUSED = 'LG002';
const id = '019cd000-0000-7000-8000-00000000f001';
const at = '2026-03-02T12:00:00+08:00';
const code = 'deposit/019cd000-0000-7000-8100-000000000001/CNY';

/** A transaction and its lines, as one statement. */
const smuggle = (
  lines: readonly [string, string, number][],
  { postings = lines.length, phase = 'single' } = {},
) => `
  with head as (
    insert into ledger_transaction (id, key, content, phase, reason, actor, at, postings)
    values ('${id}', 'smuggled', '', '${phase}', 'correction', 'nobody', '${at}', ${String(postings)})
  )
  insert into ledger_posting (transaction_id, nth, account, currency, amount_minor, is_pending, at)
  values ${lines.map(([account, unit, amount], index) => `('${id}', ${String(index + 1)}, '${account}', '${unit}', ${String(amount)}, ${String(phase === 'pending')}, '${at}')`).join(',')}`;

describe('the serving role', () => {
  it.each([
    'update ledger_transaction set reason = reason',
    'delete from ledger_transaction',
    'truncate ledger_transaction',
    'update ledger_posting set amount_minor = amount_minor + 1',
    'delete from ledger_posting',
    'update ledger_close set note = note',
    'delete from ledger_close_balance',
    'delete from ledger_account',
    'update ledger_account set held_minor = 1',
    'update ledger_account set has_floor = false',
    `insert into ledger_account (code, kind, currency, normal, has_floor, opened_at, held_minor)
      values ('x', 'fee', 'CNY', -1, true, now(), 5)`,
  ])('may not: %s', async (statement) => {
    await expect(open.app.sql.unsafe(statement)).rejects.toMatchObject({ code: DENIED });
  });
});

describe.each(['ledger_transaction', 'ledger_posting', 'ledger_close', 'ledger_close_balance'])(
  'nor may anybody change %s',
  (table) => {
    it.each(['delete from', 'truncate'])('%s: it is append-only', async (verb) => {
      await expect(
        open.admin.sql.unsafe(`${verb} ${table}${verb === 'truncate' ? ' cascade' : ''}`),
      ).rejects.toThrow('append-only');
    });
  },
);

describe('a transaction is refused, also to the superuser, when it', () => {
  it.each([
    ['is one-sided', smuggle([[code, 'CNY', -5]], { postings: 2 })],
    [
      'is not balanced',
      smuggle([
        ['cash/bank/CNY', 'CNY', 5],
        [code, 'CNY', -4],
      ]),
    ],
    [
      'says more lines than it has',
      smuggle(
        [
          ['cash/bank/CNY', 'CNY', 5],
          [code, 'CNY', -5],
        ],
        { postings: 3 },
      ),
    ],
    [
      'names an account that is not there',
      smuggle([
        ['cash/moon/CNY', 'CNY', 5],
        [code, 'CNY', -5],
      ]),
    ],
    [
      'is in another currency than its accounts',
      smuggle([
        ['cash/bank/CNY', 'USD', 5],
        [code, 'USD', -5],
      ]),
    ],
  ])('%s', async (_why, statement) => {
    await expect(open.admin.sql.unsafe(statement)).rejects.toMatchObject({ code: REFUSED });
  });

  it('takes more than there is', async () => {
    const statement = smuggle([
      ['cash/bank/CNY', 'CNY', -10_001],
      [code, 'CNY', 10_001],
    ]);
    await expect(open.admin.sql.unsafe(statement)).rejects.toMatchObject({
      constraint_name: 'ledger_account_floor',
    });
  });

  it('comes without its lines', async () => {
    await expect(
      open.admin.sql`insert into ledger_transaction (id, key, content, phase, reason, actor, at, postings)
        values (${id}, 'smuggled', '', 'single', 'correction', 'nobody', ${at}, 2)`,
    ).rejects.toMatchObject({ code: REFUSED });
  });

  it.each([
    ['of numbers that are taken', 1, '23505'],
    ['of numbers of its own', 3, REFUSED],
  ])('gets a balanced pair of lines afterwards, %s', async (_which, nth, refused) => {
    const other = await open.ledger.post(post(move(cash, deposit(2), 7)));
    if (!other.ok) throw new Error('it is entered');
    await expect(
      open.admin
        .sql`insert into ledger_posting (transaction_id, nth, account, currency, amount_minor, is_pending, at)
        values (${other.id}, ${nth}, 'cash/bank/CNY', 'CNY', 5, false, ${at}),
          (${other.id}, ${nth + 1}, ${code}, 'CNY', -5, false, ${at})`,
    ).rejects.toMatchObject({ code: refused });
  });
});

it('is told as a refusal, not as a fault, when it comes through the door', async () => {
  const uneven = [line('debit', cash, 5), line('credit', deposit(1), 4)];
  expect(await open.ledger.post(post(uneven))).toEqual({ ok: false, refusal: 'unbalanced' });
  expect(fen(5).amount).toBe(5);
});
